package se.samsyn.distribution.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.plugin.PluginSource;

/** How long whoever writes a plugin waits, from when it is compiled until a reload shows it. */
final class DevelopmentBenchmark {

    private static final int ROUNDS = 21;

    private DevelopmentBenchmark() {}

    static void run(Path place) throws Exception {
        Path project = Files.createTempDirectory(place, "developed");
        plugin(0).compileInto(project);
        try (TestSamsyn samsyn = TestSamsyn.developing(project.resolve("target/classes"))) {
            samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
            TestClient admin = samsyn.signIn("admin");
            List<Double> waited = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                String shown = Integer.toString(round);
                plugin(round).compileInto(project);
                waited.add(PluginBenchmark.millis(() -> reloadUntil(admin, shown)));
            }
            Figures.say(
                    "save and reload", "%.0f ms, the median of %d, %.0f at most (within 2,000)",
                    Figures.median(waited, v -> v), ROUNDS, Collections.max(waited));
        }
    }

    private static void reloadUntil(TestClient admin, String shown) {
        while (!admin.get("/modules/notes").body().equals(shown)) {
            Thread.onSpinWait();
        }
    }

    private static PluginSource plugin(int round) {
        return PluginSource.of("notes")
                .define("c.route(Route.get(\"/\", Access.everyone(), r -> Response.json(" + round + ")));");
    }
}
