/** Meetings in series: agendas, what is written during them, what was decided, and what is to be done. */
@NullMarked
package se.samsyn.plugin.meetings;

import org.jspecify.annotations.NullMarked;
