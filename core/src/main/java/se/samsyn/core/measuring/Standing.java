package se.samsyn.core.measuring;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement.Kind;

/**
 * How a unit stands on an indicator.
 *
 * @param outcome the latest; null when there is none
 * @param previous the outcome before it
 * @param target what the outcome is held against; without an outcome the latest there is
 * @param forecast what is expected for the target's period
 */
public record Standing(
        Indicator indicator,
        @Nullable Measurement outcome,
        @Nullable Measurement previous,
        @Nullable Measurement target,
        @Nullable Measurement forecast,
        StatusProposal proposal) {

    /** From the rows of one cell, for one gender. */
    public static Standing of(Indicator indicator, List<Measurement> rows) {
        List<Measurement> outcomes = rows.stream()
                .filter(m -> m.kind() == Kind.OUTCOME)
                .sorted(Comparator.comparing(Measurement::period).reversed())
                .toList();
        Measurement outcome = outcomes.isEmpty() ? null : outcomes.get(0);
        Measurement previous = outcomes.size() < 2 ? null : outcomes.get(1);
        Measurement target = covering(rows, Kind.TARGET, outcome);
        Measurement forecast = covering(rows, Kind.FORECAST, outcome);
        return new Standing(
                indicator, outcome, previous, target, forecast, StatusProposal.of(indicator, outcome, target));
    }

    /** The figure for the shortest period that holds the outcome's; without an outcome the latest. */
    private static @Nullable Measurement covering(List<Measurement> rows, Kind kind, @Nullable Measurement outcome) {
        List<Measurement> all = rows.stream().filter(m -> m.kind() == kind).toList();
        if (outcome == null) {
            return all.stream().max(Comparator.comparing(Measurement::period)).orElse(null);
        }
        return all.stream()
                .filter(m -> m.period().contains(outcome.period()))
                .max(Comparator.comparing((Measurement m) -> m.period().from()))
                .orElse(null);
    }
}
