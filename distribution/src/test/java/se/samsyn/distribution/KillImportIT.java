package se.samsyn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.database.Database;
import se.samsyn.core.settings.Settings;
import se.samsyn.testkit.Command;
import se.samsyn.testkit.ServerProcess;

/** The server is killed in the midst of an import of real figures: all of it is there or nothing, and it can be done again. */
class KillImportIT {

    private static final int ROUNDS = Math.max(2, Integer.getInteger("samsyn.rounds", 20) / 10);
    private static final Path FILES = Path.of("../core/src/test/resources/se/samsyn/core/imports/kolada").toAbsolutePath();
    private static final Path FIGURES = FILES.resolve("kolada_values_long_1995-2012.csv");
    private static final String TYPE = "kolada-values";

    /** Where in an import the kills fall is drawn, the same each time. */
    private final Random random = new Random(1);

    private final ExecutorService background = Executors.newSingleThreadExecutor();

    @TempDir
    private Path temporary;

    private Path prepared;
    private String session;

    /** A folder that knows the municipalities that the figures are about. */
    @BeforeEach
    void prepare() {
        prepared = temporary.resolve("prepared");
        Prepared.in(prepared);
        Command municipalities = Command.run(
                prepared,
                "import", "--as", "kolada-municipalities", "--municipality", "1081",
                FILES.resolve("v3_municipality_2026-03-23.json").toString());
        assertThat(municipalities.exit()).as(municipalities.err()).isZero();
        try (Samsyn samsyn = Samsyn.open(Settings.of(prepared), Clock.systemUTC())) {
            session = samsyn.people().sessions().open(samsyn.people().users().byUsername("admin").orElseThrow());
        }
    }

    @AfterEach
    void stop() {
        background.shutdownNow();
    }

    @Test
    void whileItReads() throws Exception {
        Path whole = copy("whole");
        Command done;
        long largest;
        try (ServerProcess server = ServerProcess.start(whole)) {
            Future<Command> command = importing(whole);
            largest = staged(whole).largest(command);
            done = command.get();
        }
        assertThat(done.exit()).as(done.err()).isZero();
        long figures = figures(whole);
        assertThat(figures).isGreaterThan(30_000);

        for (int round = 1; round <= ROUNDS; round++) {
            Path folder = copy("reading-" + round);
            ServerProcess server = ServerProcess.start(folder);
            Future<Command> command = importing(folder);
            staged(folder).awaitLarger((long) (largest * random.nextDouble(0.8)), command);
            server.kill();

            assertThat(command.get().exit()).as("round " + round + ", what was typed").isEqualTo(1);
            assertThat(command.get().err()).contains("ended before it was done").hasLineCount(1);
            assertThat(figures(folder)).as("round " + round).isZero();
            Command again = importing(folder).get();
            assertThat(lastLine(again)).isEqualTo(lastLine(done));
            assertThat(figures(folder)).isEqualTo(figures);
        }
    }

    @Test
    void whileItSaves() throws Exception {
        String waiting = stage();
        Path whole = copy("whole");
        long largest;
        long before;
        try (ServerProcess server = ServerProcess.start(whole)) {
            before = written(whole).size();
            assertThat(goThrough(server, waiting).status()).isEqualTo(303);
            largest = written(whole).size();
        }
        long figures = figures(whole);
        assertThat(figures).isGreaterThan(30_000);

        int undone = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            Path folder = copy("saving-" + round);
            ServerProcess server = ServerProcess.start(folder);
            Future<Answer> saving = background.submit(() -> goThrough(server, waiting));
            written(folder).awaitLarger(before + (long) ((largest - before) * random.nextDouble(0.9)), saving);
            server.kill();

            boolean acknowledged = acknowledged(saving);
            long kept = figures(folder);
            assertThat(kept).as("figures after round " + round).isIn(acknowledged ? new Long[] {figures} : new Long[] {0L, figures});
            undone += kept == 0 ? 1 : 0;
            try (ServerProcess next = ServerProcess.start(folder)) {
                assertThat(goThrough(next, waiting).status()).isEqualTo(303);
            }
            assertThat(figures(folder)).as("figures when gone through with again, round " + round).isEqualTo(figures);
        }
        assertThat(undone).as("rounds that were killed before all was saved").isPositive();
        assertThat(lastLine(importing(whole).get())).startsWith("created 0, changed 0, unchanged " + figures);
    }

    /** Uploads the figures on the page; they wait to be gone through with. */
    private String stage() throws IOException {
        try (ServerProcess server = ServerProcess.start(prepared)) {
            TestClient client = signedIn(server);
            client.get("/imports/new/" + TYPE);
            Answer preview = client.upload(
                    "/imports/new/" + TYPE, Map.of(), "files", "figures.csv", Files.readAllBytes(FIGURES));
            assertThat(preview.status()).as(preview.body()).isEqualTo(303);
            return preview.location();
        }
    }

    private TestClient signedIn(ServerProcess server) {
        TestClient client = TestClient.at(server.url());
        client.cookie("samsyn_session", session);
        return client;
    }

    private Answer goThrough(ServerProcess server, String waiting) {
        TestClient client = signedIn(server);
        client.get(waiting);
        return client.post(waiting + "/run", Map.of());
    }

    private Future<Command> importing(Path folder) {
        return background.submit(() -> Command.run(folder, "import", "--as", TYPE, FIGURES.toString()));
    }

    private static boolean acknowledged(Future<Answer> saving) throws InterruptedException {
        try {
            return saving.get().status() == 303;
        } catch (ExecutionException e) {
            assertThat(e).as("a connection that was cut").hasRootCauseInstanceOf(IOException.class);
            return false;
        }
    }

    private static Watched staged(Path folder) {
        return new Watched(folder.resolve("tmp/imports"), "*.db");
    }

    private static Watched written(Path folder) {
        return new Watched(folder, "samsyn.db-wal");
    }

    /** Counts the figures of the file, which must be sound; indicators are made with their first figures or not at all. */
    private static long figures(Path folder) {
        try (Database database = Database.open(Settings.of(folder).databaseFile())) {
            assertThat(database.integrity()).isEqualTo("ok");
            long figures = count(database, "select count(*) from measurement");
            boolean indicators = count(database, "select count(*) from indicator") > 0;
            assertThat(indicators).as("indicators without figures").isEqualTo(figures > 0);
            return figures;
        }
    }

    private static long count(Database database, String sql) {
        return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static String lastLine(Command command) {
        return command.out().lines().reduce((first, last) -> last).orElse(command.err());
    }

    private Path copy(String name) throws IOException {
        Path target = temporary.resolve(name);
        try (Stream<Path> files = Files.walk(prepared)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(prepared.relativize(file)));
            }
        }
        return target;
    }
}
