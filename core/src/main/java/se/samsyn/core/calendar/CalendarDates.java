package se.samsyn.core.calendar;

import java.util.List;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.access.CurrentUser;

/** Knows some of what stands in people's calendars; core's domains and the plugins each are one. */
@FunctionalInterface
public interface CalendarDates {

    Answer dates(CurrentUser user, Span span);

    /**
     * What is known.
     *
     * @param missing the names of the plugins whose dates could not be read, in the user's language
     */
    record Answer(List<CalendarDate> dates, List<String> missing) {

        /** All that there is. */
        public static Answer whole(List<CalendarDate> dates) {
            return new Answer(dates, List.of());
        }
    }
}
