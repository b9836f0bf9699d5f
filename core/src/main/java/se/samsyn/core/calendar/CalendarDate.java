package se.samsyn.core.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import se.samsyn.api.work.CalendarEntry;
import se.samsyn.api.work.CalendarSource;
import se.samsyn.core.database.Times;

/**
 * Something with a time, of core's or of a plugin's.
 *
 * @param origin a package of core's or the id of a plugin
 * @param key the same for ever, unique within the origin
 * @param revision grows with each change
 * @param wholeDays whether it takes all of each of its days
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
        boolean wholeDays,
        String href,
        boolean cancelled) {

    /** All of a day, by core. */
    public static CalendarDate onDay(String origin, String key, int revision, String title, LocalDate day, String href) {
        return onDays(origin, key, revision, title, "", day, day, href);
    }

    /** All of some days, by core. */
    public static CalendarDate onDays(
            String origin,
            String key,
            int revision,
            String title,
            String text,
            LocalDate first,
            LocalDate last,
            String href) {
        return new CalendarDate(
                origin,
                key,
                revision,
                title,
                text,
                "",
                first.atStartOfDay(Times.ZONE).toInstant(),
                Times.endOf(last),
                true,
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
                midnight(entry.start()) && midnight(entry.end()),
                href,
                entry.cancelled());
    }

    private static boolean midnight(Instant instant) {
        return instant.equals(Times.date(instant).atStartOfDay(Times.ZONE).toInstant());
    }

    /** When on its first day, in words; empty when it takes all of it and no more. */
    public String time(Locale locale) {
        if (wholeDays) {
            return lastDay().equals(firstDay()) ? "" : days(locale);
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

    /** Its days, in words. */
    String days(Locale locale) {
        LocalDate first = firstDay();
        LocalDate last = lastDay();
        DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMM", locale);
        if (first.equals(last)) {
            return day.format(first);
        }
        return first.getYear() == last.getYear() && first.getMonth() == last.getMonth()
                ? first.getDayOfMonth() + "–" + day.format(last)
                : day.format(first) + " – " + day.format(last);
    }

    /** The first day of it, in Europe/Stockholm. */
    public LocalDate firstDay() {
        return Times.date(start);
    }

    /** The last day that any of it is on. */
    public LocalDate lastDay() {
        return Times.date(end.minusMillis(1));
    }
}
