package se.samsyn.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
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
 * @since 0.9.0
 */
public final class RunningSamsyn implements BeforeAllCallback, AfterAllCallback {

    private static final String DATABASE = "samsyn.db";

    private final @Nullable Path pluginJar;
    private final @Nullable String pluginId;
    private final List<String> options;
    private @Nullable Path folder;
    private @Nullable ServerProcess server;

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

    @Override
    public void afterAll(ExtensionContext context) {
        if (server != null) {
            server.close();
        }
        if (folder != null) {
            delete(folder);
        }
    }

    private void start() {
        List<String> all = new ArrayList<>(options);
        all.add("--demo");
        server = ServerProcess.start(folder(), all.toArray(String[]::new));
    }

    /** Stops it and starts it again on the same data. */
    public void restart() {
        server().stop();
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

    private static Path newFolder() throws IOException {
        return Files.createTempDirectory("samsyn-test");
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The municipality as the jar makes it. */
    private record Demo(Path folder) implements AutoCloseable {

        static Demo byTheJar() {
            try {
                Path folder = newFolder();
                ServerProcess.start(folder, "--demo").close();
                return new Demo(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            delete(folder);
        }
    }
}
