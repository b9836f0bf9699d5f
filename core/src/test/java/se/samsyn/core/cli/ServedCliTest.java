package se.samsyn.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.core.cli.Said.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.database.Json;
import se.samsyn.core.settings.DataFolder;

/** Commands on a folder that a server holds. */
class ServedCliTest {

    @TempDir
    private Path temporary;

    private final TestSamsyn samsyn = TestSamsyn.start();
    private final DataFolder folder = new DataFolder(samsyn.folder());
    private FileLock lock;
    private CommandListener listener;

    @BeforeEach
    void serve() throws IOException {
        lock = folder.lock().orElseThrow();
        listener = CommandListener.start(samsyn.app(), folder);
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        lock.close();
        samsyn.close();
    }

    @Test
    void aCommandIsCarriedOutByTheServer() {
        Path backup = temporary.resolve("backup");
        Said said = run("backup", backup.toString(), "--data", samsyn.folder().toString());
        assertThat(said.err()).isEmpty();
        assertThat(said.exit()).isZero();
        assertThat(said.out()).startsWith("Wrote " + backup);
        Path restored = temporary.resolve("restored");
        assertThat(run("restore", backup.toString(), "--data", restored.toString()).exit()).isZero();
        assertThat(run("doctor", "--data", restored.toString()).exit()).isZero();
    }

    @Test
    void aTokenIsPrintedAloneAndWorks() {
        String[] data = {"--data", samsyn.folder().toString()};
        assertThat(run("user", "add", "Robot", "--role", "quality-developer", data[0], data[1]).exit()).isZero();
        Said token = run("user", "token", "robot", data[0], data[1]);
        assertThat(token.err()).isEmpty();
        assertThat(token.out()).matches("\\S+\\R");
        assertThat(samsyn.client().bearer(token.out().strip()).get("/api/v1/units").status()).isEqualTo(200);
        assertThat(samsyn.client().bearer("samsyn_forged").get("/api/v1/units").status()).isEqualTo(401);
    }

    @Test
    void aNewPasswordIsPrintedAndWorks() {
        String[] data = {"--data", samsyn.folder().toString()};
        samsyn.person("nils");
        Said said = run("user", "password", "nils", data[0], data[1]);
        assertThat(said.out()).matches("\\S+\\R");
        TestClient client = samsyn.client();
        client.get("/login");
        TestClient.Answer answer =
                client.post("/login", Map.of("username", "nils", "password", said.out().strip()));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(client.cookie("samsyn_session")).isPresent();
    }

    @Test
    void filesAreTakenInAndEachRejectedRowIsExplained() throws IOException {
        String[] data = {"--data", samsyn.folder().toString()};
        Path file = Files.writeString(
                temporary.resolve("units.csv"),
                "name;kind;parent\nNya skolan;COMPULSORY_SCHOOL;" + samsyn.administration().name() + "\n;PALACE;\n");
        String[] words = {"import", "--as", "units", file.toString(), data[0], data[1]};

        Said dry = run("import", "--as", "units", "--dry-run", file.toString(), data[0], data[1]);
        assertThat(dry.out().lines().reduce((a, b) -> b))
                .contains("created 1, changed 0, unchanged 0, skipped 0, rejected 1");
        assertThat(samsyn.rows("select id from unit where name = 'Nya skolan'")).isEmpty();

        assertThat(run(words).exit()).isZero();
        assertThat(samsyn.rows("select id from unit where name = 'Nya skolan'")).hasSize(1);

        Said json = run("import", "--as", "units", "--json", file.toString(), data[0], data[1]);
        assertThat(Json.tree(json.out()).get("unchanged").asInt()).isEqualTo(1);
        assertThat(Json.tree(json.out()).get("rejections").get(0).get("reason").asString()).isNotBlank();

        String register = "src/test/resources/se/samsyn/core/imports/skolverket/skolenhetsregistret_2020-06_grundskola.csv";
        String[] other = {"import", "--as", "school-register", "--municipality", "1081", register, data[0], data[1]};
        Said refused = run(other);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("The file is of Ronneby (1081)", "--confirm");
        assertThat(run(Stream.concat(Stream.of(other), Stream.of("--confirm")).toArray(String[]::new)).exit()).isZero();
        assertThat(run("import", "--as", "songs", file.toString(), data[0], data[1]).exit()).isEqualTo(2);
        assertThat(run("import", "--as", "units", "nowhere.csv", data[0], data[1]).err())
                .contains("There is no file");
    }

    @Test
    void aPluginThatIsNotThereIsSaid() {
        String[] data = {"--data", samsyn.folder().toString()};
        assertThat(run("plugin", "list", data[0], data[1]).exit()).isZero();
        Said said = run("plugin", "enable", "nothing", data[0], data[1]);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("There is no plugin nothing");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        String[] data = {"--data", samsyn.folder().toString()};
        assertThat(run("user", "token", "nobody", data[0], data[1]).err()).contains("There is no user named nobody.");
        assertThat(run("user", "add", "x", "--role", "king", data[0], data[1]).exit()).isEqualTo(2);
        assertThat(run("user", "add", "nils", "--role", "reader", "--unit", "99999", data[0], data[1]).err())
                .contains("There is no unit 99999.");
        samsyn.person("nils");
        Said twice = run("user", "add", "nils", "--role", "reader", data[0], data[1]);
        assertThat(twice.exit()).isEqualTo(1);
        assertThat(twice.err()).isNotBlank().doesNotContain("people.", "Exception");
        assertThat(run("user", data[0], data[1]).exit()).isEqualTo(2);
    }

    @Test
    void itsFailureIsTheCommands() {
        Said said = run("backup", temporary.toString(), "--data", samsyn.folder().toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("already there").hasLineCount(1);
    }

    @Test
    void aSecondServerIsRefusedInOneSentence() {
        Said said = run("--port", "0", "--data", samsyn.folder().toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("Another Samsyn already works on").hasLineCount(1);
    }

    @Test
    void theDoctorLooksOnMeanwhile() throws IOException {
        Files.setPosixFilePermissions(samsyn.folder(), PosixFilePermissions.fromString("rwx------"));
        Said said = run("doctor", "--data", samsyn.folder().toString());
        assertThat(said.out()).contains("The whole file is sound.", "One serves this folder.", "None is enabled.");
        assertThat(said.exit()).isZero();
    }

    @Test
    void theOwnerAloneReadsTheSecret() throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(samsyn.folder().resolve(RunningServer.FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void whoeverDoesNotKnowTheSecretIsRefused() throws Exception {
        RunningServer server = RunningServer.of(folder);
        assertThat(status(server, RunningServer.SECRET_HEADER, "wrong")).isEqualTo(403);
        assertThat(status(server, "X-Other", server.secret())).isEqualTo(403);
        assertThat(status(server, RunningServer.SECRET_HEADER, server.secret(), "X-Forwarded-For", "10.0.0.1"))
                .isEqualTo(403);
        assertThat(status(server, RunningServer.SECRET_HEADER, server.secret())).isEqualTo(200);
    }

    private int status(RunningServer server, String... headers) throws IOException, InterruptedException {
        String order = Json.write(new RunningServer.Order(List.of("--version"), temporary.toString()));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + RunningServer.PATH))
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString(order))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
