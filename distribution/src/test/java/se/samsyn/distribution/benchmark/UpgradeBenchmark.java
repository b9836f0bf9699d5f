package se.samsyn.distribution.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.people.User;
import se.samsyn.core.plugin.PluginSource;

/** Upgrades a plugin again and again, each time with a migration, while its own pages and core's are asked for. */
final class UpgradeBenchmark {

    private static final int UPGRADES = 25;
    private static final int CONNECTIONS = 6;
    private static final int PER_SECOND = 100;
    private static final long BETWEEN = 150;

    private UpgradeBenchmark() {}

    static void run(Path place) throws Exception {
        Path jars = Files.createTempDirectory(place, "upgrades");
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            PluginBenchmark.install(samsyn.app().plugins().installer(), notes(0).writeTo(jars));
            samsyn.app().plugins().enable("notes", PluginBenchmark.GRANT);
            User reader = samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
            String session = "Cookie: samsyn_session=" + samsyn.app().people().sessions().open(reader);
            String url = "http://127.0.0.1:" + samsyn.app().port();
            Paced core = Paced.start(url + "/units", session, CONNECTIONS, PER_SECOND);
            Paced own = Paced.start(url + "/modules/notes", session, CONNECTIONS, PER_SECOND);
            List<Double> upgrades = new ArrayList<>();
            for (int i = 1; i <= UPGRADES; i++) {
                Path newer = notes(i).writeTo(jars);
                upgrades.add(PluginBenchmark.millis(() -> PluginBenchmark.install(samsyn.app().plugins().installer(), newer)));
                Thread.sleep(BETWEEN);
            }
            String now = samsyn.app().plugins().find("notes").orElseThrow().manifest().version();
            say("core's page", core.end());
            say("its own page", own.end());
            Figures.say("", "%d upgrades, %.0f ms each by the median, now %s", UPGRADES, Figures.median(upgrades, v -> v), now);
        }
    }

    private static void say(String what, Paced.Result result) {
        Set<String> how = new TreeSet<>(result.failures());
        Figures.say(
                "upgrading",
                "%s: %d of %d failed (none) %s; p99 %.1f ms",
                what, result.failures().size(), result.millis().size() + result.failures().size(), how, result.p99());
    }

    /** Its page takes a while, so that there are always requests within it. */
    private static PluginSource notes(int version) {
        PluginSource notes = PluginSource.of("notes")
                .version("1." + version + ".0")
                .define(
                        """
                        c.route(Route.get("/", Access.signedIn(), r -> {
                             Thread.sleep(20);
                             return Response.page("list", Map.of("notes", context.database().read(h ->
                                 h.createQuery("select text from p_notes_note").mapTo(String.class).list())));
                         })).migrations("db");
                        """)
                .migration("V1__note.sql", "create table p_notes_note (id ${key}, text text not null);")
                .resource("list.peb", "{% extends \"se/samsyn/core/web/layout\" %}{% block content %}{{ notes | length }} anteckningar{% endblock %}");
        for (int i = 2; i <= version + 1; i++) {
            notes.migration("V" + i + "__more.sql", "alter table p_notes_note add column more" + i + " text;");
        }
        return notes;
    }
}
