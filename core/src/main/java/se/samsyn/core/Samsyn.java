package se.samsyn.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.backup.BackupService;
import se.samsyn.core.calendar.CalendarModule;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.database.Database;
import se.samsyn.core.document.DocumentModule;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.file.AttachmentStore;
import se.samsyn.core.file.FileModule;
import se.samsyn.core.followup.AwaitedAssessments;
import se.samsyn.core.followup.FollowupModule;
import se.samsyn.core.imports.ImportsModule;
import se.samsyn.core.job.Jobs;
import se.samsyn.core.mail.MailModule;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.operation.OperationModule;
import se.samsyn.core.organisation.OrganisationModule;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.planning.AdoptedTargets;
import se.samsyn.core.planning.PlanningModule;
import se.samsyn.core.report.ReportModule;
import se.samsyn.core.plugin.PluginHost;
import se.samsyn.core.plugin.PluginIndicators;
import se.samsyn.core.plugin.PluginLimits;
import se.samsyn.core.plugin.PluginModule;
import se.samsyn.core.plugin.PublishedPlugins;
import se.samsyn.core.plugin.PublishedRecords;
import se.samsyn.core.plugin.PublishedCalendar;
import se.samsyn.core.plugin.PublishedSearches;
import se.samsyn.core.plugin.PublishedTasks;
import se.samsyn.core.plugin.service.ServiceParts;
import se.samsyn.core.search.SearchModule;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.setup.DemoFiller;
import se.samsyn.core.setup.SetupModule;
import se.samsyn.core.setup.SetupService;
import se.samsyn.core.terms.TermRepository;
import se.samsyn.core.terms.TermsModule;
import se.samsyn.core.web.Assets;
import se.samsyn.core.web.CoreScope;
import se.samsyn.core.web.Dispatcher;
import se.samsyn.core.web.Failures;
import se.samsyn.core.web.LiveStreams;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.OwnTexts;
import se.samsyn.core.web.PanelSource;
import se.samsyn.core.web.Renderer;
import se.samsyn.core.web.Shell;
import se.samsyn.core.web.Templates;
import se.samsyn.core.web.WebServer;

/** The composition root: makes every part and ties them together. */
public final class Samsyn implements AutoCloseable {

    /** The packages that have texts. */
    static final List<String> PACKAGES = List.of(
            "web", "rest", "change", "field", "organisation", "people", "calendar", "file", "mail", "measuring", "planning",
            "followup", "report", "imports", "search", "plugin", "terms", "operation", "setup");

    private final Settings settings;
    private final Database database;
    private final Messages messages;
    private final ChangeLog changes;
    private final Clock clock;
    private final Jobs jobs;
    private final AccessControl access;
    private final OrganisationModule organisation;
    private final PeopleModule people;
    private final MeasuringModule measuring;
    private final PlanningModule planning;
    private final FollowupModule followup;
    private final DocumentModule documents;
    private final MailModule mail;
    private final FileModule files;
    private final ImportsModule imports;
    private final PublishedPlugins published = new PublishedPlugins();
    private final LiveStreams live;
    private final EventLog events;
    private final SearchModule search;
    private final PluginModule plugins;
    private final SetupModule setup;
    private final OperationModule operation;
    private final BackupService backups;
    private final Site site;
    private @Nullable WebServer server;

    private Samsyn(Settings settings, Clock clock, PluginLimits limits, @Nullable DemoFiller demo) {
        this.settings = settings;
        DataFolder folder = new DataFolder(settings.data());
        folder.create();
        this.database = folder.writable()
                ? Database.open(settings.databaseFile())
                : Database.openReadOnly(settings.databaseFile());
        TermRepository ownTerms = new TermRepository(database.jdbi());
        this.messages = Messages.ofCore(PACKAGES, new OwnTexts(ownTerms));
        this.clock = clock;
        this.changes = new ChangeLog(database, clock);
        History history = new History(changes);
        this.jobs = new Jobs(database, clock);
        this.organisation = new OrganisationModule(database, changes, history, clock);
        this.access = new AccessControl(organisation.units(), database::writing, published::permissions);
        this.people = new PeopleModule(database, changes, history, organisation, access, messages, clock);
        CalendarModule calendars = new CalendarModule(database, people, settings.address(), clock);
        this.measuring = new MeasuringModule(
                database, changes, history, organisation.units(), new AdoptedTargets(database.jdbi()), clock);
        this.planning = new PlanningModule(
                database, changes, messages, clock, measuring, published, new AwaitedAssessments(database.jdbi()));
        this.followup = new FollowupModule(
                database, organisation.units(), people, measuring, planning, published, new PublishedTasks(published),
                calendars.calendar(), changes, history, clock);
        calendars.calendar().add(planning.dates());
        calendars.calendar().add(followup.dates(messages));
        calendars.calendar().add(new PublishedCalendar(published));
        this.documents = new DocumentModule(() -> organisation.municipality().look().name(), settings.address());
        this.mail = new MailModule(
                settings.mail(),
                database,
                people,
                documents,
                calendars.writer(),
                () -> organisation.municipality().look().name(),
                () -> messages.in(language()),
                jobs,
                changes,
                clock);
        this.files = new FileModule(database, settings.data().resolve("tmp"), clock);
        ReportModule report = new ReportModule(organisation.units(), people.users(), measuring, planning, followup, clock);
        this.imports = new ImportsModule(
                database, changes, organisation, people, measuring, published::importTypes, messages, clock,
                settings.data().resolve("tmp"));
        this.live = new LiveStreams(database::afterCommit);
        this.events = new EventLog(database, changes, clock);
        this.search = new SearchModule(database, events, new PublishedSearches(published), organisation.units(), planning.goalFields());
        published.watch(search::fieldsChanged);
        this.plugins = plugins(history, limits);
        TermsModule terms = new TermsModule(database, ownTerms, changes, history, messages, published);
        this.setup = new SetupModule(
                database, access, organisation, people, planning, plugins, settings, clock, demo);
        this.operation = new OperationModule(settings, database, plugins::states);
        this.backups = new BackupService(settings, database, clock);
        this.site = new Site(
                organisation, people, measuring, planning, followup, report, imports, calendars, mail, search, plugins, terms,
                setup, operation,
                published, changes, history, clock);
    }

