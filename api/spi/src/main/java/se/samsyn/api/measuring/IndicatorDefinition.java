package se.samsyn.api.measuring;

import java.util.Objects;

/**
 * What an indicator is. Its title and description are the messages {@code indicator.<code>} and {@code
 * indicator.<code>.description}, taken in the municipality's own language when it is made.
 *
 * @param code unique in the municipality; capital letters, digits and hyphens, such as {@code HR-SICK}
 * @param unit the unit of measure
 * @param decimals how many are shown, 0 to 4
 * @param direction which way is better
 * @param periodicity how often there is a figure
 * @since 0.9.0
 */
public record IndicatorDefinition(
        String code, MeasureUnit unit, int decimals, Direction direction, Periodicity periodicity) {

    /** What figures are counted in. */
    public enum MeasureUnit {
        NUMBER,
        PERCENT
    }

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
        TERTIAL,
        QUARTER,
        MONTH
    }

    public IndicatorDefinition {
        Objects.requireNonNull(code);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(periodicity);
    }
}
