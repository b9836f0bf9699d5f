@NullMarked
package se.samsyn.core.planning;

import org.jspecify.annotations.NullMarked;
