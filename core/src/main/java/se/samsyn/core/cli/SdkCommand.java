package se.samsyn.core.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.samsyn.core.settings.Version;

/** Writes a Maven repository out of the running jar. */
@Command(
        name = "sdk",
        description = "Writes a Maven repository with all of Samsyn's that building a plugin takes.",
        footerHeading = "%nWhat is in it:%n",
        footer = {
            "samsyn-api, samsyn-plugin-parent, samsyn-testkit and samsyn-distribution (this jar, which a plugin's",
            "tests start), and a settings.xml by which Maven finds them: mvn -s DIR/settings.xml verify",
            "",
            "What is not: Maven's own plugins and others' libraries (slf4j, jspecify, JDBI, JUnit, AssertJ). Maven takes those",
            "from Maven Central or a mirror of it; after one build with the net, 'mvn -o' builds without it."
        })
final class SdkCommand implements LocalCommand {

    private static final String INSIDE = "se/samsyn/sdk/";
    private static final String SETTINGS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- mvn -s settings.xml builds a plugin with the artifacts of Samsyn beside this file. -->
            <settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
              <profiles>
                <profile>
                  <id>samsyn-sdk</id>
                  <repositories>
                    <repository>%1$s</repository>
                  </repositories>
                  <pluginRepositories>
                    <pluginRepository>%1$s</pluginRepository>
                  </pluginRepositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>samsyn-sdk</activeProfile></activeProfiles>
            </settings>
            """;

    /** Files on the same disk need no checksums. */
    private static final String REPOSITORY = "<id>samsyn-sdk</id><url>%s</url>"
            + "<releases><checksumPolicy>ignore</checksumPolicy></releases>"
            + "<snapshots><checksumPolicy>ignore</checksumPolicy></snapshots>";

    @Parameters(paramLabel = "DIR", description = "A new folder, or an empty one")
    private Path folder = Path.of("");

    @Override
    public int run(Console console) throws IOException {
        Path repository = console.resolve(folder).normalize();
        Path samsyn = samsyn();
        try (JarFile jar = new JarFile(samsyn.toFile())) {
            List<JarEntry> files = jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(INSIDE))
                    .toList();
            requireEmpty(repository);
            for (JarEntry file : files) {
                try (InputStream content = jar.getInputStream(file)) {
                    Path target = repository.resolve(file.getName().substring(INSIDE.length()));
                    Files.createDirectories(target.getParent());
                    Files.copy(content, target);
                }
            }
        }
        String version = Version.current();
        Files.copy(samsyn, repository.resolve("se/samsyn/samsyn-distribution/" + version + "/samsyn-distribution-" + version + "-app.jar"));
        Path settings = repository.resolve("settings.xml");
        Files.writeString(settings, SETTINGS.formatted(REPOSITORY.formatted(address(repository))), StandardCharsets.UTF_8);
        console.out().println("Wrote the repository " + repository);
        console.out().println("Build a plugin with it: mvn -s " + settings + " verify");
        return 0;
    }

    private static Path samsyn() {
        try {
            URI place = SdkCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path file = Path.of(place);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (URISyntaxException e) {
            throw new CommandFailure("Cannot find the jar that this runs from.");
        }
        throw new CommandFailure("Only samsyn.jar has what this writes; this Samsyn runs from a folder of classes.");
    }

    private static void requireEmpty(Path repository) throws IOException {
        if (Files.isDirectory(repository)) {
            try (Stream<Path> there = Files.list(repository)) {
                if (there.findAny().isEmpty()) {
                    return;
                }
            }
        } else if (Files.notExists(repository)) {
            return;
        }
        throw new CommandFailure("There is something in " + repository + " already; name a new folder.");
    }

    private static String address(Path repository) {
        return repository.toUri().toString().replace("&", "&amp;").replace("<", "&lt;");
    }
}
