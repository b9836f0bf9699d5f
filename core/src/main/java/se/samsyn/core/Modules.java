package se.samsyn.core;

import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.backup.BackupService;
import se.samsyn.core.calendar.CalendarModule;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.database.Database;
import se.samsyn.core.document.DocumentModule;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.fetch.FetchModule;
import se.samsyn.core.fetch.Pause;
import se.samsyn.core.file.FileModule;
import se.samsyn.core.followup.AwaitedAssessments;
import se.samsyn.core.followup.FollowupModule;
import se.samsyn.core.followup.FoundCauses;
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
import se.samsyn.core.plugin.OwnWords;
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
import se.samsyn.core.terms.TermRepository;
import se.samsyn.core.terms.TermsModule;
import se.samsyn.core.web.Assets;
import se.samsyn.core.web.LiveStreams;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.OwnTexts;

/** The composition root: makes every part and ties them together. */
final class Modules {

    private final Settings settings;
    final Database database;
    final Messages messages;
    final ChangeLog changes;
    final Clock clock;
    final Jobs jobs;
    final AccessControl access;
    final OrganisationModule organisation;
    final PeopleModule people;
    final MeasuringModule measuring;
    final PlanningModule planning;
    final FollowupModule followup;
    private final DocumentModule documents;
    final MailModule mail;
    final FileModule files;
    final ImportsModule imports;
    final PublishedPlugins published = new PublishedPlugins();
    final LiveStreams live;
    private final EventLog events;
    final SearchModule search;
    final PluginModule plugins;
    final SetupModule setup;
    final OperationModule operation;
    final BackupService backups;
    final Site site;

    Modules(Settings settings, Clock clock, PluginLimits limits, @Nullable DemoFiller demo) {
        this.settings = settings;
        DataFolder folder = new DataFolder(settings.data());
        folder.create();
        this.database = folder.writable()
                ? Database.open(settings.databaseFile())
                : Database.openReadOnly(settings.databaseFile());
        TermRepository ownTerms = new TermRepository(database.jdbi());
        this.messages = Messages.ofCore(Samsyn.PACKAGES, new OwnTexts(ownTerms));
        this.clock = clock;
        this.changes = new ChangeLog(database, clock);
        History history = new History(changes);
        this.jobs = new Jobs(database, clock);
        this.organisation = new OrganisationModule(database, changes, history, clock);
        this.access = new AccessControl(organisation.units(), database::writing, published::permissions);
        this.people = new PeopleModule(database, changes, history, organisation, access, messages, clock);
        CalendarModule calendars = new CalendarModule(database, organisation, people, settings.address(), clock);
        this.measuring = new MeasuringModule(
                database, changes, history, organisation.units(), new AdoptedTargets(database.jdbi()), clock);
        this.planning = new PlanningModule(
                database, changes, messages, clock, measuring, published, new AwaitedAssessments(database.jdbi()),
                new FoundCauses(database.jdbi()));
        this.followup = new FollowupModule(
                database, organisation.units(), people, measuring, planning, published, new PublishedTasks(published),
                calendars.calendar(), messages, changes, history, clock);
        calendars.calendar().add(planning.dates());
        calendars.calendar().add(followup.dates(messages));
        PublishedCalendar pluginDates = new PublishedCalendar(published);
        calendars.calendar().add(pluginDates);
        calendars.wheel().add(followup.ring(messages));
        planning.rings(messages).forEach(calendars.wheel()::add);
        calendars.wheel().add(pluginDates);
        this.documents = new DocumentModule(() -> organisation.municipality().look().name(), settings.address());
        this.mail = new MailModule(
                settings.mail(),
                database,
                people,
                documents,
                calendars.writer(),
                () -> organisation.municipality().look().name(),
                jobs,
                changes,
                clock);
        this.files = new FileModule(database, settings.data().resolve("tmp"), clock);
        ReportModule report = new ReportModule(organisation.units(), people.users(), measuring, planning, followup, clock);
        this.imports = new ImportsModule(
                database, changes, organisation, people, measuring, published::importTypes, messages, clock,
                settings.data().resolve("tmp"));
        FetchModule fetch = new FetchModule(
                settings.fetch(), database, organisation, measuring, people, imports.service(), access,
                () -> messages.in(language()), jobs, changes, history, Pause.REAL, clock);
        this.live = new LiveStreams(database::afterCommit);
        this.events = new EventLog(database, changes, clock);
        this.search = new SearchModule(database, events, new PublishedSearches(published), organisation.units(), planning.goalFields());
        published.watch(search::fieldsChanged);
        TermsModule terms = new TermsModule(database, ownTerms, changes, history, messages, published);
        this.plugins = plugins(history, terms.service(), limits);
        this.setup = new SetupModule(
                database, access, organisation, people, planning, plugins, settings, clock, demo);
        this.operation = new OperationModule(settings, database, plugins::states);
        this.backups = new BackupService(settings, database, clock);
        this.site = new Site(
                organisation, people, measuring, planning, followup, report, imports, fetch, calendars, mail, search, plugins, terms,
                setup, operation,
                published, changes, history, clock);
    }

    private PluginModule plugins(History history, OwnWords words, PluginLimits limits) {
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
                words,
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
                        clock),
                settings.pluginsChecked());
        return new PluginModule(settings, host, changes, history, published, limits);
    }

    /** The municipality's own. */
    private Locale language() {
        return Locale.forLanguageTag(organisation.municipality().details().locale());
    }
}
