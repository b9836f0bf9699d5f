package se.samsyn.distribution.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.people.User;
import se.samsyn.core.plugin.PluginInfo;
import se.samsyn.core.plugin.PluginInstaller;
import se.samsyn.core.plugin.PluginSource;
import se.samsyn.core.plugin.jar.Provenance;
import se.samsyn.core.settings.Settings;

/** What plugins cost: enabling one whose migrations are done, upgrading one, and a start with ten beside one with none. */
final class PluginBenchmark {

    private static final int ROUNDS = 21;
    private static final int PLUGINS = 10;
    static final Grant GRANT = Grant.system("benchmark");

    private PluginBenchmark() {}

    static void run(Path jar, Path folder) throws Exception {
        Path without = withoutPlugins(folder);
        Path with = copy(without);
        Path sources = Files.createTempDirectory(folder.getParent(), "plugin-sources");
        try (Samsyn samsyn = Samsyn.open(Settings.of(with), Clock.systemUTC())) {
            for (PluginInfo plugin : samsyn.plugins().list()) {
                if (plugin.provenance() == Provenance.BUNDLED) {
                    enable(samsyn, plugin.id());
                }
            }
            for (int i = 0; i < PLUGINS; i++) {
                String id = "plugin" + (char) ('a' + i);
                install(samsyn.plugins().installer(), plugin(id, "1.0.0").writeTo(sources));
                samsyn.plugins().enable(id, GRANT);
            }
            List<Double> upgraded = new ArrayList<>();
            for (int i = 1; i <= ROUNDS; i++) {
                Path newer = plugin("plugina", "1." + i + ".0").writeTo(sources);
                upgraded.add(millis(() -> install(samsyn.plugins().installer(), newer)));
            }
            Figures.say("change version", "%.0f ms, the median of %d", Figures.median(upgraded, v -> v), ROUNDS);
        }
        start(jar, without, with);
    }

    private static void enable(Samsyn samsyn, String id) throws IOException {
        samsyn.plugins().enable(id, GRANT);
        List<Double> enabled = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            samsyn.plugins().disable(id, GRANT);
            enabled.add(millis(() -> samsyn.plugins().enable(id, GRANT)));
        }
        samsyn.plugins().disable(id, GRANT);
        Figures.say("enable a plugin", "%s: %.0f ms, the median of %d (less than 300)", id, Figures.median(enabled, v -> v), ROUNDS);
    }

    interface Work {
        void run() throws IOException;
    }

    static double millis(Work work) throws IOException {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    /** The demo municipality's own are on. */
    private static Path withoutPlugins(Path folder) throws IOException {
        Path without = copy(folder);
        try (Samsyn samsyn = Samsyn.open(Settings.of(without), Clock.systemUTC())) {
            samsyn.plugins().list().stream()
                    .filter(plugin -> plugin.wanted().enabled())
                    .forEach(plugin -> samsyn.plugins().disable(plugin.id(), GRANT));
        }
        return without;
    }

    /** A folder of its own with the same database. */
    static Path copy(Path folder) throws IOException {
        Path copy = Files.createTempDirectory(folder.getParent(), "plugins");
        Files.copy(folder.resolve("samsyn.db"), copy.resolve("samsyn.db"));
        return copy;
    }

    /** The header of a browser where the demo's administrator is signed in. */
    static String session(Samsyn samsyn) {
        User admin = samsyn.people().users().byUsername("admin").orElseThrow();
        return "Cookie: samsyn_session=" + samsyn.people().sessions().open(admin);
    }

    static void install(PluginInstaller installer, Path jar) throws IOException {
        try (InputStream content = Files.newInputStream(jar)) {
            installer.install(installer.stage(content).sha256(), GRANT);
        }
    }

    private static PluginSource plugin(String id, String version) {
        return PluginSource.of(id)
                .version(version)
                .define(
                        """
                        c.permission(Permission.named("read").onOwnUnits(Role.ADMINISTRATOR))
                         .route(Route.get("/", Access.permission("read"), r -> Response.json(1)))
                         .navigation(new NavigationEntry("nav", "puzzle", "/", "read"))
                         .messages("messages").migrations("db");
                        """)
                .messages("nav=Anteckningar\npermission.read=Läsa anteckningar\n")
                .migration("V1__note.sql", "create table p_" + id + "_note (id ${key}, text text not null);");
    }

    private static void start(Path jar, Path without, Path with) throws Exception {
        List<Double> none = new ArrayList<>();
        List<Double> ten = new ArrayList<>();
        for (int i = 0; i < StartBenchmark.STARTS; i++) {
            none.add(StartBenchmark.toFirstAnswer(() -> Child.samsyn(jar, without)));
            ten.add(StartBenchmark.toFirstAnswer(() -> Child.samsyn(jar, with)));
        }
        double bare = Figures.median(none, v -> v);
        double loaded = Figures.median(ten, v -> v);
        Figures.say("ten plugins", "first answer %.2f s, with none %.2f s: %.2f times (at most 1.3)", loaded, bare, loaded / bare);
    }
}