    private PluginModule plugins(History history, PluginLimits limits) {
        PluginHost host = new PluginHost(
                database,
                clock,
                messages,
                Assets.load(),
                organisation.units(),
                new PluginIndicators(measuring.indicators(), measuring.indicatorService()),
                (user, goal, unit) -> planning.goals().on(user, goal, unit),
                live,
                documents,
                access,
                jobs,
                events,
                search.store(),
                this::language,
                new ServiceParts(
                        organisation.units(),
                        people,
                        measuring,
                        planning,
                        followup,
                        imports,
                        mail.outbox(),
                        files.attachments(),
                        new PublishedRecords(published),
                        messages,
                        clock)::of,
                settings.pluginsChecked());
        return new PluginModule(settings, host, changes, history, published, limits);
    }

    /** The municipality's own. */
    private Locale language() {
        return Locale.forLanguageTag(organisation.municipality().details().locale());
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
        Shell shell = new Shell(messages, organisation.municipality(), site.navigation(), published::navigation);
        Renderer renderer = new Renderer(shell, settings.secureCookies());
        Dispatcher dispatcher =
                new Dispatcher(people.sessions(), renderer, new Failures(), setup.gate(), settings.secureCookies());
        CoreScope scope = new CoreScope(messages, Templates.ofCore(messages, Assets.load()));
        plugins.startEnabled();
        server = WebServer.start(
                settings,
                routes(),
                scope,
                dispatcher,
                config -> plugins.register(config, dispatcher, scope),
                temporaryFolder(),
                operation.observer());
        startWork();
    }

    /** Apart, since no answer waits for it. */
    private void startWork() {
        if (!database.readOnly()) {
            Thread starting = new Thread(this::work, "work-start");
            starting.setDaemon(true);
            starting.start();
        }
    }

    private void work() {
        if (!settings.safeMode()) {
            jobs.start();
        }
        search.start();
    }

    /** Every route of core's own. */
    public List<Route> routes() {
        return site.routes();
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
        return database;
    }

    public Messages messages() {
        return messages;
    }

    public SearchModule search() {
        return search;
    }

    public Jobs jobs() {
        return jobs;
    }

    public ChangeLog changes() {
        return changes;
    }

    public AccessControl access() {
        return access;
    }

    public OrganisationModule organisation() {
        return organisation;
    }

    public ImportsModule imports() {
        return imports;
    }

    public SetupService setup() {
        return setup.service();
    }

    public PeopleModule people() {
        return people;
    }

    public MeasuringModule measuring() {
        return measuring;
    }

    public PlanningModule planning() {
        return planning;
    }

    public FollowupModule followup() {
        return followup;
    }

    public AttachmentStore attachments() {
        return files.attachments();
    }

    public MailModule mail() {
        return mail;
    }

    public PluginModule plugins() {
        return plugins;
    }

    /** What plugins show on core's pages. */
    public PanelSource panels() {
        return published;
    }

    public BackupService backups() {
        return backups;
    }

    /** Lets requests in flight finish, then closes the database. */
    @Override
    public void close() {
        live.close();
        if (server != null) {
            server.close();
        }
        jobs.close();
        search.close();
        plugins.close();
        database.close();
    }

    /** For uploads on their way in. */
    private Path temporaryFolder() {
        try {
            if (database.readOnly()) {
                return Files.createTempDirectory("samsyn");
            }
            Path folder = Files.createDirectories(settings.data().resolve("tmp"));
            LeftUploads.remove(folder, clock.instant());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder for uploads", e);
        }
    }
}
