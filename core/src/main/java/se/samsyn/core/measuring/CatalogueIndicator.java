package se.samsyn.core.measuring;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Indicator.Periodicity;

/**
 * Something that one can choose as an indicator.
 *
 * @param area the part of the municipality's work that it belongs to; null when the source does not say
 * @param byGender whether the source publishes it for women and men too
 * @param perUnit whether the source publishes it for single units, such as schools
 * @param published when figures come next; null when the source does not say
 */
public record CatalogueIndicator(
        String source,
        String code,
        String title,
        String description,
        @Nullable String area,
        @Nullable String perspective,
        boolean byGender,
        boolean perUnit,
        @Nullable LocalDate published) {

    /** Titles end with the unit of measure, after a comma or in brackets. */
    private static final Pattern UNIT_AT_END = Pattern.compile(
            ".*(?:, |\\()((?:kr|tkr|mnkr|antal|dagar|minuter|timmar|år|poäng|index|MWh|kWh|kg|ton|meter|km|procent)"
                    + "(?:/[^,()]{1,24})?)\\)?$");

    /** The indicator that it becomes when it is chosen; which way is better the source does not say. */
    public Indicator draft() {
        String unit = unitOfMeasure();
        return new Indicator(
                0, source, code, title, description, unit, unit.equals("%") || unit.equals("index") ? 1 : 0,
                Direction.NEUTRAL, Periodicity.YEAR, Aggregation.NONE, null, byGender, null, 0);
    }

    private String unitOfMeasure() {
        if (title.contains("(%)") || title.toLowerCase(Locale.ROOT).endsWith("procent")) {
            return "%";
        }
        Matcher unit = UNIT_AT_END.matcher(title);
        return unit.matches() ? unit.group(1) : "";
    }
}
