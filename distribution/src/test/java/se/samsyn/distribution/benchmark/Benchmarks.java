package se.samsyn.distribution.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import se.samsyn.core.Samsyn;
import se.samsyn.core.people.User;
import se.samsyn.core.settings.Settings;
import se.samsyn.distribution.demo.DemoMunicipality;

/**
 * Measures what Samsyn promises, each beside a bare reference in the same run, and prints one line a figure. Nothing here
 * passes or fails: machines differ, ratios less so.
 */
public final class Benchmarks {

    private static final int CONNECTIONS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration ROUND = Duration.ofSeconds(6);
    private static final int ROUNDS = 3;
    private static final int STARTS = 5;

    private final Path jar;
    private final Path folder;
    private final String cookie;
    private final String token;
    private final long goal;

    private Benchmarks(Path jar, Path folder, String cookie, String token, long goal) {
        this.jar = jar;
        this.folder = folder;
        this.cookie = cookie;
        this.token = token;
        this.goal = goal;
    }

    /** Arguments: the jar. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("samsyn-benchmark");
        DemoMunicipality.fill(Settings.of(folder), Clock.systemUTC());
        prepared(Path.of(arguments[0]), folder).run();
    }

    private static Benchmarks prepared(Path jar, Path folder) {
        try (Samsyn samsyn = Samsyn.open(Settings.of(folder), Clock.systemUTC())) {
            User admin = samsyn.people().users().byUsername("admin").orElseThrow();
            long goal = samsyn.database().jdbi().withHandle(handle -> handle.createQuery(
                            "select max(goal_id) from goal_indicator")
                    .mapTo(Long.class)
                    .one());
            String cookie = samsyn.people().sessions().open(admin);
            String token = samsyn.people().credentials().newToken(samsyn.access().system("test"), admin, "benchmark");
            return new Benchmarks(jar, folder, cookie, token, goal);
        }
    }

    private void run() throws Exception {
        starts();
        try (Child bare = bare();
                Child samsyn = samsyn()) {
            String session = "Cookie: samsyn_session=" + cookie;
            compare("goal page", samsyn, "/goals/" + goal, session, bare, "/goal");
            compare("50-row list", samsyn, "/people", session, bare, "/list");
            compare("JSON of a goal", samsyn, "/api/v1/goals/" + goal, "Authorization: Bearer " + token, bare, "/json");
        }
    }

    private Child samsyn() throws IOException {
        return Child.start(
                List.of("-Xmx96m", "-jar", jar.toString(), "--data", folder.toString(), "--port", "0"),
                "Samsyn is ready on ");
    }

    private Child bare() throws IOException {
        // A copy: two processes cannot both be the one writer of a file.
        Path copy = Files.createTempDirectory("samsyn-reference");
        Files.copy(folder.resolve("samsyn.db"), copy.resolve("samsyn.db"));
        String classPath = System.getProperty("java.class.path");
        return Child.start(
                List.of("-Xmx96m", "-cp", classPath, BareServer.class.getName(), copy.toString(), "admin", Long.toString(goal)),
                "ready ");
    }

    private record Round(double perSecond, double cpuMillis) {}

    private void compare(String what, Child ours, String path, String header, Child bare, String barePath)
            throws Exception {
        Load.run(ours.url + path, header, CONNECTIONS, WARM_UP);
        Load.run(bare.url + barePath, "Accept: */*", CONNECTIONS, WARM_UP);
        List<Round> our = new ArrayList<>();
        List<Round> reference = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            our.add(round(ours, path, header));
            reference.add(round(bare, barePath, "Accept: */*"));
        }
        double share = median(our, Round::perSecond) / median(reference, Round::perSecond);
        System.out.printf(
                Locale.ROOT,
                "%-15s %6.0f/s, reference %6.0f/s: %3.0f%%; CPU per 1,000 requests %5.0f ms, reference %5.0f ms%n",
                what,
                median(our, Round::perSecond),
                median(reference, Round::perSecond),
                share * 100,
                median(our, Round::cpuMillis),
                median(reference, Round::cpuMillis));
    }

    private static Round round(Child child, String path, String header) throws Exception {
        Duration before = child.cpu();
        Load.Result result = Load.run(child.url + path, header, CONNECTIONS, ROUND);
        double cpu = child.cpu().minus(before).toMillis() * 1000.0 / result.requests();
        return new Round(result.perSecond(), cpu);
    }

    private void starts() throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> reference = new ArrayList<>();
        String classPath = System.getProperty("java.class.path");
        for (int i = 0; i < STARTS; i++) {
            ours.add(toFirstAnswer(
                    List.of("-jar", jar.toString(), "--data", folder.toString(), "--port", "0"), "Samsyn is ready on "));
            reference.add(toFirstAnswer(
                    List.of("-cp", jar + java.io.File.pathSeparator + classPath, BareStart.class.getName(), folder.toString()),
                    "ready "));
        }
        System.out.printf(
                Locale.ROOT,
                "%-15s %.2f s, reference %.2f s: %.1f times%n",
                "first answer",
                median(ours, v -> v),
                median(reference, v -> v),
                median(ours, v -> v) / median(reference, v -> v));
    }

    private static double toFirstAnswer(List<String> command, String ready) throws Exception {
        long began = System.nanoTime();
        try (Child child = Child.start(command, ready)) {
            HttpURLConnection login =
                    (HttpURLConnection) URI.create(child.url + "/login").toURL().openConnection();
            if (login.getResponseCode() != 200) {
                throw new IOException("/login answered " + login.getResponseCode());
            }
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private static <T> double median(List<T> values, ToDoubleFunction<T> figure) {
        double[] sorted = values.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** A server in a process of its own. */
    private static final class Child implements AutoCloseable {

        private final Process process;
        private final String url;

        private Child(Process process, String url) {
            this.process = process;
            this.url = url;
        }

        static Child start(List<String> arguments, String ready) throws IOException {
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out = process.inputReader();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(ready)) {
                    String address = Arrays.stream(line.split(" ")).filter(w -> w.startsWith("http")).findFirst().orElseThrow();
                    return new Child(process, address);
                }
            }
            throw new IOException("It did not start: " + command);
        }

        Duration cpu() {
            return process.info().totalCpuDuration().orElseThrow();
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
