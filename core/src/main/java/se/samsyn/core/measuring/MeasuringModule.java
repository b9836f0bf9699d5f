package se.samsyn.core.measuring;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryFormat;
import se.samsyn.core.database.Database;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.organisation.UnitSection;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.web.NavigationItem;

/** Makes the parts of measuring. */
public final class MeasuringModule {

    private final Database database;
    private final History history;
    private final UnitRepository units;
    private final Clock clock;
    private final IndicatorRepository indicators;
    private final CatalogueRepository catalogue;
    private final IndicatorService indicatorService;
    private final MeasurementService measurements;
    private final ComparisonService comparisons;
    private final MeasurementBatch batch;

    public MeasuringModule(
            Database database,
            ChangeLog changes,
            History history,
            UnitRepository units,
            FrozenTargets frozen,
            Clock clock) {
        this.database = database;
        this.history = history;
        this.units = units;
        this.clock = clock;
        indicators = new IndicatorRepository(database.jdbi());
        catalogue = new CatalogueRepository(database.jdbi());
        indicatorService = new IndicatorService(database, indicators, changes);
        measurements = new MeasurementService(database, indicators, frozen, changes);
        batch = new MeasurementBatch(database, indicators, frozen, changes);
        comparisons = new ComparisonService(database.jdbi(), units);
        describe(history);
    }

    public IndicatorRepository indicators() {
        return indicators;
    }

    public CatalogueRepository catalogue() {
        return catalogue;
    }

    /** Which figures of a publisher's there are. */
    public PublishedFigures published() {
        return new PublishedFigures(database.jdbi());
    }

    public IndicatorService indicatorService() {
        return indicatorService;
    }

    public MeasurementService measurements() {
        return measurements;
    }

    public ComparisonService comparisons() {
        return comparisons;
    }

    public List<Operation> operations() {
        return Stream.of(
                        new IndicatorEndpoints(indicatorService, indicators, units).operations(),
                        new MeasurementEndpoints(measurements, batch, indicatorService, units).operations())
                .flatMap(List::stream)
                .toList();
    }

    public List<Route> routes() {
        ReadableUnits readable = new ReadableUnits(units, clock);
        return Stream.of(
                        new IndicatorListPages(indicators, catalogue).routes(),
                        new IndicatorFormPages(indicatorService, indicators, catalogue, history, clock).routes(),
                        new FigurePages(database, indicatorService, measurements, readable, clock).routes(),
                        new ValueGridPages(
                                        indicatorService, indicators, measurements, batch,
                                        new ValueGridRepository(database.jdbi()), readable, clock)
                                .routes(),
                        new IndicatorPages(indicatorService, measurements, comparisons, readable, clock).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** The unit's key indicators, for its page. */
    public UnitSection unitSection() {
        return new IndicatorSection(measurements);
    }

    public List<NavigationItem> navigation() {
        return List.of(new NavigationItem(
                null, "measuring.navigation", "chart-line", "/indicators", CorePermissions.PLAN_READ));
    }

    private static void describe(History history) {
        history.describe(
                IndicatorService.ENTITY,
                HistoryFormat.of("measuring.history")
                        .texts("name", "code", "definition", "unitOfMeasure", "decimals", "tolerance")
                        .codes("direction", "measuring.direction")
                        .codes("periodicity", "measuring.periodicity")
                        .codes("aggregation", "measuring.aggregation")
                        .dates("retiredOn"));
    }
}
