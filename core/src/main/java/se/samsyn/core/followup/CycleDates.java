package se.samsyn.core.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.calendar.CalendarDates;
import se.samsyn.core.web.Messages;

/** The days on which rounds of follow-up open and are due. */
record CycleDates(CycleService cycles, Messages messages) implements CalendarDates {

    @Override
    public Answer dates(CurrentUser user, Span span) {
        if (!user.may(CorePermissions.PLAN_READ)) {
            return Answer.whole(List.of());
        }
        List<CalendarDate> dates = new ArrayList<>();
        for (Cycle cycle : cycles.all()) {
            if (cycle.state() == Cycle.State.PLANNED && within(cycle.opens(), span)) {
                dates.add(date(user, cycle, "opens", cycle.opens()));
            }
            if (cycle.state() != Cycle.State.CLOSED && within(cycle.due(), span)) {
                dates.add(date(user, cycle, "due", cycle.due()));
            }
        }
        return Answer.whole(dates);
    }

    private CalendarDate date(CurrentUser user, Cycle cycle, String what, LocalDate day) {
        return CalendarDate.onDay(
                "followup",
                "cycle-" + cycle.id() + "-" + what,
                cycle.version(),
                messages.text(user.locale(), "followup.coming." + what, cycle.name()),
                day,
                Addresses.cycle(cycle.id()));
    }

    private static boolean within(LocalDate day, Span span) {
        return !day.isBefore(span.from()) && !day.isAfter(span.to());
    }
}
