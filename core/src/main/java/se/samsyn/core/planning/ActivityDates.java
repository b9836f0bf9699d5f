package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.calendar.CalendarDates;

/** The days by which a person's open activities are to be done. */
record ActivityDates(ActivityService activities) implements CalendarDates {

    private static final int MOST = 200;

    @Override
    public Answer dates(CurrentUser user, Span span) {
        List<CalendarDate> dates = activities.mine(user, MOST).stream()
                .map(ActivityRow::activity)
                .filter(activity -> within(activity.due(), span))
                .map(activity -> CalendarDate.onDay(
                        "planning",
                        "activity-" + activity.id(),
                        activity.version(),
                        activity.title(),
                        activity.due(),
                        "/activities/" + activity.id()))
                .toList();
        return Answer.whole(dates);
    }

    private static boolean within(@Nullable LocalDate day, Span span) {
        return day != null && !day.isBefore(span.from()) && !day.isAfter(span.to());
    }
}
