package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.Provenance;
import se.samsyn.core.plugin.jar.ToldContributions;

/** Plugins that are brought in and replaced while Samsyn runs. */
class PluginInstallTest {

    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    private InstalledPlugins plugins;

    @BeforeEach
    void open() {
        plugins = new InstalledPlugins(data, elsewhere);
    }

    @AfterEach
    void close() {
        plugins.close();
    }

    @Test
    void aNewPluginIsThereButOffAndIsFoundByTheNextStart() {
        PluginInfo info = plugins.install(InstalledPlugins.notes("1.0.0"));
        assertThat(info.state()).isEqualTo(PluginState.RESOLVED);
        assertThat(info.provenance()).isEqualTo(Provenance.CUSTOMER);
        assertThat(plugins.samsyn().enable("notes").state()).isEqualTo(PluginState.ACTIVE);
        plugins.reopen();
        assertThat(plugins.module().find("notes").orElseThrow().state()).isEqualTo(PluginState.ACTIVE);
        assertThat(plugins.starts()).containsExactly("1.0.0", "1.0.0");
    }

    @Test
    void aNewerVersionTakesThePlaceOfAnActiveOne() {
        plugins.install(InstalledPlugins.notes("1.0.0"));
        plugins.samsyn().enable("notes");
        plugins.module().saveSettings("notes", 2, Map.of("least", "7"), PluginFixture.GRANT);
        assertThat(plugins.stage(plugins.jar(InstalledPlugins.notes("1.1.0"))).newer()).isTrue();
        PluginInfo info = plugins.install(InstalledPlugins.notes("2.0.0")
                .migration("V2__more.sql", "alter table p_notes_start add column more text;"));
        assertThat(info.state()).isEqualTo(PluginState.ACTIVE);
        assertThat(info.manifest().version()).isEqualTo("2.0.0");
        assertThat(info.adds().addresses("notes")).containsExactly(new ToldContributions.Address("GET /modules/notes/v2", "everyone"));
        assertThat(plugins.module().active("notes").orElseThrow().settings().value("least")).isEqualTo("7");
        assertThat(plugins.starts()).containsExactly("1.0.0", "2.0.0");
        plugins.reopen();
        assertThat(plugins.module().find("notes").orElseThrow().manifest().version()).isEqualTo("2.0.0");
        assertThat(plugins.module().unusable()).isEmpty();
    }

    @Test
    void aVersionThatSomeonePutInTheFolderIsReplacedToo() throws IOException {
        Path folder = data.resolve("plugins");
        InstalledPlugins.notes("1.0.0").writeTo(folder);
        Files.move(folder.resolve("notes.jar"), folder.resolve("notes-1.0.0.jar"));
        plugins.reopen();
        plugins.samsyn().enable("notes");
        assertThat(plugins.install(InstalledPlugins.notes("2.0.0")).manifest().version()).isEqualTo("2.0.0");
        plugins.reopen();
        assertThat(plugins.module().unusable()).isEmpty();
        assertThat(plugins.module().find("notes").orElseThrow().manifest().version()).isEqualTo("2.0.0");
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                Arguments.of("constructor", InstalledPlugins.notes("2.0.0").constructor("throw new LinkageError(\"no\");"), PluginProblem.Stage.LOAD),
                Arguments.of("define", InstalledPlugins.notes("2.0.0").define("throw new IllegalStateException(\"no\");"), PluginProblem.Stage.DEFINE),
                Arguments.of("texts", InstalledPlugins.notes("2.0.0").define("c.setting(new Setting(\"other\", Setting.Type.TEXT, \"\"));"), PluginProblem.Stage.VALIDATE),
                Arguments.of("migration", InstalledPlugins.notes("2.0.0").migration("V2__bad.sql", "create table p_notes_b (id ${key}); insert into p_notes_b (no) values (1);"), PluginProblem.Stage.MIGRATE),
                Arguments.of("start", InstalledPlugins.notes("2.0.0").migration("V2__more.sql", "create table p_notes_more (id ${key});").start("throw new StackOverflowError();"), PluginProblem.Stage.START),
                Arguments.of("hang", InstalledPlugins.notes("2.0.0").start("try { Thread.sleep(60_000); } catch (InterruptedException e) { throw new IllegalStateException(e); }"), PluginProblem.Stage.START));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void theOldOneGoesOnWhereTheNewOneDoesNotComeUp(String name, PluginSource source, PluginProblem.Stage stage) {
        plugins.install(InstalledPlugins.notes("1.0.0"));
        plugins.samsyn().enable("notes");
        ActivePlugin before = plugins.module().active("notes").orElseThrow();
        assertThatThrownBy(() -> plugins.install(source))
                .isInstanceOfSatisfying(PluginNotInstalled.class, e -> assertThat(e.problem().stage()).isEqualTo(stage));
        PluginInfo info = plugins.module().find("notes").orElseThrow();
        assertThat(info.state()).isEqualTo(PluginState.ACTIVE);
        assertThat(info.manifest().version()).isEqualTo("1.0.0");
        assertThat(info.tables()).doesNotContain("p_notes_b");
        assertThat(plugins.module().active("notes")).containsSame(before);
        plugins.reopen();
        assertThat(plugins.module().find("notes").orElseThrow().manifest().version()).isEqualTo("1.0.0");
        assertThat(plugins.module().find("notes").orElseThrow().state()).isEqualTo(PluginState.ACTIVE);
    }

