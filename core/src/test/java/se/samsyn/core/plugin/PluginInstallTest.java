package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.samsyn.core.change.Change;

/** Plugins that are brought in, replaced, removed and forgotten while Samsyn runs. */
class PluginInstallTest {

    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    private PluginFixture samsyn;

    @BeforeEach
    void open() {
        samsyn = new PluginFixture(data, false);
        samsyn.module.startEnabled();
    }

    @AfterEach
    void close() {
        samsyn.close();
    }

    private void reopen() {
        close();
        open();
    }

    /** Each version adds a page of its own and saves that it was started. */
    private static PluginSource notes(String version) {
        return PluginSource.of("notes")
                .version(version)
                .define("c.permission(Permission.named(\"read\").onOwnUnits(Role.PRINCIPAL))"
                        + ".route(Route.get(\"/v" + version.charAt(0) + "\", Access.everyone(), r -> Response.json(1)))"
                        + ".setting(new Setting(\"least\", Setting.Type.INTEGER, \"3\"))"
                        + ".messages(\"messages\").migrations(\"db\");")
                .start("context.database().write(h -> h.execute(\"insert into p_notes_start (text) values ('" + version + "')\"));")
                .messages("permission.read=Läsa anteckningar\nsetting.least=Minst\nsetting.least.help=Minst så många\n")
                .migration("V1__start.sql", "create table p_notes_start (id ${key}, text text not null);");
    }

    private Path jar(PluginSource source) {
        return source.writeTo(elsewhere);
    }

