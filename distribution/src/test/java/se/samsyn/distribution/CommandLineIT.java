package se.samsyn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.ContributionList;
import se.samsyn.core.TestClient;
import se.samsyn.core.database.Json;
import se.samsyn.core.plugin.PluginSource;
import se.samsyn.testkit.Command;
import se.samsyn.testkit.ServerProcess;
import tools.jackson.databind.JsonNode;

/** What others script against: each command's words, output and exit code, on a folder that is served and one that is not. */
class CommandLineIT {

    private static final Pattern VARIABLE = Pattern.compile("SAMSYN_[A-Z_]+");
    private static final Path GUIDE = Path.of("README.md");

    @TempDir
    private Path temporary;

    private Prepared prepared;
    private Path units;

    @BeforeEach
    void prepare() throws IOException {
        prepared = Prepared.in(temporary.resolve("data"));
        units = Files.writeString(
                temporary.resolve("units.csv"),
                "name;kind;parent\nNya skolan;COMPULSORY_SCHOOL;Provköpings kommun\nSlottet;PALACE;\n");
    }

    @Test
    void withoutAServer() {
        everyCommand();
        assertThat(run("plugin", "list").out()).containsPattern("school-quality .* disabled +\\S+ +Quality work in schools");
    }

    @Test
    void whileAServerRuns() {
        try (ServerProcess server = ServerProcess.start(prepared.folder())) {
            String token = everyCommand();
            TestClient robot = TestClient.at(server.url()).bearer(token);
            assertThat(robot.get("/api/v1/units").body()).contains("Nya skolan").doesNotContain("Slottet");
            assertThat(run("doctor").out()).contains("One serves this folder.");
            Command second = run("serve", "--port", "0");
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err()).contains("Another Samsyn already works on").hasLineCount(1);
        }
    }

    /** Gives the token that was printed. */
    private String everyCommand() {
        done(run("user", "add", "Robot", "--role", "quality-developer"));
        Command token = done(run("user", "token", "robot"));
        assertThat(token.out()).as("the token alone").matches("\\S+\\R");
        assertThat(done(run("user", "password", "robot")).out()).as("the password alone").matches("\\S+\\R");

        Command dry = done(run("import", "--as", "units", units.toString(), "--dry-run"));
        assertThat(dry.out()).endsWith("created 1, changed 0, unchanged 0, skipped 0, rejected 1\n");
        assertThat(done(run("import", "--as", "units", units.toString())).out())
                .endsWith("created 1, changed 0, unchanged 0, skipped 0, rejected 1\n");
        JsonNode json = Json.tree(done(run("import", "--as", "units", units.toString(), "--json")).out());
        assertThat(json.get("created").asInt()).isZero();
        assertThat(json.get("unchanged").asInt()).isEqualTo(1);
        assertThat(json.get("rejections").get(0).get("line").asInt()).isEqualTo(3);
        assertThat(json.get("rejections").get(0).get("reason").asString()).contains("PALACE");

        assertThat(done(run("plugin", "enable", "school-quality")).out()).containsPattern("school-quality .* enabled +ACTIVE");
        done(run("plugin", "disable", "school-quality"));
        aPluginComesAndGoes();

        Path backup = temporary.resolve("backup.zip");
        done(run("backup", backup.toString()));
        Path restored = temporary.resolve("restored");
        done(Command.run(restored, "restore", backup.toString()));
        done(Command.run(restored, "doctor"));
        done(run("doctor"));

        failed(run("backup", backup.toString()), "already there");
        failed(run("restore", backup.toString()), "");
        failed(Command.run(temporary.resolve("other"), "restore", units.toString()), "");
        failed(run("user", "token", "nobody"), "There is no user named nobody.");
        failed(run("plugin", "enable", "nothing"), "There is no plugin nothing");
        failed(run("import", "--as", "units", "nowhere.csv"), "There is no file");
        failed(run("import", "--as", "kolada-data", units.toString()), "");
        return token.out().strip();
    }

    private void aPluginComesAndGoes() {
        Path jar = PluginSource.of("notes")
                .define("c.migrations(\"db\");")
                .resource(ContributionList.FILE, "routes GET / everyone\njobs tidy\n")
                .migration("V1__a.sql", "create table p_notes_a (id ${key}); insert into p_notes_a (id) values (1);")
                .writeTo(temporary);
        assertThat(done(run("plugin", "install", jar.toString(), "--dry-run")).out()).contains("notes 1.0.0", "p_notes_a", "GET /modules/notes (open to everyone)", "Jobs: tidy");
        assertThat(run("plugin", "list").out()).doesNotContain("notes");
        done(run("plugin", "install", jar.toString()));
        assertThat(done(run("plugin", "enable", "notes")).out()).containsPattern("notes .* enabled +ACTIVE");
        failed(run("plugin", "install", jar.toString()), "It is the same file");
        failed(run("plugin", "install", units.toString()), "cannot be read as a jar");
        failed(run("plugin", "install", "nowhere.jar"), "There is no file");
        failed(run("plugin", "erase", "notes", "--yes"), "disable it first");
        failed(run("plugin", "remove", "school-quality"), "Quality work in schools (school-quality) comes with Samsyn");
        done(run("plugin", "remove", "notes"));
        assertThat(done(run("plugin", "erase", "notes")).out()).contains("p_notes_a: 1 rows").doesNotContain("Erased");
        assertThat(done(run("plugin", "erase", "notes", "--yes")).out()).contains("Erased");
        failed(run("plugin", "erase", "notes"), "has saved nothing");
    }

    @Test
    void whatIsMisusedIsTwo() {
        for (List<String> words : List.of(
                List.of("fly"),
                List.of("--port", "many"),
                List.of("--port", "70000"),
                List.of("--host", "nowhere.invalid"),
                List.of("--metrics-from", "mars"),
                List.of("import", "--as", "units"),
                List.of("import", "--as", "songs", units.toString()),
                List.of("user", "add", "x"),
                List.of("user", "add", "x", "--role", "king"),
                List.of("plugin"),
                List.of("restore"))) {
            Command command = run(words.toArray(String[]::new));
            assertThat(command.exit()).as("%s: %s", words, command.err()).isEqualTo(2);
            assertThat(command.err()).as(words.toString()).isNotBlank().doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void helpAndTheGuideListTheSameSettings() throws IOException {
        Command help = Command.run(Map.of(), "--help");
        assertThat(help.exit()).isZero();
        assertThat(variables(help.out())).isEqualTo(variables(Files.readString(GUIDE))).hasSize(23);
        assertThat(variables(help.out())).allSatisfy(variable -> assertThat(help.out())
                .contains("--" + variable.substring("SAMSYN_".length()).toLowerCase().replace('_', '-')));
        assertThat(Command.run(Map.of(), "import", "--help").out()).contains("--as", "--dry-run", "--json", "school-register");
    }

    @Test
    void settingsComeByFlagByEnvironmentAndByFile() throws IOException {
        Files.writeString(prepared.folder().resolve("samsyn.properties"), "port = 1\naccess-log = true\nhost = 0.0.0.0\n");
        assertThat(run("serve").err()).as("the file's host").contains("--tls-cert");
        Command environment = Command.run(
                Map.of("SAMSYN_DATA", prepared.folder().toString(), "SAMSYN_HOST", "127.0.0.1", "SAMSYN_PORT", "many"), "serve");
        assertThat(environment.exit()).as("the environment's port").isEqualTo(2);
        assertThat(environment.err()).contains("many");
        try (ServerProcess server = ServerProcess.start(prepared.folder(), "--host", "127.0.0.1")) {
            TestClient.at(server.url()).get("/health");
            server.stop();
            assertThat(server.output()).contains("GET /health 200");
        }
    }

    private static Set<String> variables(String text) {
        return VARIABLE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private Command run(String... words) {
        return Command.run(prepared.folder(), words);
    }

    private static Command done(Command command) {
        assertThat(command.exit()).as(command.err() + command.out()).isZero();
        assertThat(command.err()).doesNotContain("WARN", "ERROR", "Exception");
        return command;
    }

    private static void failed(Command command, String why) {
        assertThat(command.exit()).as(command.out()).isEqualTo(1);
        assertThat(command.err()).contains(why).hasLineCount(1).doesNotContain("Exception");
    }
}
