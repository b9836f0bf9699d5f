package se.samsyn.distribution.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import se.samsyn.testkit.Command;

/**
 * Someone elsewhere who builds plugins: has the jar, the Maven repository that it writes, and a Maven with a local
 * repository of its own. What this build has taken from the net already is taken from there.
 */
final class PluginAuthor {

    private static final String MAVEN = System.getProperty("samsyn.maven");
    private static final String TAKEN = System.getProperty("samsyn.maven.repository");
    private static final String GLOBAL_SETTINGS =
            """
            <settings>
              <localRepository>%s</localRepository>
              <profiles>
                <profile>
                  <id>taken</id>
                  <repositories>%s</repositories>
                  <pluginRepositories>%s</pluginRepositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>taken</activeProfile></activeProfiles>
            </settings>
            """;

    private final Path home;
    private final Path sdk;
    private final Path globalSettings;

    /**
     * What a Maven said.
     *
     * @param log all that it printed
     */
    record Built(int exit, String log) {

        Built well() {
            assertThat(exit).as(log).isZero();
            return this;
        }
    }

    private PluginAuthor(Path home) throws IOException {
        this.home = home;
        this.sdk = home.resolve("sdk");
        String repository = "<id>taken</id><url>" + Path.of(TAKEN).toUri() + "</url><releases><checksumPolicy>ignore</checksumPolicy></releases>";
        this.globalSettings = Files.writeString(
                home.resolve("global-settings.xml"),
                GLOBAL_SETTINGS.formatted(
                        localRepository(),
                        "<repository>" + repository + "</repository>",
                        "<pluginRepository>" + repository + "</pluginRepository>"));
        Command written = Command.run(Map.of(), "sdk", sdk.toString());
        assertThat(written.exit()).as(written.err()).isZero();
    }

    static PluginAuthor in(Path home) {
        try {
            return new PluginAuthor(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The repository that the jar wrote. */
    Path sdk() {
        return sdk;
    }

    Path localRepository() {
        return home.resolve("local-repository");
    }

    /** Copies a folder to one's own, so that building leaves nothing in the original. */
    Path take(Path folder) {
        Path copy = home.resolve(folder.getFileName().toString());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(folder.relativize(file).toString()));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a real Maven, as the jar's help says. */
    Built maven(Path project, String... words) {
        List<String> command = new ArrayList<>(List.of(
                MAVEN, "-B", "-ntp", "-s", sdk.resolve("settings.xml").toString(), "-gs", globalSettings.toString()));
        command.addAll(List.of(words));
        try {
            Path log = Files.createTempFile(home, "maven", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("Maven did not end:\n" + Files.readString(log));
            }
            return new Built(process.exitValue(), Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
