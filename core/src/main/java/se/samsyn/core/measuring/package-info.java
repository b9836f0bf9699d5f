@NullMarked
package se.samsyn.core.measuring;

import org.jspecify.annotations.NullMarked;
