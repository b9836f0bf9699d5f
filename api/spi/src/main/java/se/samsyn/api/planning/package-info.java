@NullMarked
package se.samsyn.api.planning;

import org.jspecify.annotations.NullMarked;
