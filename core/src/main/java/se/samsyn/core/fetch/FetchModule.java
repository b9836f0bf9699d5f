package se.samsyn.core.fetch;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import se.samsyn.api.Texts;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryFormat;
import se.samsyn.core.database.Database;
import se.samsyn.core.imports.ImportService;
import se.samsyn.core.job.Jobs;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.organisation.OrganisationModule;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.settings.FetchSettings;
import se.samsyn.core.web.NavigationItem;

/** Makes the parts that fetch published statistics from their sources. */
public final class FetchModule {

    private static final String ORIGIN = "import";

    private final FetchPages pages;
    private final FetchEndpoints endpoints;

    /**
     * @param texts in the municipality's own language
     */
    public FetchModule(
            FetchSettings settings,
            Database database,
            OrganisationModule organisation,
            MeasuringModule measuring,
            PeopleModule people,
            ImportService imports,
            AccessControl access,
            Supplier<Texts> texts,
            Jobs jobs,
            ChangeLog changes,
            History history,
            Pause pause,
            Clock clock) {
        FetchRepository repository = new FetchRepository(database.jdbi());
        FetchJob work = new FetchJob(new FetchJob.Parts(
                settings,
                database,
                repository,
                organisation.units(),
                measuring,
                imports,
                id -> people.users().find(id).map(user -> people.sessions().as(user, ORIGIN)).orElse(null),
                () -> access.system(ORIGIN),
                texts,
                pause,
                clock));
        int place = organisation.units().root().map(Unit::name).orElse("").toLowerCase(Locale.ROOT).hashCode();
        FetchJobs times = new FetchJobs(jobs, repository, work, place, clock);
        if (!database.readOnly()) {
            times.begin();
        }
        FetchService service = new FetchService(database, repository, times, changes, clock);
        this.pages = new FetchPages(
                service,
                new FetchViews(service, settings, organisation.units(), people::names),
                history);
        this.endpoints = new FetchEndpoints(service);
        history.describe(FetchService.ENTITY, HistoryFormat.of("fetch.history").codes("nightly", "fetch.nightly"));
    }

    public List<Route> routes() {
        return pages.routes();
    }

    public List<Operation> operations() {
        return endpoints.operations();
    }

    public List<NavigationItem> navigation() {
        NavigationItem fetch = new NavigationItem(
                "web.navigation.administration", "fetch.navigation", "download", FetchPages.PATH, CorePermissions.IMPORT_RUN);
        return List.of(fetch.forThoseOverAll());
    }
}
