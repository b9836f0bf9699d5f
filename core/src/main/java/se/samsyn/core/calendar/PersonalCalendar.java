package se.samsyn.core.calendar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.access.CurrentUser;

/** A person's calendar, from all that have something to put in it. */
public final class PersonalCalendar {

    static final Comparator<CalendarDate> BY_TIME = Comparator.comparing(CalendarDate::start)
            .thenComparing(date -> !date.wholeDays())
            .thenComparing(CalendarDate::title)
            .thenComparing(CalendarDate::key);

    private final List<CalendarDates> sources = new CopyOnWriteArrayList<>();

    /** Takes in one more that knows dates; when Samsyn is put together. */
    public void add(CalendarDates source) {
        sources.add(source);
    }

    /** What touches the days, by time. */
    public CalendarDates.Answer of(CurrentUser user, Span span) {
        List<CalendarDate> dates = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (CalendarDates source : sources) {
            CalendarDates.Answer answer = source.dates(user, span);
            answer.dates().stream().filter(date -> date.touches(span)).forEach(dates::add);
            missing.addAll(answer.missing());
        }
        dates.sort(BY_TIME);
        return new CalendarDates.Answer(dates, missing);
    }
}
