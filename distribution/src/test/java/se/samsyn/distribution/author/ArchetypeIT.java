package se.samsyn.distribution.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new plugin, as the guide says: from the archetype in the repository that the jar writes, green at once, and from then on
 * built without the net.
 */
class ArchetypeIT {

    private static final String ARCHETYPE_PLUGIN = "org.apache.maven.plugins:maven-archetype-plugin:3.4.1:generate";

    @TempDir
    Path home;

    @Test
    void aNewPluginIsGreenAtOnce() throws IOException {
        PluginAuthor author = PluginAuthor.in(home);
        author.maven(home, ARCHETYPE_PLUGIN, "-DarchetypeCatalog=internal", "-DarchetypeGroupId=se.samsyn",
                        "-DarchetypeArtifactId=samsyn-plugin-archetype", "-DarchetypeVersion=0.9.0",
                        "-DgroupId=se.example", "-DartifactId=hr-sick-leave", "-Dpackage=se.example.hr")
                .well();
        Path project = home.resolve("hr-sick-leave");
        PluginAuthor.Built built = author.maven(project, "verify").well();
        assertThat(built.log()).as("its own tests").contains("Running se.example.hr.SickLeaveFileTest", "Running se.example.hr.SickLeaveIT").doesNotContain("COMPILATION WARNING");
        assertThat(project.resolve("target/hr-sick-leave-1.0.0.jar")).exists();
        Files.move(project.resolve("target"), home.resolve("built-before"));
        author.maven(project, "-o", "-DskipITs", "verify").well();
        assertThat(project.resolve("target/hr-sick-leave-1.0.0.jar")).as("built again without the net").exists();
        assertThat(Files.readString(project.resolve("README.md"))).contains("samsyn.jar sdk");
    }
}
