package se.samsyn.core.plugin;

import java.time.Clock;
import java.util.Locale;
import se.samsyn.api.document.Documents;
import java.util.function.Supplier;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.database.Database;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.job.Jobs;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.plugin.service.ServiceSource;
import se.samsyn.core.search.SearchStore;
import se.samsyn.core.web.Assets;
import se.samsyn.core.web.LiveStreams;
import se.samsyn.core.web.Messages;

/**
 * What plugins run on.
 *
 * @param messages core's, this package's among them
 * @param language the municipality's own
 * @param words the municipality's own in the place of theirs
 * @param services core's data as one user may see it through the plugin of an id
 * @param checked whether their statements are read before they are run
 */
public record PluginHost(
        Database database,
        Clock clock,
        Messages messages,
        Assets assets,
        UnitRepository units,
        PluginIndicators indicators,
        GoalPlaces goals,
        LiveStreams live,
        Documents documents,
        AccessControl access,
        Jobs jobs,
        EventLog events,
        SearchStore search,
        OwnWords words,
        Supplier<Locale> language,
        ServiceSource services,
        boolean checked) {}
