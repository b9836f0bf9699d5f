package se.samsyn.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * A Samsyn of a test class's own, with a demo municipality to change and the plugin in use:
 *
 * <pre>{@code
 * class SickLeaveIT {
 *
 *     @RegisterExtension
 *     static final RunningSamsyn samsyn = RunningSamsyn.withPlugin();
 *
 *     @Test
 *     void aHeadSeesEveryUnit() {
 *         Visitor head = samsyn.signIn("forvaltningschef");
 *         assertThat(head.get("/modules/sick-leave").body()).contains("Lindängsskolan");
 *     }
 * }
 * }</pre>
 *
 * The municipality is made once in a test run and copied for each class. People to sign in as: {@code admin},
 * {@code forvaltningschef} (head), {@code kvalitetsutvecklare} (quality developer), {@code rektor} (principal of
 * Lindängsskolan), {@code forskolerektor} (principal of Gläntans förskola), {@code larare} (employee at Lindängsskolan) and
 * {@code lasare} (reader of the administration).
 *
 * <p>Each statement of the plugin is read before it is run. One that touches a table which is not the plugin's own, or that
 * not every database understands, is refused, and fails the test with the file and line that it stands on, also where the
 * plugin goes on as if nothing had happened.
 *
 * @since 0.9.0
 */
public final class RunningSamsyn implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final String DATABASE = "samsyn.db";
    private static final Pattern REFUSED = Pattern.compile("A statement of \\S+ is refused, at .*");

    private final @Nullable Path pluginJar;
    private final @Nullable String pluginId;
    private final List<String> options;
    private @Nullable Path folder;
    private @Nullable ServerProcess server;
    private int refusedBefore;

    private RunningSamsyn(@Nullable Path pluginJar, @Nullable String pluginId, List<String> options) {
        this.pluginJar = pluginJar;
        this.pluginId = pluginId;
        this.options = options;
    }

    /** With the plugin that this project builds, as {@code samsyn-plugin-parent} names it to tests. */
    public static RunningSamsyn withPlugin() {
        return withPlugin(Path.of(ServerProcess.required("samsyn.plugin.jar")), ServerProcess.required("samsyn.plugin.id"));
    }

    /**
     * With a plugin out of a jar.
     *
     * @param id what its manifest calls it
     */
    public static RunningSamsyn withPlugin(Path jar, String id) {
        return new RunningSamsyn(jar, id, List.of());
    }

    /**
     * Without another plugin than those that come with Samsyn.
     *
     * @param options what {@code java -jar samsyn.jar --help} tells
     */
    public static RunningSamsyn with(String... options) {
        return new RunningSamsyn(null, null, List.of(options));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Demo demo = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(RunningSamsyn.class))
                .getOrComputeIfAbsent(Demo.class, key -> Demo.byTheJar(), Demo.class);
        folder = newFolder();
        Files.copy(demo.folder().resolve(DATABASE), folder.resolve(DATABASE));
        start();
        if (pluginJar != null && pluginId != null) {
            command("plugin", "install", pluginJar.toAbsolutePath().toString()).done();
            command("plugin", "enable", pluginId).done();
        }
    }

    /**
     * @throws AssertionError when a statement of the plugin has been refused during the test
     */
    @Override
    public void afterEach(ExtensionContext context) {
        requireNoneRefused();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (server != null) {
            server.close();
        }
        if (folder != null) {
            Folders.delete(folder);
        }
        if (server != null) {
            requireNoneRefused();
        }
    }

    private void requireNoneRefused() {
        List<String> refused = takeRefused();
        if (!refused.isEmpty()) {
            throw new AssertionError(String.join("\n", refused));
        }
    }

    /**
     * The statements of plugins that have been refused since the last call, each with its file and line. A test that takes
     * them does not fail of them. They are read from the log, where the last may come a moment after the answer.
     */
    public List<String> takeRefused() {
        List<String> refused = REFUSED.matcher(log()).results().map(MatchResult::group).toList();
        List<String> fresh = List.copyOf(refused.subList(refusedBefore, refused.size()));
        refusedBefore = refused.size();
        return fresh;
    }

    private void start() {
        List<String> all = new ArrayList<>(options);
        all.add("--demo");
        all.add("--check-plugins");
        server = ServerProcess.start(folder(), all.toArray(String[]::new));
    }

    /** Stops it and starts it again on the same data. */
    public void restart() {
        server().stop();
        requireNoneRefused();
        refusedBefore = 0;
        start();
    }

    /** Where it is reached, without a slash at the end. */
    public String url() {
        return server().url();
    }

    /** Where it keeps its data. */
    public Path folder() {
        return Objects.requireNonNull(folder, "Samsyn is started before the first test of the class");
    }

    /** All that it has logged since it was started, plugins' lines among it. */
    public String log() {
        return server().output();
    }

    /** Someone who is not signed in. */
    public Visitor visit() {
        return Visitor.at(url());
    }

    /**
     * Someone in a browser, signed in.
     *
     * @param username a person of the demo municipality, such as {@code rektor}
     */
    public Visitor signIn(String username) {
        return visit().signIn(username);
    }

    /**
     * A script that uses the REST interface with that person's rights.
     *
     * @param username a person of the demo municipality, such as {@code rektor}
     */
    public Visitor script(String username) {
        return visit().bearer(command("user", "token", username).done().out().strip());
    }

    /** Runs a command of {@code samsyn.jar} on its data to the end, such as {@code plugin list}. */
    public Command command(String... words) {
        return Command.run(folder(), words);
    }

    private ServerProcess server() {
        return Objects.requireNonNull(server, "Samsyn is started before the first test of the class");
    }

    private static Path newFolder() {
        return Folders.make("samsyn-test");
    }

    /** The municipality as the jar makes it. */
    private record Demo(Path folder) implements AutoCloseable {

        static Demo byTheJar() {
            Path folder = newFolder();
            ServerProcess.start(folder, "--demo").close();
            return new Demo(folder);
        }

        @Override
        public void close() {
            Folders.delete(folder);
        }
    }
}
