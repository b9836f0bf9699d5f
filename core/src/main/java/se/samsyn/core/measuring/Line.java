package se.samsyn.core.measuring;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.organisation.Unit;

/**
 * Figures over time, as one line of a chart and one row of its table.
 *
 * @param body whose figures they are
 * @param computed how our own calculation made them; null when they are measured
 */
record Line(Role role, Unit body, Map<Period, Measurement> figures, @Nullable Computed computed) {

    /** What the line is, by the names that charts know. */
    enum Role {
        OUTCOME,
        TARGET,
        FORECAST,
        WOMEN,
        MEN,
        MUNICIPALITY,
        COUNTRY,
        GROUP
    }

    /** Our own calculation, from the figures of so many units in each period. */
    record Computed(String source, Map<Period, Integer> units) {}

    boolean isEmpty() {
        return figures.isEmpty();
    }
}
