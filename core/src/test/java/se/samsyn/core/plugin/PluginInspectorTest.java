package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
import se.samsyn.api.ContributionList;
import se.samsyn.core.plugin.jar.PluginInspection;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.ToldContributions;

/** Jars that are looked through before anything of them is run. */
class PluginInspectorTest {

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
    void tellsWhatAJarHoldsWithoutRunningIt() {
        PluginInspection found = plugins.stage(plugins.jar(InstalledPlugins.notes("1.0.0")
                .constructor("System.setProperty(\"tiny.inspected\", \"yes\");")
                .members("static { System.setProperty(\"tiny.inspected\", \"yes\"); }")));
        assertThat(System.getProperty("tiny.inspected")).isNull();
        assertThat(found.installed()).isNull();
        assertThat(found.contents().tables()).containsExactly("p_notes_start");
        assertThat(found.contents().permissions()).extracting(PluginManifest.Text::swedish).containsExactly("Läsa anteckningar");
        assertThat(found.contents().settings()).extracting(PluginManifest.Text::swedish).containsExactly("Minst");
        assertThat(plugins.module().list()).isEmpty();
        plugins.installer().discard(found.sha256());
        assertThat(plugins.installer().staged(found.sha256())).isEmpty();
    }

    @Test
    void aJarTellsItselfWhatItAddsAndIsHeldToIt() {
        String all = "permissions read\nroutes GET /v1 everyone\nsettings least\n";
        PluginInspection found = plugins.stage(plugins.jar(InstalledPlugins.notes("1.0.0").resource(ContributionList.FILE, all)));
        assertThat(found.contents().told().addresses("notes"))
                .containsExactly(new ToldContributions.Address("GET /modules/notes/v1", "everyone"));
        assertThat(found.contents().permissions()).extracting(PluginManifest.Text::swedish).containsExactly("Läsa anteckningar");
        plugins.installer().install(found.sha256(), PluginFixture.GRANT);
        PluginAdds adds = plugins.module().adds("notes");
        assertThat(adds.from()).isEqualTo(PluginAdds.From.JAR);
        assertThat(adds.told().names("settings")).containsExactly("least");
        assertThat(plugins.samsyn().enable("notes").state()).isEqualTo(PluginState.ACTIVE);
        assertThat(plugins.starts()).containsExactly("1.0.0");

        String lie = "permissions read\nroutes GET /v2 read\nsettings least\n";
        PluginInspection newer = plugins.stage(plugins.jar(InstalledPlugins.notes("2.0.0").resource(ContributionList.FILE, lie)));
        assertThatThrownBy(() -> plugins.installer().install(newer.sha256(), PluginFixture.GRANT))
                .isInstanceOfSatisfying(PluginNotInstalled.class, e -> {
                    assertThat(e.problem().stage()).isEqualTo(PluginProblem.Stage.VALIDATE);
                    assertThat(e.problem().code()).isEqualTo("told.not");
                    assertThat(e.problem().arguments()).containsExactly("routes GET /v2 everyone");
                });
        assertThat(plugins.starts()).as("started by").containsExactly("1.0.0");
        assertThat(plugins.module().find("notes").orElseThrow().manifest().version()).isEqualTo("1.0.0");
    }

    @Test
    void aNewPluginThatAddsWhatItsJarDoesNotTellIsNotTurnedOn() {
        plugins.install(InstalledPlugins.notes("1.0.0").resource(ContributionList.FILE, "permissions read\nsettings least\n"));
        PluginInfo info = plugins.samsyn().enable("notes");
        assertThat(info.state()).isEqualTo(PluginState.FAILED);
        assertThat(info.problem().code()).isEqualTo("told.not");
        assertThat(info.tables()).isEmpty();
        assertThat(info.adds().lines()).isEmpty();
    }

    @Test
    void anOlderJarThatTellsNothingWorks() {
        assertThat(plugins.stage(plugins.jar(InstalledPlugins.notes("1.0.0"))).contents().told()).isNull();
        plugins.install(InstalledPlugins.notes("1.0.0"));
        assertThat(plugins.samsyn().enable("notes").state()).isEqualTo(PluginState.ACTIVE);
    }

