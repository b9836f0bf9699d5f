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

    private static final int CONNECTIONS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration ROUND = Duration.ofSeconds(6);
    private static final int ROUNDS = 5;

    private final Child ours;
    private final Child bare;

    private PageBenchmark(Child ours, Child bare) {
        this.ours = ours;
        this.bare = bare;
    }

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
            PageBenchmark pages = new PageBenchmark(samsyn, bare);
            pages.compare("goal page", "/goals/" + goal, session, "/goal");
            pages.compare("50-row list", "/people", session, "/list");
            pages.compare("JSON of a goal", "/api/v1/goals/" + goal, bearer, "/json");
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
        Path copy = Files.createTempDirectory("samsyn-reference");
        Files.copy(folder.resolve("samsyn.db"), copy.resolve("samsyn.db"));
        return copy;
    }

    private record Round(double perSecond, double cpuMillis) {}

    private void compare(String what, String path, String header, String barePath) throws Exception {
        Load.run(ours.url() + path, header, CONNECTIONS, WARM_UP);
        Load.run(bare.url() + barePath, "Accept: */*", CONNECTIONS, WARM_UP);
        List<Round> our = new ArrayList<>();
        List<Round> reference = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            our.add(round(ours, path, header));
            reference.add(round(bare, barePath, "Accept: */*"));
        }
        double ourRate = Figures.median(our, Round::perSecond);
        double bareRate = Figures.median(reference, Round::perSecond);
        Figures.say(
                what,
                "%.0f/s, reference %.0f/s: %.0f%%; CPU per 1,000 requests %.0f ms, reference %.0f ms",
                ourRate,
                bareRate,
                ourRate / bareRate * 100,
                Figures.median(our, Round::cpuMillis),
                Figures.median(reference, Round::cpuMillis));
    }

    private static Round round(Child child, String path, String header) throws Exception {
        Duration before = child.cpu();
        Load.Result result = Load.run(child.url() + path, header, CONNECTIONS, ROUND);
        double cpu = child.cpu().minus(before).toMillis() * 1000.0 / result.requests();
        return new Round(result.perSecond(), cpu);
    }
}
