package se.samsyn.core.web;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;

/** Figures as people write them: decimal comma and a hard space between thousands in Swedish. */
public final class Numbers {

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
}
