@NullMarked
package se.samsyn.core.setup;

import org.jspecify.annotations.NullMarked;
