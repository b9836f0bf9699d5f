/** What happens, told to those who listen once it is saved: core's own from the change log, and what plugins publish. */
@NullMarked
package se.samsyn.core.event;

import org.jspecify.annotations.NullMarked;
