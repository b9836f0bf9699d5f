/** Fields that plugins add to things of core's: what may be written in them, and their values. */
@NullMarked
package se.samsyn.core.field;

import org.jspecify.annotations.NullMarked;
