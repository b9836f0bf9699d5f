package se.samsyn.core.measuring;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The periods that something is measured in, around a day. */
final class Periods {

    private static final int YEARS_BACK = 4;
    private static final int YEARS_AHEAD = 2;

    private Periods() {}

    /** The period of this kind that holds the day. */
    static Period now(Indicator.Periodicity periodicity, LocalDate day) {
        return ofYears(periodicity, day.getYear() - 1, day.getYear()).stream()
                .filter(period -> period.contains(day))
                .findFirst()
                .orElseThrow();
    }

    /** The periods of this kind some years back and ahead, the latest first. */
    static List<Period> around(Indicator.Periodicity periodicity, LocalDate day) {
        List<Period> periods = ofYears(periodicity, day.getYear() - YEARS_BACK, day.getYear() + YEARS_AHEAD);
        periods.sort(java.util.Comparator.reverseOrder());
        return periods;
    }

    private static List<Period> ofYears(Indicator.Periodicity periodicity, int first, int last) {
        List<Period> periods = new ArrayList<>();
        for (int year = first; year <= last; year++) {
            switch (periodicity) {
                case YEAR -> periods.add(Period.year(year));
                case SCHOOL_YEAR -> periods.add(Period.schoolYear(year));
                case TERM -> periods.addAll(List.of(Period.of("VT" + year), Period.of("HT" + year)));
                case TERTIAL -> add(periods, year + "-T%d", 3);
                case QUARTER -> add(periods, year + "-Q%d", 4);
                case MONTH -> add(periods, year + "-%02d", 12);
            }
        }
        return periods;
    }

    private static void add(List<Period> periods, String form, int count) {
        for (int i = 1; i <= count; i++) {
            periods.add(Period.of(form.formatted(i)));
        }
    }
}
