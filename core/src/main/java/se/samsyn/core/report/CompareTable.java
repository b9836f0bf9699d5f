package se.samsyn.core.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Aggregate;
import se.samsyn.core.measuring.Cell;
import se.samsyn.core.measuring.Comparison;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.organisation.Unit;

/**
 * Units beside each other, indicator by indicator; pages and exports are made from the same.
 *
 * @param columns the indicators, each with its one period
 * @param units in order
 * @param total how many units there are in all
 * @param municipality the municipality itself, and
 * @param country the country, below the units; null where there is none
 */
record CompareTable(
        List<Column> columns,
        List<Unit> units,
        int total,
        @Nullable Unit municipality,
        @Nullable Unit country,
        Map<Cell, Standing> standings,
        Map<Long, Aggregate> aggregates) {

    /**
     * An indicator in the table.
     *
     * @param period null when no unit has a figure
     * @param source whose figures they are
     */
    record Column(Indicator indicator, @Nullable Period period, String source) {}

    @Nullable Standing at(Column column, Unit unit) {
        return column.period() == null ? null : standings.get(new Cell(column.indicator().id(), unit.id()));
    }

    @Nullable Measurement outcome(Column column, Unit unit) {
        Standing standing = at(column, unit);
        return standing == null ? null : standing.outcome();
    }

    /** The municipality's own figure; without one, our own calculation. */
    @Nullable Double municipal(Column column) {
        Measurement own = municipality == null ? null : outcome(column, municipality);
        if (own != null) {
            return own.value();
        }
        Aggregate aggregate = aggregates.get(column.indicator().id());
        return aggregate == null ? null : aggregate.value();
    }

    /** Whether the municipality's figure is our own calculation. */
    boolean computed(Column column) {
        return (municipality == null || outcome(column, municipality) == null)
                && aggregates.containsKey(column.indicator().id());
    }

    /** How many units our own calculation is made of. */
    int unitsComputed(Column column) {
        return aggregates.get(column.indicator().id()).units();
    }

    Comparison comparison(Column column, Unit unit) {
        Measurement outcome = outcome(column, unit);
        return Comparison.of(column.indicator(), outcome == null ? null : outcome.value(), municipal(column));
    }
}
