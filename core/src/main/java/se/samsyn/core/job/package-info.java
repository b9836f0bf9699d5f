/** Work that is run by itself or by hand: when it is due, its runs, and how they ended. */
@NullMarked
package se.samsyn.core.job;

import org.jspecify.annotations.NullMarked;
