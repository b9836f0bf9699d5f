package se.samsyn.distribution.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import se.samsyn.core.Samsyn;
import se.samsyn.core.people.User;
import se.samsyn.core.settings.Settings;

/** Answers a second, beside a bare server that sends the same statements and renders the same template. */
final class PageBenchmark {

    private static final String ANY = "Accept: */*";
    private static final int CONNECTIONS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration ROUND = Duration.ofSeconds(6);
    private static final int ROUNDS = 5;

    private PageBenchmark() {}

    static void run(Path jar, Path folder) throws Exception {
        String session;
        String bearer;
        long goal;
        try (Samsyn samsyn = Samsyn.open(Settings.of(folder), Clock.systemUTC())) {
            User admin = samsyn.people().users().byUsername("admin").orElseThrow();
            goal = goalWithMost(samsyn);
            session = "Cookie: samsyn_session=" + samsyn.people().sessions().open(admin);
            bearer = "Authorization: Bearer "
                    + samsyn.people()
                            .credentials()
                            .newToken(samsyn.access().system("benchmark"), admin, "benchmark");
        }
        try (Child bare = Child.bare(BareServer.class, copy(folder).toString(), "admin", Long.toString(goal));
                Child samsyn = Child.samsyn(jar, folder)) {
            compare("goal page", new Page(samsyn, "/goals/" + goal, session), new Page(bare, "/goal", ANY));
            compare("50-row list", new Page(samsyn, "/people", session), new Page(bare, "/list", ANY));
            compare("JSON of a goal", new Page(samsyn, "/api/v1/goals/" + goal, bearer), new Page(bare, "/json", ANY));
        }
    }

    /** A goal with an indicator, so that its page shows all that a goal's page can. */
    private static long goalWithMost(Samsyn samsyn) {
        return samsyn.database().jdbi().withHandle(handle -> handle.createQuery(
                        "select max(goal_id) from goal_indicator")
                .mapTo(Long.class)
                .one());
    }

    /** Two processes cannot both be the one writer of a file. */
    private static Path copy(Path folder) throws IOException {
        Path copy = Files.createTempDirectory(folder.getParent(), "reference");
        Files.copy(folder.resolve("samsyn.db"), copy.resolve("samsyn.db"));
        return copy;
    }

    private record Round(double perSecond, double cpuMillis) {}

    /**
     * What a server answers with.
     *
     * @param header by which it knows who asks
     */
    record Page(Child server, String path, String header) {

        private Load.Result load(Duration duration) throws Exception {
            return Load.run(server.url() + path, header, CONNECTIONS, duration);
        }

        private Round round() throws Exception {
            Duration before = server.cpu();
            Load.Result result = load(ROUND);
            return new Round(result.perSecond(), server.cpu().minus(before).toMillis() * 1000.0 / result.requests());
        }
    }

    static void compare(String what, Page page, Page reference) throws Exception {
        page.load(WARM_UP);
        reference.load(WARM_UP);
        List<Round> our = new ArrayList<>();
        List<Round> bare = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            our.add(page.round());
            bare.add(reference.round());
        }
        double ourRate = Figures.median(our, Round::perSecond);
        double bareRate = Figures.median(bare, Round::perSecond);
        Figures.say(
                what,
                "%.0f/s, reference %.0f/s: %.0f%%; CPU per 1,000 requests %.0f ms, reference %.0f ms",
                ourRate,
                bareRate,
                ourRate / bareRate * 100,
                Figures.median(our, Round::cpuMillis),
                Figures.median(bare, Round::cpuMillis));
    }
}
