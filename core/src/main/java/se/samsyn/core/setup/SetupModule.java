package se.samsyn.core.setup;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.database.Database;
import se.samsyn.core.organisation.OrganisationModule;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.planning.PlanningModule;
import se.samsyn.core.plugin.PluginModule;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.web.Gate;

/** The wizard's parts. */
public final class SetupModule {

    private final SetupService service;
    private final SetupPages pages;

    /**
     * @param demo makes the demo municipality; null where there is none to make
     */
    public SetupModule(
            Database database,
            AccessControl access,
            OrganisationModule organisation,
            PeopleModule people,
            PlanningModule planning,
            PluginModule plugins,
            Settings settings,
            Clock clock,
            @Nullable DemoFiller demo) {
        this.service =
                new SetupService(database, access, organisation, people, planning, plugins, settings, clock, demo);
        this.pages = new SetupPages(service, new SetupForms(people.passwords()), plugins, people.sessions());
    }

    public SetupService service() {
        return service;
    }

    /** Leads everyone to the wizard until it is done. */
    public Gate gate() {
        return pages::instead;
    }

    public List<Route> routes() {
        return pages.routes();
    }
}
