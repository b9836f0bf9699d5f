package se.samsyn.distribution.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build notices when the api breaks what is built on it, and lets it grow. */
class CompatibilityIT {

    private static final Path COMPAT = Path.of("../api/compat");
    private static final Path BASELINE = COMPAT.resolve("baseline/samsyn-api-0.9.0.jar");
    private static final Path SOURCES = Path.of("../api/spi/src/main/java");

    @TempDir
    static Path home;

    private static PluginAuthor author;

    @BeforeAll
    static void getReady() {
        author = PluginAuthor.in(home);
    }

    @Test
    void whatIsAddedToWhatCoreImplementsPasses() throws IOException {
        compare("-Dcompat.new=" + grown("se/samsyn/api/JsonFormat")).well();
    }

    @Test
    void whatIsAddedToWhatPluginsImplementFails() throws IOException {
        for (String type : List.of("se/samsyn/api/SamsynPlugin", "se/samsyn/api/web/Handler")) {
            PluginAuthor.Built built = compare("-Dcompat.new=" + grown(type));
            assertThat(built.exit()).as(built.log()).isEqualTo(1);
            assertThat(built.log()).contains("incompatibility: " + type.replace('/', '.'));
        }
    }

    @Test
    void whatIsTakenAwayFails() throws IOException {
        Path jar = copy();
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Files.delete(inside.getPath("se/samsyn/api/web/NavigationEntry.class"));
        }
        PluginAuthor.Built built = compare("-Dcompat.new=" + jar);
        assertThat(built.exit()).as(built.log()).isEqualTo(1);
        assertThat(built.log()).contains("se.samsyn.api.web.NavigationEntry:CLASS_REMOVED");
    }

    @Test
    void aMissingBaselineFails() {
        PluginAuthor.Built built = compare("-Dcompat.old=" + home.resolve("nothing.jar"));
        assertThat(built.exit()).as(built.log()).isEqualTo(1);
        assertThat(built.log()).contains("nothing.jar");
    }

    private static PluginAuthor.Built compare(String difference) {
        return author.maven(COMPAT, "verify", difference, "-DbuildDirectory=" + home.resolve("target"));
    }

    /** The api with one more method in an interface. */
    private static Path grown(String type) throws IOException {
        // A lambda's interface may no longer be called one once it has two methods.
        String source = Files.readString(SOURCES.resolve(type + ".java")).replace("@FunctionalInterface", "");
        Path changed = home.resolve("changed").resolve(type + ".java");
        Files.createDirectories(changed.getParent());
        int end = source.lastIndexOf('}');
        Files.writeString(changed, source.substring(0, end) + "    int added();\n}\n");
        Path classes = Files.createTempDirectory(home, "classes");
        String classpath = BASELINE + System.getProperty("path.separator") + System.getProperty("java.class.path");
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-proc:none", "-cp", classpath, "-d", classes.toString(), changed.toString());
        assertThat(exit).isZero();
        Path jar = copy();
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Files.copy(classes.resolve(type + ".class"), inside.getPath(type + ".class"), StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    private static Path copy() {
        try {
            Path jar = Files.createTempFile(home, "api", ".jar");
            return Files.copy(BASELINE, jar, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