    private static PluginSource telling(String lines) {
        return PluginSource.of("bad").resource(ContributionList.FILE, lines);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("api", PluginSource.of("bad").requires(">=9.0.0"), "requires version >=9.0.0"),
                Arguments.of("bare", PluginSource.of("bad").requires("0.9.0"), "must be a range: >=0.9.0 & <0.10.0"),
                Arguments.of("bare, stable", PluginSource.of("bad").requires("1.4.2"), "must be a range: >=1.4.2 & <2.0.0"),
                Arguments.of("bare, unfinished", PluginSource.of("bad").requires("0.9.3-SNAPSHOT"), ">=0.9.3 & <0.10.0"),
                Arguments.of("unfinished", PluginSource.of("bad").requires(">=0.9.0-SNAPSHOT"), "which versions"),
                Arguments.of("entry", PluginSource.of("bad").entry("tiny.Other"), "tiny.Other"),
                Arguments.of("packs", PluginSource.of("bad").resource("se/samsyn/api/Own.class", "x"), "se/samsyn/api/Own.class"),
                Arguments.of("slip", PluginSource.of("bad").resource("../../evil.txt", "x"), "../../evil.txt"),
                Arguments.of("version", PluginSource.of("bad").version("1.0"), "written as 1.2.3"),
                Arguments.of("id", PluginSource.of("install"), "install"),
                Arguments.of("itself", PluginSource.of("bad").needs("bad >=1.0.0"), "needs itself"),
                Arguments.of("kind", telling("jobs nightly\nwishes all\n"), "cannot be read: wishes all"),
                Arguments.of("route", telling("routes GET everything\n"), "cannot be read: routes GET everything"),
                Arguments.of("terminal", telling("jobs \u001b[2Jnightly\n"), "cannot be read: jobs"),
                Arguments.of("list", telling("jobs " + "x".repeat(300 << 10)), "more than 256 kB"),
                Arguments.of("words", PluginSource.of("bad").resource(ContributionList.FILE, new byte[] {'j', (byte) 0xe5}), "UTF-8"),
                Arguments.of("tables", PluginSource.of("notes-more"), "notes-more"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatCannotBeUsedIsToldBeforeAnythingIsDone(String name, PluginSource source, String why) {
        plugins.install(InstalledPlugins.notes("1.0.0"));
        refused(plugins.jar(source), why);
    }

    private void refused(Path jar, String why) {
        assertThatThrownBy(() -> plugins.stage(jar)).isInstanceOfSatisfying(PluginNotInstalled.class, e -> {
            PluginProblem problem = e.problem();
            String text = plugins.samsyn().messages.text(
                    Locale.ENGLISH, "plugin.problem." + problem.code(), problem.arguments().toArray());
            assertThat(text).contains(why).doesNotStartWith("[");
        });
        assertThat(data.resolve("plugins/staged")).isEmptyDirectory();
        assertThat(plugins.module().list()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aFileThatIsNoJarAndOneThatIsTooLargeAreRefused() throws IOException {
        refused(Files.writeString(elsewhere.resolve("text.jar"), "no jar"), "cannot be read");
        assertThatThrownBy(() -> plugins.installer().stage(new Zeros(200L << 20)))
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
        Path jar = plugins.jar(PluginSource.of("bad"));
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
        Path jar = plugins.jar(PluginSource.of("bad"));
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
        Path jar = plugins.jar(InstalledPlugins.notes("1.0.0"));
        plugins.installer().install(plugins.stage(jar).sha256(), PluginFixture.GRANT);
        refused(jar, "same file");
    }

    @Test
    void whatNobodyCameBackToIsThrownAwayAtTheNextStart() {
        String sha256 = plugins.stage(plugins.jar(InstalledPlugins.notes("1.0.0"))).sha256();
        plugins.reopen();
        assertThat(plugins.installer().staged(sha256)).isEmpty();
        assertThat(plugins.installer().staged("../../samsyn")).isEmpty();
    }
}
