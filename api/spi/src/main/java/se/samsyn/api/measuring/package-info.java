@NullMarked
package se.samsyn.api.measuring;

import org.jspecify.annotations.NullMarked;