    private PluginInspection stage(Path jar) {
        try (InputStream content = Files.newInputStream(jar)) {
            return samsyn.module.installer().stage(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PluginInfo install(PluginSource source) {
        String id = samsyn.module.installer().install(stage(jar(source)).sha256(), PluginFixture.GRANT);
        return samsyn.module.find(id).orElseThrow();
    }

    private List<String> starts() {
        return samsyn.database.jdbi().withHandle(h ->
                h.createQuery("select text from p_notes_start order by id").mapTo(String.class).list());
    }

    @Test
    void tellsWhatAJarHoldsWithoutRunningIt() {
        PluginInspection found = stage(jar(notes("1.0.0")
                .constructor("System.setProperty(\"tiny.inspected\", \"yes\");")
                .members("static { System.setProperty(\"tiny.inspected\", \"yes\"); }")));
        assertThat(System.getProperty("tiny.inspected")).isNull();
        assertThat(found.installed()).isNull();
        assertThat(found.contents().tables()).containsExactly("p_notes_start");
        assertThat(found.contents().permissions()).extracting(PluginManifest.Text::swedish).containsExactly("Läsa anteckningar");
        assertThat(found.contents().settings()).extracting(PluginManifest.Text::swedish).containsExactly("Minst");
        assertThat(samsyn.module.list()).isEmpty();
        samsyn.module.installer().discard(found.sha256());
        assertThat(samsyn.module.installer().staged(found.sha256())).isEmpty();
    }

    @Test
    void aNewPluginIsThereButOffAndIsFoundByTheNextStart() {
        PluginInfo info = install(notes("1.0.0"));
        assertThat(info.state()).isEqualTo(PluginState.RESOLVED);
        assertThat(info.provenance()).isEqualTo(Provenance.CUSTOMER);
        assertThat(samsyn.enable("notes").state()).isEqualTo(PluginState.ACTIVE);
        reopen();
        assertThat(samsyn.module.find("notes").orElseThrow().state()).isEqualTo(PluginState.ACTIVE);
        assertThat(starts()).containsExactly("1.0.0", "1.0.0");
    }

    @Test
    void aNewerVersionTakesThePlaceOfAnActiveOne() {
        install(notes("1.0.0"));
        samsyn.enable("notes");
        samsyn.module.saveSettings("notes", 2, Map.of("least", "7"), PluginFixture.GRANT);
        assertThat(stage(jar(notes("1.1.0"))).newer()).isTrue();
        PluginInfo info = install(notes("2.0.0")
                .migration("V2__more.sql", "alter table p_notes_start add column more text;"));
        assertThat(info.state()).isEqualTo(PluginState.ACTIVE);
        assertThat(info.manifest().version()).isEqualTo("2.0.0");
        assertThat(info.routes()).containsExactly("GET /modules/notes/v2");
        assertThat(samsyn.module.active("notes").orElseThrow().settings().value("least")).isEqualTo("7");
        assertThat(starts()).containsExactly("1.0.0", "2.0.0");
        reopen();
        assertThat(samsyn.module.find("notes").orElseThrow().manifest().version()).isEqualTo("2.0.0");
        assertThat(samsyn.module.unusable()).isEmpty();
    }

    @Test
    void aVersionThatSomeonePutInTheFolderIsReplacedToo() throws IOException {
        Path plugins = data.resolve("plugins");
        notes("1.0.0").writeTo(plugins);
        Files.move(plugins.resolve("notes.jar"), plugins.resolve("notes-1.0.0.jar"));
        reopen();
        samsyn.enable("notes");
        assertThat(install(notes("2.0.0")).manifest().version()).isEqualTo("2.0.0");
        reopen();
        assertThat(samsyn.module.unusable()).isEmpty();
        assertThat(samsyn.module.find("notes").orElseThrow().manifest().version()).isEqualTo("2.0.0");
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                Arguments.of("constructor", notes("2.0.0").constructor("throw new LinkageError(\"no\");"), PluginProblem.Stage.LOAD),
                Arguments.of("define", notes("2.0.0").define("throw new IllegalStateException(\"no\");"), PluginProblem.Stage.DEFINE),
                Arguments.of("texts", notes("2.0.0").define("c.setting(new Setting(\"other\", Setting.Type.TEXT, \"\"));"), PluginProblem.Stage.VALIDATE),
                Arguments.of("migration", notes("2.0.0").migration("V2__bad.sql", "create table p_notes_b (id ${key}); insert into p_notes_b (no) values (1);"), PluginProblem.Stage.MIGRATE),
                Arguments.of("start", notes("2.0.0").migration("V2__more.sql", "create table p_notes_more (id ${key});").start("throw new StackOverflowError();"), PluginProblem.Stage.START),
                Arguments.of("hang", notes("2.0.0").start("try { Thread.sleep(60_000); } catch (InterruptedException e) { throw new IllegalStateException(e); }"), PluginProblem.Stage.START));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void theOldOneGoesOnWhereTheNewOneDoesNotComeUp(String name, PluginSource source, PluginProblem.Stage stage) {
        install(notes("1.0.0"));
        samsyn.enable("notes");
        ActivePlugin before = samsyn.module.active("notes").orElseThrow();
        assertThatThrownBy(() -> install(source))
                .isInstanceOfSatisfying(PluginNotInstalled.class, e -> assertThat(e.problem().stage()).isEqualTo(stage));
        PluginInfo info = samsyn.module.find("notes").orElseThrow();
        assertThat(info.state()).isEqualTo(PluginState.ACTIVE);
        assertThat(info.manifest().version()).isEqualTo("1.0.0");
        assertThat(info.tables()).doesNotContain("p_notes_b");
        assertThat(samsyn.module.active("notes")).containsSame(before);
        reopen();
        assertThat(samsyn.module.find("notes").orElseThrow().manifest().version()).isEqualTo("1.0.0");
        assertThat(samsyn.module.find("notes").orElseThrow().state()).isEqualTo(PluginState.ACTIVE);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("api", PluginSource.of("bad").requires(">=9.0.0"), "requires version >=9.0.0"),
                Arguments.of("entry", PluginSource.of("bad").entry("tiny.Other"), "tiny.Other"),
                Arguments.of("packs", PluginSource.of("bad").resource("se/samsyn/api/Own.class", "x"), "se/samsyn/api/Own.class"),
                Arguments.of("slip", PluginSource.of("bad").resource("../../evil.txt", "x"), "../../evil.txt"),
                Arguments.of("version", PluginSource.of("bad").version("1.0"), "written as 1.2.3"),
                Arguments.of("id", PluginSource.of("install"), "install"),
                Arguments.of("itself", PluginSource.of("bad").needs("bad >=1.0.0"), "needs itself"),
                Arguments.of("tables", PluginSource.of("notes-more"), "notes-more"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatCannotBeUsedIsToldBeforeAnythingIsDone(String name, PluginSource source, String why) {
        install(notes("1.0.0"));
        refused(jar(source), why);
    }

    private void refused(Path jar, String why) {
        assertThatThrownBy(() -> stage(jar)).isInstanceOfSatisfying(PluginNotInstalled.class, e -> {
            PluginProblem problem = e.problem();
            String text = samsyn.messages.text(
                    Locale.ENGLISH, "plugin.problem." + problem.code(), problem.arguments().toArray());
            assertThat(text).contains(why).doesNotStartWith("[");
        });
        assertThat(data.resolve("plugins/staged")).isEmptyDirectory();
        assertThat(samsyn.module.list()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aFileThatIsNoJarAndOneThatIsTooLargeAreRefused() throws IOException {
        refused(Files.writeString(elsewhere.resolve("text.jar"), "no jar"), "cannot be read");
        assertThatThrownBy(() -> samsyn.module.installer().stage(new Zeros(200L << 20)))
                .isInstanceOfSatisfying(PluginNotInstalled.class, e -> assertThat(e.problem().code()).isEqualTo("size"));
    }

    /** A stream that is never in memory as a whole. */
    private static final class Zeros extends InputStream {

        private long left;

        private Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }

    @Test
    void aZipBombIsRefused() throws IOException {
        Path jar = jar(PluginSource.of("bad"));
        Path bomb = elsewhere.resolve("bomb.jar");
        try (FileSystem from = FileSystems.newFileSystem(jar);
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            out.write(Files.readAllBytes(from.getPath("META-INF/MANIFEST.MF")));
            out.putNextEntry(new ZipEntry("zeros.sql"));
            new Zeros(300L << 20).transferTo(out);
        }
        refused(bomb, "zeros.sql is larger than 1 MB");
    }

    @Test
    void aPluginForANewerJavaIsRefused() throws IOException {
        Path jar = jar(PluginSource.of("bad"));
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Path entry = zip.getPath("tiny/Entry.class");
            byte[] bytes = Files.readAllBytes(entry);
            bytes[6] = 0;
            bytes[7] = 120;
            Files.write(entry, bytes);
        }
        refused(jar, "Java 76");
    }

    @Test
    void theSameFileAgainIsTold() {
        Path jar = jar(notes("1.0.0"));
        samsyn.module.installer().install(stage(jar).sha256(), PluginFixture.GRANT);
        refused(jar, "same file");
    }

    @Test
    void aRemovedPluginLeavesItsDataUntilTheyAreErased() {
        install(notes("1.0.0"));
        samsyn.enable("notes");
        assertThat(samsyn.module.installer().erasable("notes")).as("while it is active").isFalse();
        samsyn.module.installer().remove("notes", PluginFixture.GRANT);
        assertThat(samsyn.module.list()).isEmpty();
        assertThat(samsyn.published.find("notes")).isEmpty();
        assertThat(samsyn.module.installer().leftBehind()).containsExactly("notes");
        reopen();
        assertThat(samsyn.module.list()).isEmpty();

        assertThat(install(notes("2.0.0")).wanted().enabled()).isFalse();
        samsyn.enable("notes");
        assertThat(starts()).as("a plugin that comes back finds its data").containsExactly("1.0.0", "2.0.0");
        samsyn.disable("notes");
        assertThat(samsyn.module.installer().rows("notes")).containsEntry("p_notes_start", 2L);
        samsyn.module.installer().erase("notes", PluginFixture.GRANT);
        assertThat(samsyn.module.find("notes").orElseThrow().tables()).isEmpty();
        samsyn.enable("notes");
        assertThat(starts()).as("it starts anew").containsExactly("2.0.0");
    }

    @Test
    void tablesThatPointAtEachOtherAreErasedTogether() {
        install(PluginSource.of("tree")
                .define("c.migrations(\"db\");")
                .migration(
                        "V1__a.sql",
                        """
                        create table p_tree_a (id ${key}, parent bigint references p_tree_a (id));
                        create table p_tree_b (id ${key}, a bigint not null references p_tree_a (id));
                        create table P_Tree_C (id ${key}, b bigint not null references p_tree_b (id), a bigint references p_tree_a (id));
                        alter table p_tree_a add column c bigint references p_tree_c (id);
                        insert into p_tree_a (id) values (1);
                        insert into p_tree_a (id, parent) values (2, 1);
                        insert into p_tree_b (id, a) values (1, 2);
                        insert into p_tree_c (id, b, a) values (1, 1, 1);
                        update p_tree_a set c = 1 where id = 2;
                        """));
        samsyn.enable("tree");
        samsyn.disable("tree");
        samsyn.module.installer().erase("tree", PluginFixture.GRANT);
        assertThat(samsyn.module.find("tree").orElseThrow().tables()).isEmpty();
        assertThat(samsyn.enable("tree").state()).as("it starts anew").isEqualTo(PluginState.ACTIVE);
    }

    @Test
    void noOthersDataCanBeErasedByAPartOfItsName() {
        install(PluginSource.of("tree-top").define("c.migrations(\"db\");").migration("V1__a.sql", "create table p_tree_top_a (id ${key});"));
        samsyn.enable("tree-top");
        assertThat(samsyn.module.installer().erasable("tree")).isFalse();
        assertThat(samsyn.module.installer().erasable("tree_top")).isFalse();
    }

    @Test
    void theTablesOfARemovedPluginKeepOthersAway() {
        install(PluginSource.of("tree-top").define("c.migrations(\"db\");").migration("V1__a.sql", "create table p_tree_top_a (id ${key});"));
        samsyn.enable("tree-top");
        samsyn.module.installer().remove("tree-top", PluginFixture.GRANT);
        PluginSource.of("tree").writeTo(data.resolve("plugins"));
        reopen();
        assertThat(samsyn.module.list()).isEmpty();
        assertThat(samsyn.module.unusable()).extracting(file -> file.problem().code()).containsExactly("duplicate");
    }

    @Test
    void nobodyElsesJarIsOverwritten() throws IOException {
        Path plugins = data.resolve("plugins");
        PluginSource.of("meetings").writeTo(plugins);
        Files.move(plugins.resolve("meetings.jar"), plugins.resolve("notes.jar"));
        reopen();
        install(notes("1.0.0"));
        reopen();
        assertThat(samsyn.module.list()).extracting(PluginInfo::id).containsExactly("meetings", "notes");
    }

    /** As a power cut between the two leaves them. */
    @Test
    void ofTwoJarsOfAPluginTheOneThatWasBroughtInLastCounts() throws IOException {
        install(notes("1.0.0"));
        samsyn.enable("notes");
        Path plugins = data.resolve("plugins");
        Path first = jarsIn(plugins).get(0);
        byte[] older = Files.readAllBytes(first);
        install(notes("2.0.0"));
        Files.write(plugins.resolve("a.jar"), older);
        Files.write(plugins.resolve("z.jar"), older);
        Files.writeString(plugins.resolve("new1.part"), "half");
        reopen();
        assertThat(samsyn.module.find("notes").orElseThrow().manifest().version()).isEqualTo("2.0.0");
        assertThat(samsyn.module.unusable()).hasSize(2);
        assertThat(plugins.resolve("new1.part")).doesNotExist();
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    @Test
    void whereItCannotBeMadeToLastTheOldOneGoesOn() {
        install(notes("1.0.0"));
        samsyn.enable("notes");
        samsyn.database.write(() -> samsyn.database.jdbi().useHandle(h -> h.execute(
                "create trigger no_more before update on plugin begin select raise(abort, 'full'); end")));
        assertThatThrownBy(() -> install(notes("2.0.0"))).isInstanceOf(RuntimeException.class);
        samsyn.database.write(() -> samsyn.database.jdbi().useHandle(h -> h.execute("drop trigger no_more")));
        assertThat(samsyn.module.find("notes").orElseThrow().manifest().version()).isEqualTo("1.0.0");
        assertThat(samsyn.module.active("notes").orElseThrow().manifest().version()).isEqualTo("1.0.0");
        reopen();
        assertThat(samsyn.module.find("notes").orElseThrow().manifest().version()).isEqualTo("1.0.0");
        assertThat(samsyn.module.unusable()).isEmpty();
        assertThat(install(notes("2.0.0")).manifest().version()).isEqualTo("2.0.0");
    }

    @Test
    void aJarThatSomeoneTookAwayLeavesDataThatCanBeErasedAndComesBackOff() throws IOException {
        install(notes("1.0.0"));
        samsyn.enable("notes");
        Files.delete(jarsIn(data.resolve("plugins")).get(0));
        reopen();
        assertThat(samsyn.module.installer().leftBehind()).containsExactly("notes");
        assertThat(samsyn.module.installer().erasable("notes")).isTrue();
        assertThat(install(notes("1.0.0")).wanted().enabled()).isFalse();
    }

    @Test
    void nothingOfAVersionThatDidNotComeUpStaysInMemory() {
        install(notes("1.0.0"));
        samsyn.enable("notes");
        assertThatThrownBy(() -> install(notes("2.0.0").start("throw new IllegalStateException();"))).isInstanceOf(PluginNotInstalled.class);
        assertThatThrownBy(() -> install(notes("2.0.0").define("throw new IllegalStateException();"))).isInstanceOf(PluginNotInstalled.class);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            Thread.sleep(2_000);
            while (samsyn.module.find("notes").orElseThrow().restartNeeded()) {
                Thread.sleep(100);
            }
        });
    }

    @Test
    void anotherStartKeepsWhatWasOnceRemovedOff() {
        install(notes("1.0.0"));
        samsyn.enable("notes");
        samsyn.module.installer().remove("notes", PluginFixture.GRANT);
        assertThat(install(notes("1.0.0")).state()).isEqualTo(PluginState.RESOLVED);
        reopen();
        assertThat(samsyn.module.find("notes").orElseThrow().state()).isEqualTo(PluginState.RESOLVED);
    }

    @Test
    void leavesWhoDidWhatInTheHistory() {
        install(notes("1.0.0"));
        samsyn.enable("notes");
        install(notes("2.0.0"));
        samsyn.module.installer().remove("notes", PluginFixture.GRANT);
        samsyn.module.installer().erase("notes", PluginFixture.GRANT);
        List<Change> history = samsyn.changes.history("plugin", 1, 10);
        assertThat(history).hasSize(5);
        assertThat(history.get(2).fields()).extracting("field", "before", "after").contains(tuple("release", "1.0.0", "2.0.0"));
        assertThat(history.get(0).fields()).extracting("field").contains("erased");
    }

    @Test
    void whatNobodyCameBackToIsThrownAwayAtTheNextStart() {
        String sha256 = stage(jar(notes("1.0.0"))).sha256();
        reopen();
        assertThat(samsyn.module.installer().staged(sha256)).isEmpty();
        assertThat(samsyn.module.installer().staged("../../samsyn")).isEmpty();
    }
}
