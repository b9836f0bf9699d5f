package se.samsyn.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.backup.BackupService;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.file.AttachmentStore;
import se.samsyn.core.followup.FollowupModule;
import se.samsyn.core.imports.ImportsModule;
import se.samsyn.core.job.Jobs;
import se.samsyn.core.mail.MailModule;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.organisation.OrganisationModule;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.planning.PlanningModule;
import se.samsyn.core.plugin.PluginLimits;
import se.samsyn.core.plugin.PluginModule;
import se.samsyn.core.search.SearchModule;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.setup.DemoFiller;
import se.samsyn.core.setup.SetupService;
import se.samsyn.core.web.Assets;
import se.samsyn.core.web.CoreScope;
import se.samsyn.core.web.Dispatcher;
import se.samsyn.core.web.Failures;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.PanelSource;
import se.samsyn.core.web.Renderer;
import se.samsyn.core.web.RouteTable;
import se.samsyn.core.web.Shell;
import se.samsyn.core.web.Templates;
import se.samsyn.core.web.WebServer;

/** Samsyn on a folder: opened, served when asked to, and closed. */
public final class Samsyn implements AutoCloseable {

    /** The packages that have texts. */
    static final List<String> PACKAGES = List.of(
            "web", "rest", "change", "field", "organisation", "people", "calendar", "file", "mail", "measuring", "planning",
            "followup", "report", "imports", "fetch", "search", "plugin", "terms", "operation", "setup");

    private final Settings settings;
    private final Modules modules;
    private @Nullable WebServer server;

    private Samsyn(Settings settings, Clock clock, PluginLimits limits, @Nullable DemoFiller demo) {
        this.settings = settings;
        this.modules = new Modules(settings, clock, limits, demo);
    }

    /** Core's texts as they are delivered. */
    public static Messages texts() {
        return Messages.ofCore(PACKAGES);
    }

    /** Opens the folder, without serving it. */
    public static Samsyn open(Settings settings, Clock clock) {
        return new Samsyn(settings, clock, PluginLimits.STANDARD, null);
    }

    /** Opens the folder, without serving it; its wizard offers this demo municipality. */
    public static Samsyn open(Settings settings, Clock clock, DemoFiller demo) {
        return new Samsyn(settings, clock, PluginLimits.STANDARD, demo);
    }

    /** Opens the folder and serves it. */
    public static Samsyn start(Settings settings, Clock clock) {
        return start(settings, clock, PluginLimits.STANDARD);
    }

    /** The same with other limits for plugins, such as a test does not want to wait for. */
    public static Samsyn start(Settings settings, Clock clock, PluginLimits limits) {
        Samsyn samsyn = new Samsyn(settings, clock, limits, null);
        samsyn.serve();
        return samsyn;
    }

    /** Begins to answer over HTTP. */
    public void serve() {
        Shell shell = new Shell(
                modules.messages,
                modules.organisation.municipality(),
                modules.site.navigation(),
                modules.published::navigation);
        Renderer renderer = new Renderer(shell, settings.secureCookies());
        RouteTable own = new RouteTable(routes());
        Dispatcher dispatcher = new Dispatcher(
                modules.people.sessions(),
                renderer,
                new Failures(),
                modules.setup.gate(),
                address -> own.match(Route.Method.GET, address).isPresent() || modules.published.hasPage(address),
                settings.secureCookies());
        CoreScope scope = new CoreScope(modules.messages, Templates.ofCore(modules.messages, Assets.load()));
        modules.plugins.startEnabled();
        server = WebServer.start(
                settings,
                routes(),
                scope,
                dispatcher,
                config -> modules.plugins.register(config, dispatcher, scope),
                temporaryFolder(),
                modules.operation.observer());
        startWork();
    }

    /** Apart, since no answer waits for it. */
    private void startWork() {
        if (!modules.database.readOnly()) {
            Thread starting = new Thread(this::work, "work-start");
            starting.setDaemon(true);
            starting.start();
        }
    }

    private void work() {
        if (!settings.safeMode()) {
            modules.jobs.start();
        }
        modules.search.start();
    }

    /** Every route of core's own. */
    public List<Route> routes() {
        return modules.site.routes();
    }

    /** Whether it answers over HTTP. */
    public boolean serving() {
        return server != null;
    }

    /** The port that is listened on, once it serves. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("Not serving");
        }
        return server.port();
    }

    public Settings settings() {
        return settings;
    }

    public Database database() {
        return modules.database;
    }

    public Messages messages() {
        return modules.messages;
    }

    public SearchModule search() {
        return modules.search;
    }

    public Jobs jobs() {
        return modules.jobs;
    }

    public ChangeLog changes() {
        return modules.changes;
    }

    public AccessControl access() {
        return modules.access;
    }

    public OrganisationModule organisation() {
        return modules.organisation;
    }

    public ImportsModule imports() {
        return modules.imports;
    }

    public SetupService setup() {
        return modules.setup.service();
    }

    public PeopleModule people() {
        return modules.people;
    }

    public MeasuringModule measuring() {
        return modules.measuring;
    }

    public PlanningModule planning() {
        return modules.planning;
    }

    public FollowupModule followup() {
        return modules.followup;
    }

    public AttachmentStore attachments() {
        return modules.files.attachments();
    }

    public MailModule mail() {
        return modules.mail;
    }

    public PluginModule plugins() {
        return modules.plugins;
    }

    /** What plugins show on core's pages. */
    public PanelSource panels() {
        return modules.published;
    }

    public BackupService backups() {
        return modules.backups;
    }

    /** Lets requests in flight finish, then closes the database. */
    @Override
    public void close() {
        modules.live.close();
        if (server != null) {
            server.close();
        }
        modules.jobs.close();
        modules.search.close();
        modules.plugins.close();
        modules.database.close();
    }

    /** For uploads on their way in. */
    private Path temporaryFolder() {
        try {
            if (modules.database.readOnly()) {
                Path folder = Files.createTempDirectory("samsyn");
                folder.toFile().deleteOnExit();
                return folder;
            }
            Path folder = Files.createDirectories(settings.data().resolve("tmp"));
            LeftUploads.remove(folder, modules.clock.instant());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder for uploads", e);
        }
    }
}
