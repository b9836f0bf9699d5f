package se.samsyn.core.measuring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Words;

/**
 * A figure as pages show it.
 *
 * @param number null when there is none to show
 * @param text the number with its unit of measure; empty when there is none
 * @param state the name of the {@link Measurement.State}; null when there is no measurement at all
 */
public record ShownFigure(@Nullable Double number, String text, @Nullable String state) {

    /** Where there is no measurement. */
    public static final ShownFigure NONE = new ShownFigure(null, "", null);

    public static ShownFigure of(Indicator indicator, @Nullable Measurement measurement, Locale locale) {
        if (measurement == null) {
            return NONE;
        }
        Double value = measurement.value();
        return new ShownFigure(
                value, value == null ? "" : text(indicator, value, locale), measurement.state().name());
    }

    /** The number with its unit of measure, on one line. */
    public static String text(Indicator indicator, double value, Locale locale) {
        String number = number(indicator, value, locale);
        return indicator.unitOfMeasure().isEmpty() ? number : number + '\u00a0' + indicator.unitOfMeasure();
    }

    /** How much has changed, with its sign: in percentage points when the figures are percentages. */
    public static String difference(Indicator indicator, double difference, Words words, Locale locale) {
        String unit = indicator.unitOfMeasure().equals("%")
                ? words.text("measuring.points")
                : indicator.unitOfMeasure();
        String number = (difference > 0 ? "+" : "") + number(indicator, difference, locale);
        return unit.isEmpty() ? number : number + '\u00a0' + unit;
    }

    /** How much a figure has moved since an earlier period, in words. */
    public static String change(
            Indicator indicator, double now, double before, Period since, Words words, Locale locale) {
        double difference = shown(indicator, now).subtract(shown(indicator, before)).doubleValue();
        return difference == 0
                ? words.text("measuring.change.none", since.text())
                : words.text("measuring.change", difference(indicator, difference, words, locale), since.text());
    }

    /** The value as it is shown, so that what is said never contradicts what stands beside it. */
    static BigDecimal shown(Indicator indicator, double value) {
        return BigDecimal.valueOf(value).setScale(indicator.decimals(), RoundingMode.HALF_UP);
    }

    static String number(Indicator indicator, double value, Locale locale) {
        return Numbers.text(value, indicator.decimals(), locale);
    }
}
