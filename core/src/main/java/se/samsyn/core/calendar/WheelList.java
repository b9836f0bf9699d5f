package se.samsyn.core.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is on the wheel, in words.
 *
 * @param gone what is over
 * @param coming what begins, and what has begun on the day that it ends; in another year than today's all of it
 * @param beyond what has begun and ends in a later year
 * @param all every month, each thing where it begins
 */
record WheelList(List<Month> gone, List<Month> coming, List<Entry> beyond, List<Month> all) {

    /** What stands on a month, by day. */
    public record Month(String name, List<Entry> entries) {}

    /**
     * Something on the wheel.
     *
     * @param number the same for it wherever it is on the page
     * @param ring which of the rings it is on, from 1 at the edge
     * @param day of the month; 0 when it stands on none
     * @param when more about when, in words; empty when the day says it all
     */
    public record Entry(int number, int ring, String ringName, int day, String when, CalendarDate date) {}

    static WheelList of(WheelYear year, LocalDate today, List<WheelRings.Ring> rings, int mostRings, Locale locale) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            for (CalendarDate date : rings.get(i).dates()) {
                entries.add(new Entry(
                        entries.size() + 1, Math.min(i + 1, mostRings), rings.get(i).name(), 0, date.time(locale), date));
            }
        }
        entries.sort(Comparator.comparing(Entry::date, PersonalCalendar.BY_TIME));
        boolean now = year.contains(today);
        Predicate<Entry> over = entry -> now && entry.date().lastDay().isBefore(today);
        Predicate<Entry> begun = entry -> now && entry.date().firstDay().isBefore(today);
        Predicate<Entry> beyond = begun.and(entry -> entry.date().lastDay().isAfter(year.to()));
        Function<Entry, LocalDate> begins = entry -> begins(entry.date(), year);
        Function<Entry, LocalDate> next =
                entry -> begun.test(entry) ? entry.date().lastDay() : begins(entry.date(), year);
        return new WheelList(
                months(entries.stream().filter(over).toList(), begins, year, locale),
                months(entries.stream().filter(over.or(beyond).negate()).toList(), next, year, locale),
                entries.stream().filter(beyond).toList(),
                months(entries, begins, year, locale));
    }

    /** How much is over. */
    int goneCount() {
        return gone.stream().mapToInt(month -> month.entries().size()).sum();
    }

    /** Where on the page each date is. */
    Map<CalendarDate, String> anchors() {
        Map<CalendarDate, String> anchors = new HashMap<>();
        all.forEach(month -> month.entries().forEach(entry -> anchors.put(entry.date(), "#e-" + entry.number())));
        return anchors;
    }

    private static LocalDate begins(CalendarDate date, WheelYear year) {
        return date.firstDay().isBefore(year.from()) ? year.from() : date.firstDay();
    }

    private static List<Month> months(
            List<Entry> entries, Function<Entry, LocalDate> on, WheelYear year, Locale locale) {
        DateTimeFormatter name = DateTimeFormatter.ofPattern("LLLL uuuu", locale);
        List<Month> months = new ArrayList<>();
        for (YearMonth month : year.months()) {
            List<Entry> its = entries.stream()
                    .filter(entry -> YearMonth.from(on.apply(entry)).equals(month))
                    .sorted(Comparator.comparing(on))
                    .map(entry -> new Entry(
                            entry.number, entry.ring, entry.ringName, on.apply(entry).getDayOfMonth(), entry.when, entry.date))
                    .toList();
            if (!its.isEmpty()) {
                String text = name.format(month);
                months.add(new Month(text.substring(0, 1).toUpperCase(locale) + text.substring(1), its));
            }
        }
        return months;
    }
}
