package se.samsyn.core.plugin;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.service.Services;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.database.Database;
import se.samsyn.core.document.DocumentModule;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.field.Fields;
import se.samsyn.core.job.Jobs;
import se.samsyn.core.measuring.IndicatorRepository;
import se.samsyn.core.measuring.IndicatorService;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.PluginStore;
import se.samsyn.core.search.SearchModule;
import se.samsyn.core.settings.MailSettings;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.terms.TermRepository;
import se.samsyn.core.terms.TermsModule;
import se.samsyn.core.web.Assets;
import se.samsyn.core.web.LiveStreams;
import se.samsyn.core.web.Messages;

/** The plugin runtime on a real database, without a server. */
final class PluginFixture implements AutoCloseable {

    static final Grant GRANT = Grant.system("cli");
    static final PluginLimits SHORT =
            new PluginLimits(
            Duration.ofMillis(1500),
            Duration.ofMillis(500),
            Duration.ofMillis(300),
            Duration.ofMillis(1500),
            Duration.ofMillis(1500),
            Duration.ofMillis(500),
            8);

    final Database database;
    final ChangeLog changes;
    final PublishedPlugins published = new PublishedPlugins();
    final LiveStreams live;
    final Jobs jobs;
    final EventLog events;
    final Messages messages = Messages.ofCore(List.of("web", "plugin"));
    final PluginModule module;

    PluginFixture(Path data, boolean safeMode) {
        this.database = Database.open(data.resolve("samsyn.db"));
        this.changes = new ChangeLog(database, Clock.systemUTC());
        this.live = new LiveStreams(database::afterCommit);
        this.jobs = new Jobs(database, Clock.systemUTC());
        this.events = new EventLog(database, changes, Clock.systemUTC());
        UnitRepository units = new UnitRepository(database.jdbi());
        IndicatorRepository indicators = new IndicatorRepository(database.jdbi());
        PluginHost host = new PluginHost(
                database,
                Clock.systemUTC(),
                messages,
                Assets.load(),
                units,
                new PluginIndicators(indicators, new IndicatorService(database, indicators, changes)),
                (user, goal, unit) -> false,
                live,
                new DocumentModule(() -> "Testköping", "http://localhost"),
                new AccessControl(units, database::writing, published::permissions),
                jobs,
                events,
                new SearchModule(
                                database, events, new PublishedSearches(published), units,
                                new Fields(published, CustomField.Target.GOAL))
                        .store(),
                new TermsModule(
                                database,
                                new TermRepository(database.jdbi()),
                                changes,
                                new History(changes),
                                messages,
                                published)
                        .service(),
                () -> Messages.SWEDISH,
                (user, plugin, rejected) -> nothing(),
                false);
        this.module = new PluginModule(
                settings(data, safeMode),
                host,
                changes,
                new History(changes),
                published,
                new PluginStore(data, PluginFixture.class.getClassLoader()),
                SHORT);
    }

    private static Services nothing() {
        return (Services) Proxy.newProxyInstance(
                Services.class.getClassLoader(), new Class<?>[] {Services.class}, (self, method, arguments) -> {
                    throw new UnsupportedOperationException("No plugin of these asks for data of core");
                });
    }

    private static Settings settings(Path data, boolean safeMode) {
        return new Settings(data, "127.0.0.1", 0, false, safeMode, null, false, Settings.MetricsFrom.LOOPBACK, false, true, null,
                MailSettings.NONE);
    }

    PluginInfo enable(String id) {
        return module.enable(id, GRANT);
    }

    PluginInfo disable(String id) {
        return module.disable(id, GRANT);
    }

    /** What a plugin's table has in its column {@code text}, oldest first. */
    List<String> texts(String table) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select text from " + table + " order by id").mapTo(String.class).list());
    }

    /** Why a plugin does not work, in the words of the modules page. */
    String why(PluginInfo info) {
        PluginProblem problem = info.problem();
        return problem == null
                ? ""
                : messages.text(
                        Locale.ENGLISH,
                        "plugin.problem." + problem.code(),
                        problem.arguments().toArray())
                        + (problem.technical().isEmpty() ? "" : " " + problem.technical());
    }

    @Override
    public void close() {
        live.close();
        jobs.close();
        module.close();
        database.close();
    }
}
