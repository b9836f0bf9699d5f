package se.samsyn.distribution.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.samsyn.api.ContributionList;

/** What the plugins' parent pom makes and refuses, in tiny projects that a real Maven builds from what the jar writes. */
class PluginRulesIT {

    private static final Path PROJECTS = Path.of("../api/plugin-parent/src/it");
    private static final String CORE = "se/samsyn/samsyn-core/0.1.0-SNAPSHOT/samsyn-core-0.1.0-SNAPSHOT";

    @TempDir
    static Path home;

    private static PluginAuthor author;

    @BeforeAll
    static void getReady() throws IOException {
        author = PluginAuthor.in(home);
        // Whoever has built Samsyn itself has its inside at hand too.
        Path core = Files.createDirectories(author.localRepository().resolve(CORE).getParent());
        Files.copy(Path.of("../core/target/samsyn-core-0.1.0-SNAPSHOT.jar"), core.resolve("samsyn-core-0.1.0-SNAPSHOT.jar"));
        Files.writeString(core.resolve("samsyn-core-0.1.0-SNAPSHOT.pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>se.samsyn</groupId>"
                        + "<artifactId>samsyn-core</artifactId><version>0.1.0-SNAPSHOT</version></project>");
    }

    @Test
    void aWellMadePluginSaysWhatItIsAndWhichApisItFits() throws IOException {
        Path project = author.take(PROJECTS.resolve("well-made"));
        author.maven(project, "-DskipITs", "verify").well();
        try (JarFile jar = new JarFile(project.resolve("target/well-made-1.0.0.jar").toFile())) {
            Manifest manifest = jar.getManifest();
            assertThat(manifest.getMainAttributes().getValue("Plugin-Id")).isEqualTo("tiny");
            assertThat(manifest.getMainAttributes().getValue("Plugin-Version")).isEqualTo("1.0.0");
            assertThat(manifest.getMainAttributes().getValue("Plugin-Class")).isEqualTo("se.example.Plugin");
            assertThat(manifest.getMainAttributes().getValue("Plugin-Requires")).isEqualTo(">=0.9.0 & <0.10.0");
            assertThat(manifest.getMainAttributes().getValue("Plugin-Dependencies")).isEqualTo("meetings >=0.1.0 & <1.0.0");
            assertThat(manifest.getMainAttributes().getValue("Plugin-Name")).isEqualTo("Litet tillägg");
            String told = new String(jar.getInputStream(jar.getEntry(ContributionList.FILE)).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(told).as("what it adds").isEqualTo("permissions read\n");
        }
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("no-id", "no-id has the samsyn.plugin.id ''", "<samsyn.plugin.id>sick-leave</samsyn.plugin.id>", "addresses and tables"),
                Arguments.of("no-id", "no-id has the samsyn.plugin.class ''", "the class that implements SamsynPlugin", "Samsyn starts the plugin with it"),
                Arguments.of("names-core", "se.samsyn:samsyn-core:jar:0.1.0-SNAPSHOT <--- banned", "only se.samsyn:samsyn-api", "changes inside with every version"),
                Arguments.of("api-at-compile", "se.samsyn:samsyn-api:jar:0.9.0 <--- banned", "give it the scope provided", "the running Samsyn provides it"),
                Arguments.of("provided-at-compile", "org.slf4j:slf4j-api:jar:2.0.17 <--- banned", "give it the scope provided", "the running Samsyn provides it"),
                Arguments.of("library-brings-slf4j", "org.slf4j:slf4j-api:jar:2.0.17 <--- banned", "exclude it there", "the running Samsyn provides it"),
                Arguments.of("define-fails", "se.example.Plugin does not say what it adds", "uses what start makes when it is called", "asked while the plugin is built"),
                Arguments.of("packs-api", "packs-api-1.0.0.jar packs classes of Samsyn: se/samsyn/api/own/Smuggled.class", "scope provided", "the running Samsyn has them"));
    }

    /** Names the artifact and what is wrong, what is right, and why. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void aPluginThatBreaksARuleIsToldWhatIsRightAndWhy(String name, String wrong, String right, String why) throws IOException {
        Path project = home.resolve(name);
        if (Files.notExists(project)) {
            author.take(PROJECTS.resolve(name));
        }
        PluginAuthor.Built built = author.maven(project, "-DskipITs", "verify");
        assertThat(built.exit()).as(built.log()).isEqualTo(1);
        assertThat(built.log()).contains(wrong, right, why);
    }
}
