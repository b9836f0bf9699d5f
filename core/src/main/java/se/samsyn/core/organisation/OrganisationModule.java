package se.samsyn.core.organisation;

import java.util.List;
import se.samsyn.api.web.Route;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.web.NavigationItem;

/** The organisation's parts. */
public final class OrganisationModule {

    private final UnitRepository units;
    private final UnitService unitService;
    private final MunicipalityService municipality;

    public OrganisationModule(Database database, ChangeLog changes) {
        this.units = new UnitRepository(database.jdbi());
        this.unitService = new UnitService(database, units, changes);
        this.municipality = new MunicipalityService(database, units, changes);
    }

    public UnitRepository units() {
        return units;
    }

    public UnitService unitService() {
        return unitService;
    }

    public MunicipalityService municipality() {
        return municipality;
    }

    public List<Route> routes() {
        return List.of();
    }

    public List<Operation> operations() {
        return new UnitEndpoints(units, unitService).operations();
    }

    public List<NavigationItem> navigation() {
        return List.of();
    }
}
