package se.samsyn.distribution.benchmark;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import se.samsyn.core.Samsyn;
import se.samsyn.core.plugin.PluginSource;
import se.samsyn.core.settings.Settings;

/**
 * How long a page of core's takes at its slowest while a plugin misbehaves, beside the same page while it does not; in the
 * heap that the guide's service has, since nothing keeps core's memory apart from a plugin's.
 */
final class HostileBenchmark {

    private static final String PAGE = "/people";
    private static final int CONNECTIONS = 4;
    private static final int PER_SECOND = 100;
    private static final int ROUNDS = 7;
    private static final long ROUND = 4_000;
    private static final long ASIDE = 1_500;

    private HostileBenchmark() {}

    /**
     * What a plugin does to its own pages.
     *
     * @param connections how many ask for it at once
     * @param perSecond how often they ask
     */
    private record Misdeed(String name, String code, int connections, int perSecond) {}

    private static final List<Misdeed> MISDEEDS = List.of(
            // More than it may answer at once: the rest stand in line.
            new Misdeed("hang", "Thread.sleep(1000);", 40, 40),
            new Misdeed("loop", "long end = System.nanoTime() + 1_000_000_000L; while (System.nanoTime() < end) {}", 1, 1),
            new Misdeed("throw", "if (true) throw new StackOverflowError();", 2, 50),
            new Misdeed("allocate", "List<byte[]> all = new ArrayList<>(); for (int i = 0; i < 256; i++) all.add(new byte[65_536]);", 2, 20));

    static void run(Path jar, Path folder) throws Exception {
        Path with = PluginBenchmark.copy(folder);
        String session;
        try (Samsyn samsyn = Samsyn.open(Settings.of(with), Clock.systemUTC())) {
            PluginBenchmark.install(samsyn.plugins().installer(), hostile().writeTo(Files.createTempDirectory(folder.getParent(), "hostile")));
            samsyn.plugins().enable("hostile", PluginBenchmark.GRANT);
            session = PluginBenchmark.session(samsyn);
        }
        Path log = with.resolve("log.txt");
        try (Child server = Child.service(jar, with, Redirect.to(log.toFile()))) {
            String page = server.url() + PAGE;
            for (int warm = 0; warm < 3; warm++) {
                p99(page, session);
            }
            for (Misdeed misdeed : MISDEEDS) {
                measure(misdeed, page, server.url() + "/modules/hostile/" + misdeed.name(), session);
            }
        }
    }

    private static PluginSource hostile() {
        StringBuilder define = new StringBuilder("c");
        for (Misdeed misdeed : MISDEEDS) {
            define.append(".route(Route.get(\"/%s\", Access.everyone(), r -> { %s return Response.json(1); }))"
                    .formatted(misdeed.name(), misdeed.code()));
        }
        return PluginSource.of("hostile").define(define.append(';').toString());
    }

    /** By turns without and with, so that what else the machine does falls on both. */
    private static void measure(Misdeed misdeed, String page, String address, String session) throws Exception {
        List<Double> calm = new ArrayList<>();
        List<Double> disturbed = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            calm.add(p99(page, session));
            Paced hostile = Paced.start(address, "Accept: */*", misdeed.connections(), misdeed.perSecond());
            Thread.sleep(ASIDE);
            disturbed.add(p99(page, session));
            hostile.end();
            Thread.sleep(ASIDE);
        }
        double without = Figures.median(calm, v -> v);
        double with = Figures.median(disturbed, v -> v);
        Figures.say(
                "hostile plugin",
                "%-8s core's page p99 %.1f ms, without %.1f ms: %.2f times (at most 1.5)",
                misdeed.name(), with, without, with / without);
    }

    private static double p99(String page, String session) throws Exception {
        Paced load = Paced.start(page, session, CONNECTIONS, PER_SECOND);
        Thread.sleep(ROUND);
        Paced.Result result = load.end();
        if (!result.failures().isEmpty()) {
            throw new IllegalStateException("Core failed: " + result.failures());
        }
        return result.p99();
    }
}
