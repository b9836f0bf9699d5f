package se.samsyn.core.measuring;

import java.util.List;
import java.util.stream.Stream;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.rest.Operation;

/** Makes the parts of measuring. */
public final class MeasuringModule {

    private final UnitRepository units;
    private final IndicatorRepository indicators;
    private final CatalogueRepository catalogue;
    private final IndicatorService indicatorService;
    private final MeasurementService measurements;

    public MeasuringModule(Database database, ChangeLog changes, UnitRepository units) {
        this.units = units;
        indicators = new IndicatorRepository(database.jdbi());
        catalogue = new CatalogueRepository(database.jdbi());
        indicatorService = new IndicatorService(database, indicators, changes);
        measurements = new MeasurementService(database, indicators, changes);
    }

    public IndicatorRepository indicators() {
        return indicators;
    }

    public CatalogueRepository catalogue() {
        return catalogue;
    }

    public IndicatorService indicatorService() {
        return indicatorService;
    }

    public List<Operation> operations() {
        return Stream.of(
                        new IndicatorEndpoints(indicatorService, indicators, units).operations(),
                        new MeasurementEndpoints(measurements, indicatorService, units).operations())
                .flatMap(List::stream)
                .toList();
    }

    public MeasurementService measurements() {
        return measurements;
    }
}
