package se.samsyn.api.measuring;

import java.util.Objects;

/**
 * What an indicator is. Its title, description and what stands after its figures, such as {@code %} or {@code dagar}, are
 * the messages {@code indicator.<code>}, {@code indicator.<code>.description} and {@code indicator.<code>.unit}, taken in
 * the municipality's own language when it is made; the last may be empty.
 *
 * @param code unique among the municipality's own indicators; at most 40 capital letters, digits and hyphens, such as
 *     {@code HR-SICK}
 * @param decimals how many are shown, 0 to 6
 * @param direction which way is better
 * @param periodicity how often there is a figure
 * @param aggregation how the figures of units become that of the unit above
 * @since 0.9.0
 */
public record IndicatorDefinition(
        String code, int decimals, Direction direction, Periodicity periodicity, Aggregation aggregation) {

    /** Which way is better. */
    public enum Direction {
        HIGHER_BETTER,
        LOWER_BETTER,
        NEUTRAL
    }

    /** How often there is a figure. */
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
        /** Not at all: the unit above has figures of its own, or none. */
        NONE,
        SUM,
        MEAN
    }

    public IndicatorDefinition {
        Objects.requireNonNull(code);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(periodicity);
        Objects.requireNonNull(aggregation);
    }
}
