package se.samsyn.core.measuring;

import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;

/** Makes the parts of measuring. */
public final class MeasuringModule {

    private final IndicatorRepository indicators;
    private final CatalogueRepository catalogue;
    private final IndicatorService indicatorService;
    private final MeasurementService measurements;

    public MeasuringModule(Database database, ChangeLog changes) {
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

    public MeasurementService measurements() {
        return measurements;
    }
}
