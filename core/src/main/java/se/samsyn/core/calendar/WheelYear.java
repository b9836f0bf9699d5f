package se.samsyn.core.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.work.CalendarSource.Span;

/**
 * What one turn of the wheel is: a school year, from July to June, or a fiscal year.
 *
 * @param first the year that it begins in
 */
record WheelYear(int first, boolean school) {

    private static final Pattern TEXT = Pattern.compile("(\\d{4})(?:/(\\d{2}))?");
    private static final int EARLIEST = 2000;
    private static final int LATEST = 2098;
    private static final int MONTHS = 12;

    /** Such as {@code 2026/27} or {@code 2026}. */
    static Optional<WheelYear> parse(@Nullable String text) {
        Matcher year = TEXT.matcher(text == null ? "" : text);
        if (!year.matches()) {
            return Optional.empty();
        }
        WheelYear parsed = new WheelYear(Integer.parseInt(year.group(1)), year.group(2) != null);
        return parsed.within() && parsed.text().equals(text) ? Optional.of(parsed) : Optional.empty();
    }

    /** The year that the day is in. */
    static WheelYear of(LocalDate day, boolean school) {
        return new WheelYear(school && day.getMonthValue() < 7 ? day.getYear() - 1 : day.getYear(), school);
    }

    String text() {
        return school ? "%d/%02d".formatted(first, (first + 1) % 100) : Integer.toString(first);
    }

    LocalDate from() {
        return LocalDate.of(first, school ? 7 : 1, 1);
    }

    LocalDate to() {
        return from().plusYears(1).minusDays(1);
    }

    int days() {
        return before(to()) + 1;
    }

    Span span() {
        return new Span(from(), to());
    }

    List<YearMonth> months() {
        return IntStream.range(0, MONTHS).mapToObj(YearMonth.from(from())::plusMonths).toList();
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(from()) && !day.isAfter(to());
    }

    /** How many days of it have gone before the day; less than none, or more than all, for a day outside. */
    int before(LocalDate day) {
        return (int) (day.toEpochDay() - from().toEpochDay());
    }

    /** Empty beyond the years that there are. */
    Optional<WheelYear> plus(int years) {
        return Optional.of(new WheelYear(first + years, school)).filter(WheelYear::within);
    }

    /** The year of the other calendar that the day is in, when it is in this one, else the one that begins in the same year. */
    WheelYear other(LocalDate today) {
        return contains(today) ? of(today, !school) : new WheelYear(first, !school);
    }

    private boolean within() {
        return first >= EARLIEST && first <= LATEST;
    }
}
