package se.samsyn.core.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.SwedishCollation;
import se.samsyn.core.measuring.Aggregate;
import se.samsyn.core.measuring.Cell;
import se.samsyn.core.measuring.ComparisonService;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.IndicatorRepository;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.MeasurementService;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.planning.GoalService;
import se.samsyn.core.report.CompareTable.Column;

/** Puts units beside each other, in a constant number of statements however many they and the indicators are. */
final class CompareService {

    private static final int USUAL_INDICATORS = 8;
    static final Comparator<Unit> BY_NAME =
            Comparator.comparing(Unit::name, SwedishCollation::compare).thenComparing(Unit::id);

    private final IndicatorRepository indicators;
    private final MeasurementService measurements;
    private final ComparisonService comparisons;
    private final GoalService goals;

    CompareService(
            IndicatorRepository indicators,
            MeasurementService measurements,
            ComparisonService comparisons,
            GoalService goals) {
        this.indicators = indicators;
        this.measurements = measurements;
        this.comparisons = comparisons;
        this.goals = goals;
    }

    /** The indicators that these units have figures of, by name. */
    List<Indicator> measured(List<Unit> units) {
        return indicators.findAll(measurements.measured(ids(units))).values().stream()
                .sorted(Comparator.comparing(Indicator::name, SwedishCollation::compare).thenComparing(Indicator::id))
                .toList();
    }

    /**
     * The indicators of the table: those that were asked for, else the first that are not retired. What the municipality
     * aims at comes first, then what tells of quality since one way is better, last what only counts.
     *
     * @param measured those that there are figures of
     */
    List<Indicator> chosen(CompareQuery query, List<Indicator> measured, List<Unit> units) {
        if (query.indicatorIds().isEmpty()) {
            Set<Long> aimedAt = new HashSet<>(measurements.aimedAt(ids(units)));
            aimedAt.addAll(goals.indicators());
            return measured.stream()
                    .filter(indicator -> indicator.retiredOn() == null)
                    .sorted(Comparator.<Indicator, Boolean>comparing(indicator -> !aimedAt.contains(indicator.id()))
                            .thenComparing(indicator -> indicator.direction() == Direction.NEUTRAL))
                    .limit(USUAL_INDICATORS)
                    .toList();
        }
        Map<Long, Indicator> found = indicators.findAll(query.indicatorIds());
        return query.indicatorIds().stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** A page of the table. */
    CompareTable page(CompareQuery query, List<Indicator> chosen, List<Unit> units) {
        Map<Long, Period> periods = periods(query, chosen, units);
        List<Unit> sorted = sorted(query, chosen, periods, units);
        int from = Math.min(query.paging().offset(), sorted.size());
        int to = Math.min(from + query.paging().size(), sorted.size());
        return table(chosen, periods, sorted.subList(from, to), units.size());
    }

    /** The whole table. */
    CompareTable all(CompareQuery query, List<Indicator> chosen, List<Unit> units) {
        Map<Long, Period> periods = periods(query, chosen, units);
        return table(chosen, periods, sorted(query, chosen, periods, units), units.size());
    }

    private Map<Long, Period> periods(CompareQuery query, List<Indicator> chosen, List<Unit> units) {
        List<Long> ids = chosen.stream().map(Indicator::id).toList();
        @Nullable Period asked = query.period();
        return asked == null
                ? measurements.latestPeriods(ids, ids(units))
                : ids.stream().collect(Collectors.toMap(id -> id, id -> asked));
    }

    private CompareTable table(List<Indicator> chosen, Map<Long, Period> periods, List<Unit> units, int total) {
        @Nullable Unit municipality = comparisons.municipality().orElse(null);
        @Nullable Unit country = comparisons.country().orElse(null);
        List<Long> rows = Stream.concat(units.stream(), Stream.of(municipality, country).filter(Objects::nonNull))
                .map(Unit::id)
                .toList();
        Map<Cell, Standing> standings = measurements.standings(periods, rows);
        Map<Long, Aggregate> aggregates = new HashMap<>();
        comparisons.ofOwnUnits(periods.keySet(), periods.values()).forEach((indicator, byPeriod) ->
                Optional.ofNullable(byPeriod.get(periods.get(indicator))).ifPresent(a -> aggregates.put(indicator, a)));
        List<Column> columns = chosen.stream()
                .map(indicator -> new Column(indicator, periods.get(indicator.id()), source(indicator, rows, standings)))
                .toList();
        return new CompareTable(columns, units, total, municipality, country, standings, aggregates);
    }

    private static String source(Indicator indicator, List<Long> units, Map<Cell, Standing> standings) {
        return units.stream()
                .map(unit -> standings.get(new Cell(indicator.id(), unit)))
                .filter(standing -> standing != null && standing.outcome() != null)
                .map(standing -> standing.outcome().source())
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private List<Unit> sorted(
            CompareQuery query, List<Indicator> chosen, Map<Long, Period> periods, List<Unit> units) {
        List<Unit> sorted = new ArrayList<>(units);
        Optional<Long> column = chosen.stream()
                .map(Indicator::id)
                .filter(id -> Long.toString(id).equals(query.sort()) && periods.containsKey(id))
                .findFirst();
        if (column.isEmpty()) {
            boolean backwards = query.descending() && query.sort().equals(CompareQuery.BY_NAME);
            sorted.sort(backwards ? BY_NAME.reversed() : BY_NAME);
            return sorted;
        }
        long id = column.get();
        Map<Long, Double> values = new HashMap<>();
        measurements.standings(Map.of(id, periods.get(id)), ids(units)).forEach((cell, standing) -> {
            Measurement outcome = standing.outcome();
            if (outcome != null && outcome.value() != null) {
                values.put(cell.unitId(), outcome.value());
            }
        });
        Comparator<Double> order = query.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        sorted.sort(Comparator.<Unit, Double>comparing(unit -> values.get(unit.id()), Comparator.nullsLast(order))
                .thenComparing(BY_NAME));
        return sorted;
    }

    private static Set<Long> ids(Collection<Unit> units) {
        return units.stream().map(Unit::id).collect(Collectors.toSet());
    }
}
