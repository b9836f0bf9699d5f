package se.samsyn.core.measuring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Line.Computed;
import se.samsyn.core.measuring.Line.Role;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.organisation.Unit;

/** Gathers the lines of an indicator for a unit: its own, and those it is compared with. */
final class Lines {

    private final MeasurementService measurements;
    private final ComparisonService comparisons;

    Lines(MeasurementService measurements, ComparisonService comparisons) {
        this.measurements = measurements;
        this.comparisons = comparisons;
    }

    /**
     * The lines in the order that charts show them; one for the municipality and one for the country even when they are
     * empty, so that the page can say so.
     *
     * @param asOf when it is to be seen as it was, without calculations of our own; null for now
     */
    List<Line> of(Indicator indicator, Unit unit, Collection<Unit> compared, @Nullable Instant asOf) {
        @Nullable Unit municipality = comparisons.municipality().orElse(null);
        @Nullable Unit country = comparisons.country().orElse(null);
        Set<Long> bodies = new HashSet<>(List.of(unit.id()));
        compared.forEach(body -> bodies.add(body.id()));
        if (municipality != null) {
            bodies.add(municipality.id());
        }
        if (country != null) {
            bodies.add(country.id());
        }
        List<Measurement> all = asOf == null
                ? measurements.series(List.of(indicator.id()), bodies)
                : measurements.seriesAsOf(List.of(indicator.id()), bodies, asOf);
        List<Line> lines = new ArrayList<>(ofUnit(unit, all));
        if (municipality != null && municipality.id() != unit.id()) {
            lines.add(municipality(indicator, municipality, all, asOf == null));
        }
        if (country != null && country.id() != unit.id()) {
            lines.add(line(Role.COUNTRY, country, all, Gender.T, Kind.OUTCOME));
        }
        for (Unit body : compared) {
            lines.add(body(indicator, body, all, asOf == null));
        }
        return lines;
    }

    private static List<Line> ofUnit(Unit unit, List<Measurement> all) {
        List<Line> lines = new ArrayList<>();
        lines.add(line(Role.OUTCOME, unit, all, Gender.T, Kind.OUTCOME));
        lines.add(line(Role.TARGET, unit, all, Gender.T, Kind.TARGET));
        lines.add(line(Role.FORECAST, unit, all, Gender.T, Kind.FORECAST));
        lines.add(line(Role.WOMEN, unit, all, Gender.K, Kind.OUTCOME));
        lines.add(line(Role.MEN, unit, all, Gender.M, Kind.OUTCOME));
        Predicate<Line> optional = line -> line.role() != Role.OUTCOME && line.isEmpty();
        lines.removeIf(optional);
        return lines;
    }

    private Line municipality(Indicator indicator, Unit municipality, List<Measurement> all, boolean today) {
        Line own = line(Role.MUNICIPALITY, municipality, all, Gender.T, Kind.OUTCOME);
        if (!own.isEmpty() || !today || indicator.aggregation() == Indicator.Aggregation.NONE) {
            return own;
        }
        List<Period> periods = all.stream().map(Measurement::period).distinct().toList();
        Map<Period, Aggregate> aggregates =
                comparisons.ofOwnUnits(List.of(indicator.id()), periods).getOrDefault(indicator.id(), Map.of());
        return computed(Role.MUNICIPALITY, municipality, aggregates.values());
    }

    private Line body(Indicator indicator, Unit body, List<Measurement> all, boolean today) {
        Line own = line(Role.GROUP, body, all, Gender.T, Kind.OUTCOME);
        return own.isEmpty() && today
                ? computed(Role.GROUP, body, comparisons.ofGroup(indicator.id(), body.id()))
                : own;
    }

    private static Line line(Role role, Unit body, List<Measurement> all, Gender gender, Kind kind) {
        Map<Period, Measurement> figures = new TreeMap<>();
        for (Measurement m : all) {
            if (m.unitId() == body.id() && m.gender() == gender && m.kind() == kind) {
                figures.put(m.period(), m);
            }
        }
        return new Line(role, body, figures, null);
    }

    private static Line computed(Role role, Unit body, Collection<Aggregate> aggregates) {
        Map<Period, Measurement> figures = new TreeMap<>();
        String source = "";
        Map<Period, Integer> units = new TreeMap<>();
        for (Aggregate a : aggregates) {
            figures.put(
                    a.period(),
                    new Measurement(
                            0, a.indicatorId(), body.id(), a.period(), Gender.T, Kind.OUTCOME, a.value(), State.EXISTS,
                            a.source(), 1));
            source = a.source();
            units.put(a.period(), a.units());
        }
        return new Line(role, body, figures, figures.isEmpty() ? null : new Computed(source, units));
    }
}