    @Test
    void nobodyElsesJarIsOverwritten() throws IOException {
        Path folder = data.resolve("plugins");
        PluginSource.of("meetings").writeTo(folder);
        Files.move(folder.resolve("meetings.jar"), folder.resolve("notes.jar"));
        plugins.reopen();
        plugins.install(InstalledPlugins.notes("1.0.0"));
        plugins.reopen();
        assertThat(plugins.module().list()).extracting(PluginInfo::id).containsExactly("meetings", "notes");
    }

    /** As a power cut between the two leaves them. */
    @Test
    void ofTwoJarsOfAPluginTheOneThatWasBroughtInLastCounts() throws IOException {
        plugins.install(InstalledPlugins.notes("1.0.0"));
        plugins.samsyn().enable("notes");
        Path folder = data.resolve("plugins");
        Path first = plugins.jars().get(0);
        byte[] older = Files.readAllBytes(first);
        plugins.install(InstalledPlugins.notes("2.0.0"));
        Files.write(folder.resolve("a.jar"), older);
        Files.write(folder.resolve("z.jar"), older);
        Files.writeString(folder.resolve("new1.part"), "half");
        plugins.reopen();
        assertThat(plugins.module().find("notes").orElseThrow().manifest().version()).isEqualTo("2.0.0");
        assertThat(plugins.module().unusable()).hasSize(2);
        assertThat(folder.resolve("new1.part")).doesNotExist();
    }

    @Test
    void whereItCannotBeMadeToLastTheOldOneGoesOn() {
        plugins.install(InstalledPlugins.notes("1.0.0"));
        plugins.samsyn().enable("notes");
        plugins.samsyn().database.write(() -> plugins.samsyn().database.jdbi().useHandle(h -> h.execute(
                "create trigger no_more before update on plugin begin select raise(abort, 'full'); end")));
        assertThatThrownBy(() -> plugins.install(InstalledPlugins.notes("2.0.0"))).isInstanceOf(RuntimeException.class);
        plugins.samsyn().database.write(() -> plugins.samsyn().database.jdbi().useHandle(h -> h.execute("drop trigger no_more")));
        assertThat(plugins.module().find("notes").orElseThrow().manifest().version()).isEqualTo("1.0.0");
        assertThat(plugins.module().active("notes").orElseThrow().manifest().version()).isEqualTo("1.0.0");
        plugins.reopen();
        assertThat(plugins.module().find("notes").orElseThrow().manifest().version()).isEqualTo("1.0.0");
        assertThat(plugins.module().unusable()).isEmpty();
        assertThat(plugins.install(InstalledPlugins.notes("2.0.0")).manifest().version()).isEqualTo("2.0.0");
    }

    @Test
    void nothingOfAVersionThatDidNotComeUpStaysInMemory() {
        plugins.install(InstalledPlugins.notes("1.0.0"));
        plugins.samsyn().enable("notes");
        String trace = "System.getProperties().put(\"tiny.trace\", new java.lang.ref.WeakReference<>(getClass().getClassLoader()));";
        assertThatThrownBy(() -> plugins.install(
                        InstalledPlugins.notes("2.0.0").start(trace + "if (true) throw new IllegalStateException();")))
                .isInstanceOf(PluginNotInstalled.class);
        WeakReference<?> classes = (WeakReference<?>) System.getProperties().remove("tiny.trace");
        assertThat(classes).isNotNull();
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (classes.get() != null) {
                System.gc();
            }
        });
        assertThat(plugins.module().find("notes").orElseThrow().restartNeeded()).isFalse();
    }
}
