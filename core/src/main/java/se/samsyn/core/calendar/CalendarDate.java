package se.samsyn.core.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.work.CalendarEntry;
import se.samsyn.api.work.CalendarSource;
import se.samsyn.core.database.Times;

/**
 * Something with a time, of core's or of a plugin's.
 *
 * @param origin a package of core's or the id of a plugin
 * @param key the same for ever, unique within the origin
 * @param revision grows with each change
 * @param day when it takes all of a day, else null
 * @param href a page of Samsyn's
 */
public record CalendarDate(
        String origin,
        String key,
        int revision,
        String title,
        String text,
        String place,
        Instant start,
        Instant end,
        @Nullable LocalDate day,
        String href,
        boolean cancelled) {

    /** All of a day, by core. */
    public static CalendarDate onDay(String origin, String key, int revision, String title, LocalDate day, String href) {
        return new CalendarDate(
                origin,
                key,
                revision,
                title,
                "",
                "",
                day.atStartOfDay(Times.ZONE).toInstant(),
                Times.endOf(day),
                day,
                href,
                false);
    }

    /** An entry of a plugin's, which answers at this address. */
    public static CalendarDate of(String plugin, CalendarEntry entry, String href) {
        return new CalendarDate(
                plugin,
                entry.key(),
                entry.revision(),
                entry.title(),
                entry.text(),
                entry.place(),
                entry.start(),
                entry.end(),
                wholeDay(entry),
                href,
                entry.cancelled());
    }

    private static @Nullable LocalDate wholeDay(CalendarEntry entry) {
        LocalDate day = Times.date(entry.start());
        boolean whole = entry.start().equals(day.atStartOfDay(Times.ZONE).toInstant()) && entry.end().equals(Times.endOf(day));
        return whole ? day : null;
    }

    /** When on its first day, in words; empty when it takes all of it. */
    public String time(Locale locale) {
        if (day != null) {
            return "";
        }
        boolean swedish = locale.getLanguage().equals("sv");
        DateTimeFormatter clock = DateTimeFormatter.ofPattern(swedish ? "H.mm" : "HH:mm", locale).withZone(Times.ZONE);
        DateTimeFormatter another =
                DateTimeFormatter.ofPattern(swedish ? "d MMMM H.mm" : "d MMMM HH:mm", locale).withZone(Times.ZONE);
        return Times.date(end).equals(firstDay())
                ? clock.format(start) + "–" + clock.format(end)
                : clock.format(start) + " – " + another.format(end);
    }

    /** Whether any of it is within the days. */
    boolean touches(CalendarSource.Span span) {
        return start.isBefore(Times.endOf(span.to()))
                && end.isAfter(span.from().atStartOfDay(Times.ZONE).toInstant());
    }

    /** The first day of it, in Europe/Stockholm. */
    public LocalDate firstDay() {
        return Times.date(start);
    }
}
