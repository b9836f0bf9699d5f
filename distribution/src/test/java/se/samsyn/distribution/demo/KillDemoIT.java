package se.samsyn.distribution.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.database.Database;
import se.samsyn.core.settings.Settings;
import se.samsyn.distribution.Watched;
import se.samsyn.testkit.ServerProcess;

/** The server is killed while it makes the demo municipality: then there is none of it, and it can be made after all. */
class KillDemoIT {

    private static final String PASSWORD = "korrekt häst batteri";

    /** How many bytes of the demo have been written when the kill falls; the whole is several times as much. */
    private static final long[] KILLS = {0, 600_000, 1_500_000};

    private final ExecutorService background = Executors.newSingleThreadExecutor();

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void name() {
        folder = temporary.resolve("data");
    }

    @AfterEach
    void stop() {
        background.shutdownNow();
    }

    @Test
    void fromTheWizard() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder)) {
            answerEveryStep(begin(server));
        }
        for (long written : KILLS) {
            ServerProcess server = ServerProcess.start(folder);
            TestClient client = begin(server);
            Watched log = new Watched(folder, "samsyn.db-wal");
            long before = log.size();
            Future<Answer> finishing = background.submit(() -> finish(client));
            log.awaitLarger(before + written, finishing);
            assertThat(finishing).as("still being made after %d bytes", written).isNotDone();
            server.kill();
            assertThat(count("unit") + count("person") + count("measurement")).as("after %d bytes", written).isZero();
        }
        try (ServerProcess server = ServerProcess.start(folder)) {
            TestClient client = begin(server);
            assertThat(finish(client).status()).isEqualTo(303);
            assertThat(client.get("/units").status()).as("the administrator of the wizard").isEqualTo(200);
            assertThat(client.get("/setup").status()).isEqualTo(410);
        }
        assertThat(count("person")).isEqualTo(DemoPeople.COUNT + 1L);
        wholeDemo();
    }

    @Test
    void fromTheFlag() {
        for (long written : KILLS) {
            ServerProcess server = ServerProcess.launch(List.of(), ServerProcess.jar(), folder, "--demo");
            Future<?> ended = background.submit(server::await);
            new Watched(folder.resolve("demo.unfinished"), "samsyn.db-wal").awaitLarger(written, ended);
            assertThat(ended).as("still being made after %d bytes", written).isNotDone();
            server.kill();
            assertThat(folder.resolve("samsyn.db")).as("after %d bytes", written).doesNotExist();
        }
        ServerProcess.start(folder, "--demo").close();
        assertThat(count("person")).isEqualTo(DemoPeople.COUNT);
        assertThat(folder.resolve("demo.unfinished")).doesNotExist();
        wholeDemo();
    }

    /** Follows the address that the server printed, to where the wizard goes on. */
    private static TestClient begin(ServerProcess server) {
        TestClient client = TestClient.at(server.url());
        Answer page = client.follow(client.get(server.toldAddress().substring(server.url().length())));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return client;
    }

    private static void answerEveryStep(TestClient client) {
        answer(client, "language", Map.of("locale", "sv"));
        answer(client, "municipality", Map.of("name", "Provköpings kommun", "colour", "#14507a"));
        answer(client, "administrator", Map.of("name", "Ada Admin", "username", "ada", "password", PASSWORD));
        answer(client, "levels", Map.of("calendar", "SCHOOL_YEAR", "level1", "Mål"));
        answer(client, "modules", Map.of("module", "school-quality"));
        answer(client, "beginning", Map.of("beginning", "DEMO"));
    }

    private static void answer(TestClient client, String step, Map<String, String> fields) {
        Answer answer = client.post("/setup/" + step, fields);
        assertThat(answer.status()).as(step + ": " + answer.body()).isEqualTo(303);
    }

    private static Answer finish(TestClient client) {
        return client.post("/setup/check", Map.of());
    }

    private void wholeDemo() {
        assertThat(count("unit where standing = 'OWN'")).isBetween(44L, 48L);
        assertThat(count("plan")).isEqualTo(3 * 41);
        assertThat(count("cycle where state = 'OPEN'")).isEqualTo(1);
    }

    private long count(String what) {
        try (Database database = Database.open(Settings.of(folder).databaseFile())) {
            assertThat(database.integrity()).isEqualTo("ok");
            return database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from " + what)
                    .mapTo(Long.class)
                    .one());
        }
    }
}
