package se.samsyn.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.operation.OperationModule;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.web.Assets;
import se.samsyn.core.web.CoreScope;
import se.samsyn.core.web.Dispatcher;
import se.samsyn.core.web.Failures;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NavigationItem;
import se.samsyn.core.web.Renderer;
import se.samsyn.core.web.Sessions;
import se.samsyn.core.web.Shell;
import se.samsyn.core.web.Templates;
import se.samsyn.core.web.WebServer;

/** The composition root: makes every part and ties them together. */
public final class Samsyn implements AutoCloseable {

    /** The packages that have texts. */
    private static final List<String> PACKAGES = List.of("rest", "web", "operation");

    private final Settings settings;
    private final Database database;
    private final ChangeLog changes;
    private final Messages messages;
    private final AccessControl access;
    private final OperationModule operation;
    private @Nullable WebServer server;

    private Samsyn(Settings settings, Clock clock) {
        this.settings = settings;
        this.database = Database.open(settings.databaseFile());
        this.messages = Messages.ofCore(PACKAGES);
        this.changes = new ChangeLog(database, clock);
        this.access = new AccessControl(new UnitRepository(database.jdbi()), Map::of);
        this.operation = new OperationModule(settings, database, Map::of);
    }

    /** Opens the folder, without serving it. */
    public static Samsyn open(Settings settings, Clock clock) {
        return new Samsyn(settings, clock);
    }

    /** Begins to serve pages. */
    public void serve() {
        Assets assets = Assets.load();
        Shell shell = new Shell(messages, new Unnamed(), navigation(), locale -> List.of());
        Renderer renderer = new Renderer(shell, settings.secureCookies());
        Dispatcher dispatcher =
                new Dispatcher(new NoSessions(access), renderer, new Failures(), settings.secureCookies());
        server = WebServer.start(
                settings,
                routes(),
                new CoreScope(messages, Templates.ofCore(messages, assets)),
                dispatcher,
                config -> {},
                temporaryFolder(),
                operation.observer());
    }

    /** The port that is listened on, once serving. */
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

    public ChangeLog changes() {
        return changes;
    }

    /** Every route of core's own. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(operation.routes());
        return routes;
    }

    private List<NavigationItem> navigation() {
        return List.of();
    }

    private java.nio.file.Path temporaryFolder() {
        try {
            return Files.createDirectories(settings.data().resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder for uploads in " + settings.data(), e);
        }
    }

    /** Lets requests in flight finish, then closes the database. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        database.close();
    }

    private record Unnamed() implements Shell.Municipality {

        @Override
        public String name() {
            return "Samsyn";
        }

        @Override
        public boolean demo() {
            return false;
        }
    }

    private record NoSessions(AccessControl access) implements Sessions {

        @Override
        public Optional<Session> find(String cookie) {
            return Optional.empty();
        }

        @Override
        public Optional<CurrentUser> ofToken(String token) {
            return Optional.empty();
        }

        @Override
        public CurrentUser nobody(Locale locale) {
            return access.nobody(locale);
        }
    }
}
