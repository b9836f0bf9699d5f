package se.samsyn.distribution.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import se.samsyn.core.Samsyn;
import se.samsyn.core.plugin.PluginSource;
import se.samsyn.core.settings.Settings;

/** A page that a plugin answers, beside the same that core answers: the same template and texts, in the same layout. */
final class PluginPageBenchmark {

    private static final String CORES = "/se/samsyn/core/search/";

    private PluginPageBenchmark() {}

    static void run(Path jar, Path folder) throws Exception {
        Path with = PluginBenchmark.copy(folder);
        String session;
        try (Samsyn samsyn = Samsyn.open(Settings.of(with), Clock.systemUTC())) {
            PluginBenchmark.install(samsyn.plugins().installer(), twin().writeTo(Files.createTempDirectory(folder.getParent(), "twin")));
            samsyn.plugins().enable("twin", PluginBenchmark.GRANT);
            session = PluginBenchmark.session(samsyn);
        }
        try (Child server = Child.samsyn(jar, with)) {
            PageBenchmark.compare(
                    "plugin's page",
                    new PageBenchmark.Page(server, "/modules/twin", session),
                    new PageBenchmark.Page(server, "/search", session));
            Figures.say("", "at least 90%% of the reference, which is the same page of core's");
        }
    }

    private static PluginSource twin() throws IOException {
        return PluginSource.of("twin")
                .define(
                        """
                        c.messages("messages").route(Route.get("/", Access.signedIn(), r -> Response.page("search",
                            Map.of("query", "", "searched", false, "rows", List.of(), "most", 30))));
                        """)
                .messages(cores("messages_sv.properties"))
                .resource("search.peb", cores("search.peb"));
    }

    private static String cores(String name) throws IOException {
        try (InputStream in = Samsyn.class.getResourceAsStream(CORES + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
