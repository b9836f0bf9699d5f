package se.samsyn.core.organisation;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryFormat;
import se.samsyn.core.database.Database;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.web.NavigationItem;

/** The organisation's parts. */
public final class OrganisationModule {

    private final UnitRepository units;
    private final UnitGroupRepository groups;
    private final UnitService unitService;
    private final UnitGroupService groupService;
    private final MunicipalityService municipality;
    private final ChangeLog changes;
    private final History history;
    private final Clock clock;

    public OrganisationModule(Database database, ChangeLog changes, History history, Clock clock) {
        this.units = new UnitRepository(database.jdbi());
        this.groups = new UnitGroupRepository(database.jdbi());
        this.unitService = new UnitService(database, units, changes);
        this.groupService = new UnitGroupService(database, groups, unitService, changes);
        this.municipality = new MunicipalityService(database, units, changes);
        this.changes = changes;
        this.history = history;
        this.clock = clock;
        history.describe(
                UnitService.ENTITY,
                HistoryFormat.of("organisation.history.unit")
                        .texts("name")
                        .codes("kind", "organisation.kind")
                        .codes("standing", "organisation.standing")
                        .names("parentId", this::names)
                        .maps("identifiers")
                        .dates("validFrom", "validTo")
                        .onUnit(this::names, "/units/"));
        history.describe(
                UnitGroupService.ENTITY,
                HistoryFormat.of("organisation.history.group")
                        .names("memberIds", this::names)
                        .onUnit(this::names, "/units/"));
        history.describe(
                MunicipalityService.ENTITY,
                HistoryFormat.of("organisation.history.municipality")
                        .texts("name", "colour")
                        .codes("locale", "organisation.language"));
    }

    public UnitRepository units() {
        return units;
    }

    public UnitGroupRepository groups() {
        return groups;
    }

    public UnitService unitService() {
        return unitService;
    }

    public UnitGroupService groupService() {
        return groupService;
    }

    public MunicipalityService municipality() {
        return municipality;
    }

    /** The names of these units by their ids, in one query. */
    public Map<Long, String> names(Collection<Long> ids) {
        return units.find(ids).values().stream().collect(Collectors.toMap(Unit::id, Unit::name));
    }

    /**
     * @param parts what other modules put on a unit's page
     */
    public List<Route> routes(UnitPageParts parts) {
        return Stream.of(
                        new UnitEditPages(units, unitService, history).routes(),
                        new OtherUnitPages(units).routes(),
                        new UnitPages(units, unitService, changes, history, clock, parts).routes(),
                        new MunicipalityPages(municipality, history).routes())
                .flatMap(List::stream)
                .toList();
    }

    public List<Operation> operations() {
        return new UnitEndpoints(units, unitService).operations();
    }

    public List<NavigationItem> navigation() {
        return List.of(new NavigationItem(null, "organisation.navigation", "folder-tree", "/units", null));
    }

    /** Entries for those who run the system. */
    public List<NavigationItem> administration() {
        NavigationItem settings = new NavigationItem(
                "web.navigation.administration",
                "organisation.settings.navigation",
                "settings",
                "/settings",
                CorePermissions.SYSTEM_MANAGE);
        return List.of(settings.forThoseOverAll());
    }
}
