package se.samsyn.core.measuring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time that something is planned or measured for: {@code 2026}, {@code 2026-T2} (tertial), {@code 2026-Q3},
 * {@code 2026-09}, {@code 2026/27} (school year, 1 July to 30 June), {@code VT2026} and {@code HT2026} (terms).
 */
public record Period(String text, Kind kind, LocalDate from, LocalDate to) implements Comparable<Period> {

    private static final Pattern FORM = Pattern.compile(
            "(?<year>\\d{4})(?:(?<tertial>-T[1-3])|(?<quarter>-Q[1-4])|-(?<month>0[1-9]|1[0-2])|/(?<next>\\d{2}))?"
                    + "|(?<term>[VH]T)(?<termyear>\\d{4})");

    /** The kinds of period. */
    public enum Kind {
        YEAR,
        SCHOOL_YEAR,
        TERM,
        TERTIAL,
        QUARTER,
        MONTH
    }

    /**
     * @throws IllegalArgumentException when the text is no period
     */
    @JsonCreator
    public static Period of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not a period: " + text));
    }

    /** The period that the text names; empty when it names none. */
    public static Optional<Period> parse(@Nullable String text) {
        Matcher m = FORM.matcher(text == null ? "" : text);
        if (!m.matches()) {
            return Optional.empty();
        }
        if (m.group("term") != null) {
            return Optional.of(term(text, m.group("term").equals("VT"), Integer.parseInt(m.group("termyear"))));
        }
        int year = Integer.parseInt(m.group("year"));
        if (m.group("tertial") != null) {
            return Optional.of(months(text, Kind.TERTIAL, year, (m.group("tertial").charAt(2) - '1') * 4 + 1, 4));
        }
        if (m.group("quarter") != null) {
            return Optional.of(months(text, Kind.QUARTER, year, (m.group("quarter").charAt(2) - '1') * 3 + 1, 3));
        }
        if (m.group("month") != null) {
            return Optional.of(months(text, Kind.MONTH, year, Integer.parseInt(m.group("month")), 1));
        }
        if (m.group("next") != null) {
            return Integer.parseInt(m.group("next")) == (year + 1) % 100
                    ? Optional.of(months(text, Kind.SCHOOL_YEAR, year, 7, 12))
                    : Optional.empty();
        }
        return Optional.of(months(text, Kind.YEAR, year, 1, 12));
    }

    public static Period year(int year) {
        return of("%04d".formatted(year));
    }

    /** The school year that begins in the autumn of the year. */
    public static Period schoolYear(int autumn) {
        return of("%04d/%02d".formatted(autumn, (autumn + 1) % 100));
    }

    public boolean contains(Period other) {
        return !other.from.isBefore(from) && !other.to.isAfter(to);
    }

    /** Whether they have a day in common. */
    public boolean overlaps(Period other) {
        return !other.from.isAfter(to) && !other.to.isBefore(from);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** The period of the same kind before this one, as last year's for a year or a term. */
    public Period yearBefore() {
        return switch (kind) {
            case YEAR -> year(from.getYear() - 1);
            case SCHOOL_YEAR -> schoolYear(from.getYear() - 1);
            case TERM -> of(text.substring(0, 2) + (from.getYear() - 1));
            default -> of((from.getYear() - 1) + text.substring(4));
        };
    }

    /** By where it ends, then by where it begins: a year comes after its months. */
    @Override
    public int compareTo(Period other) {
        int byEnd = to.compareTo(other.to);
        return byEnd != 0 ? byEnd : other.from.compareTo(from);
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }

    private static Period months(String text, Kind kind, int year, int month, int count) {
        LocalDate from = LocalDate.of(year, month, 1);
        return new Period(text, kind, from, from.plusMonths(count).minusDays(1));
    }

    private static Period term(String text, boolean spring, int year) {
        return spring
                ? new Period(text, Kind.TERM, LocalDate.of(year, 1, 1), LocalDate.of(year, 6, 30))
                : new Period(text, Kind.TERM, LocalDate.of(year, 7, 1), LocalDate.of(year, 12, 31));
    }
}
