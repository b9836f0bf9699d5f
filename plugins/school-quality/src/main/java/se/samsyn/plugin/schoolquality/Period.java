package se.samsyn.plugin.schoolquality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.samsyn.api.web.Request;

/**
 * A school year ({@code 2026/27}, 1 July to 30 June) or a term ({@code HT2026}, {@code VT2027}).
 *
 * @param start its first day, by which periods are in order
 */
record Period(String code, LocalDate start) {

    private static final Pattern YEAR = Pattern.compile("(\\d{4})/\\d{2}");
    private static final Pattern TERM = Pattern.compile("(HT|VT)(\\d{4})");

    static Period of(String code) {
        Matcher year = YEAR.matcher(code);
        if (year.matches()) {
            return new Period(code, LocalDate.of(Integer.parseInt(year.group(1)), 7, 1));
        }
        Matcher term = TERM.matcher(code);
        if (!term.matches()) {
            throw new IllegalArgumentException("Not a period: " + code);
        }
        boolean autumn = term.group(1).equals("HT");
        return new Period(code, LocalDate.of(Integer.parseInt(term.group(2)), autumn ? 7 : 1, autumn ? 2 : 1));
    }

    /** What can be assessed now: the school year and its terms, and the year before and after. */
    static List<Period> choices(LocalDate today) {
        int current = today.getMonthValue() >= 7 ? today.getYear() : today.getYear() - 1;
        List<Period> periods = new ArrayList<>();
        for (int year : new int[] {current, current + 1, current - 1}) {
            periods.add(of(year + "/" + String.format("%02d", (year + 1) % 100)));
            periods.add(of("HT" + year));
            periods.add(of("VT" + (year + 1)));
        }
        return periods;
    }

    String label(Request request) {
        return YEAR.matcher(code).matches()
                ? request.text("period.year", code)
                : request.text("period." + code.substring(0, 2), code.substring(2));
    }
}
