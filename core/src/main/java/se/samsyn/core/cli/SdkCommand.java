package se.samsyn.core.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
            "samsyn-api, samsyn-plugin-parent, samsyn-testkit, samsyn-plugin-archetype,",
            "samsyn-distribution (this jar, which a plugin's tests start), and a settings.xml",
            "by which Maven finds them. To start a plugin and to build it:",
            "",
            "  mvn -s DIR/settings.xml archetype:generate -DarchetypeCatalog=internal",
            "    -DarchetypeGroupId=se.samsyn -DarchetypeArtifactId=samsyn-plugin-archetype",
            "    -DarchetypeVersion=0.9.0",
            "  mvn -s DIR/settings.xml verify",
            "",
            "What is not: Maven's own plugins and others' libraries (slf4j, jspecify, JDBI,",
            "JUnit, AssertJ). Maven takes those from Maven Central or a mirror of it; after",
            "one build with the net, 'mvn -o' builds without it."
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
                    <repository><id>samsyn-sdk</id><url>%1$s</url></repository>
                  </repositories>
                  <pluginRepositories>
                    <pluginRepository><id>samsyn-sdk</id><url>%1$s</url></pluginRepository>
                  </pluginRepositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>samsyn-sdk</activeProfile></activeProfiles>
            </settings>
            """;

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
                    write(content, target);
                }
            }
        }
        String version = Version.current();
        try (InputStream content = Files.newInputStream(samsyn)) {
            write(content, repository.resolve("se/samsyn/samsyn-distribution/" + version + "/samsyn-distribution-" + version + "-app.jar"));
        }
        Path settings = repository.resolve("settings.xml");
        Files.writeString(settings, SETTINGS.formatted(address(repository)), StandardCharsets.UTF_8);
        console.out().println("Wrote the repository " + repository);
        console.out().println("Maven finds it by: mvn -s " + settings);
        return 0;
    }

    /** With the checksum that Maven asks every repository for. */
    private static void write(InputStream content, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        DigestInputStream digested = new DigestInputStream(content, sha1());
        Files.copy(digested, file);
        Files.writeString(
                file.resolveSibling(file.getFileName() + ".sha1"),
                HexFormat.of().formatHex(digested.getMessageDigest().digest()));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
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
