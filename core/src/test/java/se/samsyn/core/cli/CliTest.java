package se.samsyn.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Version;

class CliTest {

    @TempDir
    private Path temporary;

    /** What a command said, and how it ended. */
    private record Said(int exit, String out, String err) {}

    private static Said run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Cli.run(words, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), (settings, now) -> {});
        return new Said(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    @Test
    void helpListsEveryCommandAndEverySetting() {
        Said help = run("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out())
                .contains("serve", "backup", "restore", "doctor", "user", "import", "plugin", "--port", "--host", "--demo", "--safe-mode", "--data")
                .contains("SAMSYN_TLS_CERT", "samsyn.properties");
    }

    @Test
    void versionIsTheBuilds() {
        assertThat(run("--version").out().strip()).isEqualTo("Samsyn " + Version.current()).doesNotContain("$");
    }

    @Test
    void misuseIsTwoAndSaysWhy() {
        assertThat(run("fly").exit()).isEqualTo(2);
        assertThat(run("backup").err()).contains("FILE");
        assertThat(run("backup").exit()).isEqualTo(2);
        assertThat(run("--port", "many").exit()).isEqualTo(2);
        Said half = run("--tls-cert", "cert.pem", "--data", temporary.toString());
        assertThat(half.exit()).isEqualTo(2);
        assertThat(half.err().strip()).isEqualTo("--tls-cert and --tls-key go together.");
    }

    @Test
    void aNetworkIsNotServedInTheClear() {
        Said said = run("--host", "0.0.0.0", "--data", temporary.resolve("data").toString());
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("--tls-cert").hasLineCount(1);
        assertThat(temporary.resolve("data")).doesNotExist();
    }

    @Test
    void aPluginUnderDevelopmentIsServedToNoNetwork() {
        String data = temporary.resolve("data").toString();
        Said network = run("--host", "0.0.0.0", "--trusted-proxy", "--dev-plugin", "target/classes", "--data", data);
        Said proxy = run("--trusted-proxy", "--dev-plugin=target/classes", "--data", data);
        for (Said said : new Said[] {network, proxy}) {
            assertThat(said.exit()).isEqualTo(2);
            assertThat(said.err()).contains("--dev-plugin takes a --host of this machine alone").hasLineCount(1);
        }
        assertThat(temporary.resolve("data")).doesNotExist();
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        Said said = run("backup", "x", "--data", temporary.resolve("none").toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("There is no data folder");
        assertThat(temporary.resolve("none")).doesNotExist();
    }

    @Test
    void theDoctorSaysWhatIsWrong() throws IOException {
        Path data = Files.createDirectory(temporary.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(data.resolve("samsyn.db"), "no database, but long enough to be looked at as one. ".repeat(50));
        Said said = run("doctor", "--data", data.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).containsPattern("WRONG permissions .*chmod 700").containsPattern("WRONG database");
        assertThat(run("doctor", "--data", temporary.resolve("none").toString()).out()).contains("There is no folder");
    }

    @Test
    void theDoctorSaysWhichPluginsCannotBeUsed() throws IOException {
        Path data = Files.createDirectory(temporary.resolve("data"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        try (Database database = Database.open(data.resolve("samsyn.db"))) {
            database.write(() -> database.jdbi().useHandle(handle -> handle.execute(
                    "insert into plugin (name, enabled, version) values ('gone', true, 1), ('off', false, 1)")));
        }
        Path plugins = Files.createDirectory(data.resolve("plugins"));
        Files.writeString(plugins.resolve("text.jar"), "no jar");
        pluginJar(plugins.resolve("fits.jar"), "fits", ">=0.0.1");
        pluginJar(plugins.resolve("newer.jar"), "newer", ">=9.0.0");
        Said said = run("doctor", "--data", data.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out().lines().filter(line -> line.startsWith("WRONG")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("newer.jar", ">=9.0.0"))
                .anySatisfy(line -> assertThat(line).contains("text.jar"))
                .anySatisfy(line -> assertThat(line).contains("gone is enabled"));
    }

    private static void pluginJar(Path file, String id, String requires) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", id);
        attributes.putValue("Plugin-Version", "1.0.0");
        attributes.putValue("Plugin-Class", "x.X");
        attributes.putValue("Plugin-Requires", requires);
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }

    /** A folder that a server holds. */
    @Nested
    class Served {

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

    @Test
    void settingsComeFromFlagThenEnvironmentThenFiles() throws IOException {
        Path data = Files.createDirectory(temporary.resolve("data"));
        Files.writeString(data.resolve(DataFolder.PROPERTIES), "port = 1001\nhost = ::1\n");
        Files.writeString(temporary.resolve(DataFolder.PROPERTIES), "data = data\nport = 1002\nmetrics-from = anywhere\n");
        SettingDefaults files = SettingDefaults.of(new String[0], Map.of(), temporary);
        assertThat(files.setting("port", "8080")).isEqualTo("1001");
        assertThat(files.setting("host", "127.0.0.1")).isEqualTo("::1");
        assertThat(files.setting("metrics-from", "loopback")).isEqualTo("anywhere");
        assertThat(files.setting("access-log", "false")).isEqualTo("false");

        SettingDefaults environment = SettingDefaults.of(
                new String[0], Map.of("SAMSYN_PORT", "1003", "SAMSYN_ACCESS_LOG", "true"), temporary);
        assertThat(environment.setting("port", "8080")).isEqualTo("1003");
        assertThat(environment.setting("access-log", "false")).isEqualTo("true");
        assertThat(SettingDefaults.of(new String[] {"--data=other"}, Map.of(), temporary).data())
                .isEqualTo(temporary.resolve("other"));
    }
}
