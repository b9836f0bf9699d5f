package se.samsyn.core.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Figures as people write them: decimal comma and a hard space between thousands in Swedish. */
public final class Numbers {

    private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,20})?");

    private Numbers() {}

    public static String text(double value, int decimals, Locale locale) {
        DecimalFormat format = (DecimalFormat) NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        DecimalFormatSymbols symbols = format.getDecimalFormatSymbols();
        if (locale.getLanguage().equals("sv")) {
            symbols.setGroupingSeparator('\u00a0');
            symbols.setMinusSign('\u2212');
            format.setDecimalFormatSymbols(symbols);
        }
        return format.format(value);
    }

    /** With the decimals that the number has. */
    public static String text(double value, Locale locale) {
        int decimals = Math.max(0, BigDecimal.valueOf(value).stripTrailingZeros().scale());
        return text(value, decimals, locale);
    }

    /** The number that a person typed, with a comma or a point, with or without spaces; empty when it is none. */
    public static OptionalDouble parse(String text) {
        String plain = text.replaceAll("[\\s\u00a0\u202f]", "").replace('\u2212', '-').replace(',', '.');
        return PLAIN.matcher(plain).matches() ? OptionalDouble.of(Double.parseDouble(plain)) : OptionalDouble.empty();
    }
}
