@NullMarked
package se.samsyn.core.calendar;

import org.jspecify.annotations.NullMarked;
