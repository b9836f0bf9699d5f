package se.samsyn.core.measuring;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that is measured.
 *
 * @param source whose it is: {@code kolada}, {@code skolverket} or {@code own}
 * @param code unique within the source, such as {@code N15505}
 * @param unitOfMeasure what stands after the figure, such as {@code %}
 * @param tolerance how far from the target the status is still yellow, in the unit of measure; null when no target has
 *     a yellow part
 * @param retiredOn when the source stopped publishing it; null while it goes on
 */
public record Indicator(
        long id,
        String source,
        String code,
        String name,
        String definition,
        String unitOfMeasure,
        int decimals,
        Direction direction,
        Periodicity periodicity,
        Aggregation aggregation,
        @Nullable Double tolerance,
        boolean byGender,
        @Nullable LocalDate retiredOn,
        int version) {

    /** The same, under an id and at a version. */
    public Indicator identified(long id, int version) {
        return new Indicator(
                id, source, code, name, definition, unitOfMeasure, decimals, direction, periodicity, aggregation,
                tolerance, byGender, retiredOn, version);
    }

    /** The same, no longer published from the day on; published again when there is no day. */
    public Indicator retired(@Nullable LocalDate on) {
        return new Indicator(
                id, source, code, name, definition, unitOfMeasure, decimals, direction, periodicity, aggregation,
                tolerance, byGender, on, version);
    }

    /** Whether a figure that a person gives has no more decimals than are shown. */
    public boolean shows(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().scale() <= decimals;
    }

    /** Which way is better. */
    public enum Direction {
        HIGHER,
        LOWER,
        NEUTRAL
    }

    /** How often it is measured. */
    public enum Periodicity {
        YEAR,
        SCHOOL_YEAR,
        TERM,
        TERTIAL,
        QUARTER,
        MONTH
    }

    /** How the figures of units become that of the unit above. */
    public enum Aggregation {
        NONE,
        SUM,
        MEAN
    }
}
