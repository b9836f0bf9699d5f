package se.samsyn.core.measuring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.MeasurementRules.Place;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/**
 * Reads and saves figures. Nothing else leaves the store: what a small group could be computed back from is hidden here
 * for every caller. Each read is a constant number of statements, however many units and indicators.
 */
public final class MeasurementService {

    private static final String END_OF_TIME = "9999-12-31";

    private final Database database;
    private final IndicatorRepository indicators;
    private final MeasurementRepository measurements;
    private final StandingRepository standings;
    private final RevisionRepository revisions;
    private final MeasurementMerge merge;
    private final FrozenTargets frozen;
    private final ChangeLog changes;

    public MeasurementService(
            Database database, IndicatorRepository indicators, FrozenTargets frozen, ChangeLog changes) {
        this.database = database;
        this.indicators = indicators;
        this.measurements = new MeasurementRepository(database.jdbi());
        this.standings = new StandingRepository(database.jdbi());
        this.revisions = new RevisionRepository(database.jdbi());
        this.merge = new MeasurementMerge(database.jdbi(), changes);
        this.frozen = frozen;
        this.changes = changes;
    }

    public Optional<Measurement> find(long id) {
        return measurements.find(id);
    }

    /** Every figure, of each kind and gender, where these units meet these indicators; in the order of time. */
    public List<Measurement> series(Collection<Long> indicatorIds, Collection<Long> unitIds) {
        return measurements.series(indicatorIds, unitIds);
    }

    /** The same, as it was known at the instant. */
    public List<Measurement> seriesAsOf(Collection<Long> indicatorIds, Collection<Long> unitIds, Instant at) {
        return measurements.seriesAsOf(indicatorIds, unitIds, at);
    }

    /** What was saved of these figures, newest first. */
    public List<Revision> revisions(List<Measurement> figures, int limit) {
        return revisions.of(figures, limit);
    }

    /** How each unit stands on each indicator, with the proposed status; cells with neither outcome nor target too. */
    public Map<Cell, Standing> latest(Collection<Long> unitIds, Collection<Long> indicatorIds) {
        return standings(unitIds, indicatorIds, END_OF_TIME);
    }

    /** The same, by the latest outcomes of periods that end no later than this one does. */
    public Map<Cell, Standing> latest(Collection<Long> unitIds, Collection<Long> indicatorIds, Period until) {
        return standings(unitIds, indicatorIds, until.to().toString());
    }

    /** For each indicator the latest period in which any of the units has an outcome. */
    public Map<Long, Period> latestPeriods(Collection<Long> indicatorIds, Collection<Long> unitIds) {
        return standings.latestPeriods(indicatorIds, unitIds);
    }

    /**
     * The outcomes for everyone in these periods, one period for each indicator, and what they are held against: the
     * target for the period or for the year or school year that it is a part of.
     */
    public Map<Cell, Standing> standings(Map<Long, Period> periods, Collection<Long> unitIds) {
        Map<Long, Set<Period>> aims = new HashMap<>();
        periods.forEach((indicator, period) -> aims.put(indicator, heldAgainst(period)));
        Set<Period> wanted = aims.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        Map<Cell, List<Measurement>> rows = new HashMap<>();
        for (Measurement row : standings.inPeriods(periods.keySet(), wanted, unitIds)) {
            boolean counts = row.kind() == Kind.OUTCOME
                    ? row.period().equals(periods.get(row.indicatorId()))
                    : aims.get(row.indicatorId()).contains(row.period());
            if (counts) {
                rows.computeIfAbsent(Cell.of(row), c -> new ArrayList<>()).add(row);
            }
        }
        return standings(unitIds, periods.keySet(), rows);
    }

    private static Set<Period> heldAgainst(Period period) {
        Set<Period> years = new HashSet<>(List.of(period, Period.year(period.to().getYear())));
        Period schoolYear = Period.schoolYear(period.to().minusMonths(6).getYear());
        if (schoolYear.contains(period)) {
            years.add(schoolYear);
        }
        return years;
    }

