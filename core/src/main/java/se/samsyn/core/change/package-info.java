@NullMarked
package se.samsyn.core.change;

import org.jspecify.annotations.NullMarked;
