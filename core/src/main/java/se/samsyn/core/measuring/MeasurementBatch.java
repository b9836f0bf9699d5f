package se.samsyn.core.measuring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.MeasurementRules.Place;
import se.samsyn.core.web.Rejection;

/**
 * Many figures that a person gives at once: each is held to what one alone is, and all are saved or none. A constant
 * number of statements, however many they are.
 */
public final class MeasurementBatch {

    private final Database database;
    private final IndicatorRepository indicators;
    private final MeasurementRepository measurements;
    private final MeasurementMerge merge;
    private final FrozenTargets frozen;

    public MeasurementBatch(
            Database database, IndicatorRepository indicators, FrozenTargets frozen, ChangeLog changes) {
        this.database = database;
        this.indicators = indicators;
        this.measurements = new MeasurementRepository(database.jdbi());
        this.merge = new MeasurementMerge(database.jdbi(), changes);
        this.frozen = frozen;
    }

    /**
     * A figure to be saved.
     *
     * @param grant {@code measurement.edit} on the figure's unit
     * @param baseRevision the revision that the person saw, 0 for none; null saves whatever it was
     */
    public record Wanted(Grant grant, Figure figure, @Nullable Integer baseRevision) {}

    /**
     * Why a figure cannot be saved.
     *
     * @param rejection the rule that it breaks; null when someone else has saved another since
     * @param theirs what is saved there now, as it is shown; null when nothing is
     */
    public record Problem(Wanted wanted, @Nullable Rejection rejection, @Nullable Measurement theirs) {}

    /** What would be wrong with each if they were saved now. */
    public List<Problem> problems(List<Wanted> wanted) {
        return plan(wanted).problems();
    }

    /**
     * Saves them all, or none. The same figure again is no revision, and nothing where there was nothing is not saved.
     *
     * @return what is wrong; empty when they are saved
     */
    public List<Problem> save(List<Wanted> wanted) {
        return database.write(() -> {
            Plan plan = plan(wanted);
            if (plan.problems().isEmpty()) {
                Map<Grant, List<Figure>> byGrant = new LinkedHashMap<>();
                plan.changes().forEach(change -> byGrant.computeIfAbsent(change.grant(), g -> new ArrayList<>())
                        .add(change.figure()));
                byGrant.forEach((grant, figures) -> merge.merge(grant, figures.iterator()));
            }
            return plan.problems();
        });
    }

    /** The figures of each cell in these periods, as they are shown. */
    List<Measurement> inPeriods(Set<Long> indicatorIds, Set<Long> unitIds, Set<Period> periods) {
        return measurements.inPeriods(indicatorIds, unitIds, periods);
    }

    private record Plan(List<Wanted> changes, List<Problem> problems) {}

    private record Key(GridKey cell, Period period) {}

    private Plan plan(List<Wanted> wanted) {
        Plan plan = new Plan(new ArrayList<>(), new ArrayList<>());
        List<Figure> figures = wanted.stream().map(Wanted::figure).toList();
        Map<Long, Indicator> known = indicators.findAll(ids(figures));
        Map<Key, Measurement> shown = shown(figures);
        List<@Nullable Stored> stored = measurements.stored(figures);
        Set<Figure> stand = frozen.among(figures);
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            Stored now = stored.get(i);
            Measurement seen = shown.get(new Key(GridKey.of(figure), figure.period()));
            boolean same = now == null ? figure.state() == Measurement.State.MISSING : now.sameAs(figure);
            if (!same) {
                Place place = new Place(seen, now != null && now.state().hasValue(), stand.contains(figure));
                add(plan, wanted.get(i), known.get(figure.indicatorId()), place);
            }
        }
        return plan;
    }

    private static void add(Plan plan, Wanted wanted, @Nullable Indicator indicator, Place place) {
        Integer base = wanted.baseRevision();
        Measurement theirs = place.shown();
        if (base != null && base != (theirs == null ? 0 : theirs.revision())) {
            plan.problems().add(new Problem(wanted, null, theirs));
            return;
        }
        try {
            MeasurementRules.check(indicator, wanted.figure(), place);
            plan.changes().add(wanted);
        } catch (Rejection rejection) {
            plan.problems().add(new Problem(wanted, rejection, theirs));
        }
    }

    private Map<Key, Measurement> shown(List<Figure> figures) {
        Map<Key, Measurement> shown = new HashMap<>();
        inPeriods(
                        ids(figures),
                        figures.stream().map(Figure::unitId).collect(Collectors.toSet()),
                        figures.stream().map(Figure::period).collect(Collectors.toSet()))
                .forEach(m -> shown.put(new Key(GridKey.of(m), m.period()), m));
        return shown;
    }

    private static Set<Long> ids(List<Figure> figures) {
        return figures.stream().map(Figure::indicatorId).collect(Collectors.toSet());
    }
}