    /** The periods that any of the indicators has outcomes for. */
    public Set<Period> periods(Collection<Long> indicatorIds) {
        return standings.periods(indicatorIds);
    }

    /** The indicators that any of the units has outcomes of. */
    public Set<Long> measured(Collection<Long> unitIds) {
        return standings.measured(unitIds, Kind.OUTCOME);
    }

    /** The units that have an outcome of the indicator. */
    Set<Long> unitsMeasured(long indicatorId) {
        return standings.unitsMeasured(indicatorId);
    }

    /** The indicators that any of the units has a target for. */
    public Set<Long> aimedAt(Collection<Long> unitIds) {
        return standings.measured(unitIds, Kind.TARGET);
    }

    /** Those after an id, in the order of ids. */
    public List<Measurement> after(MeasurementFilter filter, long id, int limit) {
        return measurements.after(filter, id, limit);
    }

    /**
     * Saves one figure that a person gives; the same figure again is no revision.
     *
     * @param grant {@code measurement.edit} on the figure's unit
     * @param baseRevision the revision that the person saw, 0 for none; null saves whatever it was
     * @throws StaleVersion when it was revised since
     * @throws Rejection when it breaks one of {@link MeasurementRules}
     */
    public Measurement set(Grant grant, Figure figure, @Nullable Integer baseRevision) {
        return database.write(() -> {
            Optional<Measurement> stored = measurements.stored(figure);
            int revision = stored.map(Measurement::revision).orElse(0);
            if (baseRevision != null && baseRevision != revision) {
                throw new StaleVersion("measurement", stored.map(Measurement::id).orElse(0L), baseRevision);
            }
            if (stored.isPresent() && figure.sameAs(stored.get())) {
                return measurements.find(stored.get().id()).orElseThrow();
            }
            MeasurementRules.check(
                    indicators.find(figure.indicatorId()).orElse(null),
                    figure,
                    new Place(
                            stored.flatMap(m -> measurements.find(m.id())).orElse(null),
                            stored.filter(m -> m.state().hasValue()).isPresent(),
                            !frozen(List.of(figure)).isEmpty()));
            long change = changes.begin(grant);
            long id = stored.map(Measurement::id).orElse(0L);
            if (stored.isPresent()) {
                measurements.revise(id, figure, change);
            } else {
                id = measurements.insert(figure, change);
            }
            return measurements.find(id).orElseThrow();
        });
    }

    /**
     * Saves many figures in one transaction, by comparing sets. The rows are read once, as they are saved.
     *
     * @param grant {@code import.run}, or {@code measurement.edit} on every unit among the rows
     */
    public MergeResult merge(Grant grant, Iterator<Figure> rows) {
        return database.write(() -> merge.merge(grant, rows));
    }

    /** Those of the figures that may not be saved, since they are targets of an adopted plan. */
    public Set<Figure> frozen(Collection<Figure> figures) {
        return frozen.among(figures);
    }

    /**
     * What is stored in the places of these figures, for telling what a merge would do; each is null where there is
     * nothing. Never to be shown as it is: a figure that is hidden elsewhere says so.
     */
    public List<@Nullable Stored> stored(List<Figure> figures) {
        return measurements.stored(figures);
    }

    private Map<Cell, Standing> standings(Collection<Long> unitIds, Collection<Long> indicatorIds, String until) {
        Map<Cell, List<Measurement>> rows = new HashMap<>();
        for (Measurement row : standings.latest(indicatorIds, unitIds, until)) {
            rows.computeIfAbsent(Cell.of(row), c -> new ArrayList<>()).add(row);
        }
        return standings(unitIds, indicatorIds, rows);
    }

    private Map<Cell, Standing> standings(
            Collection<Long> unitIds, Collection<Long> indicatorIds, Map<Cell, List<Measurement>> rows) {
        Map<Cell, Standing> standings = new HashMap<>();
        for (Indicator indicator : indicators.findAll(indicatorIds).values()) {
            for (Long unit : unitIds) {
                Cell cell = new Cell(indicator.id(), unit);
                standings.put(cell, Standing.of(indicator, rows.getOrDefault(cell, List.of())));
            }
        }
        return standings;
    }
}
