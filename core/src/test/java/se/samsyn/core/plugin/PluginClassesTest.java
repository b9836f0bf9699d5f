package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.api.SamsynPlugin;
import se.samsyn.core.plugin.jar.PluginJar;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.jar.Provenance;

class PluginClassesTest {

    @TempDir
    Path folder;

    private PluginClasses classes(String id) {
        Path jar = PluginSource.of(id)
                .resource("own.txt", "own of " + id)
                .resource("se/samsyn/core/web/layout.peb", "mine")
                .writeTo(folder);
        PluginManifest manifest = PluginManifest.read(jar);
        return new PluginClasses(new PluginJar(jar, "", Provenance.CUSTOMER, manifest, null), getClass().getClassLoader());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "se.samsyn.core.Samsyn",
                "se.samsyn.core.database.Database",
                "se.samsyn.core.plugin.PluginModule",
                "io.javalin.Javalin",
                "org.pf4j.PluginClassLoader",
                "io.pebbletemplates.pebble.PebbleEngine",
                "tools.jackson.databind.ObjectMapper",
                "org.flywaydb.core.Flyway",
                "org.sqlite.JDBC",
                "ch.qos.logback.classic.Logger"
            })
    void noClassOfCoreIsVisibleToAPlugin(String name) throws Exception {
        assertThat(Class.forName(name, false, getClass().getClassLoader())).as("it is there").isNotNull();
        try (PluginClasses classes = classes("one")) {
            assertThatThrownBy(() -> classes.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
            assertThat(classes.getResource(name.replace('.', '/') + ".class")).isNull();
        }
    }

    @Test
    void noClassOfAPluginIsVisibleToTheApplicationOrToAnother() throws Exception {
        try (PluginClasses one = classes("one");
                PluginClasses two = classes("two")) {
            Class<?> entry = one.loadClass("tiny.Entry");
            assertThat(entry.getClassLoader()).isSameAs(one);
            assertThat(two.loadClass("tiny.Entry")).isNotSameAs(entry);
            assertThatThrownBy(() -> getClass().getClassLoader().loadClass("tiny.Entry"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void whatTheApiExposesIsTheSameForAll() throws Exception {
        try (PluginClasses classes = classes("one")) {
            assertThat(classes.loadClass(SamsynPlugin.class.getName())).isSameAs(SamsynPlugin.class);
            assertThat(classes.loadClass(Jdbi.class.getName())).isSameAs(Jdbi.class);
            assertThat(classes.loadClass("java.sql.Connection")).isSameAs(java.sql.Connection.class);
        }
    }

    @Test
    void resourcesAreThePluginsOwn() throws Exception {
        try (PluginClasses classes = classes("one")) {
            try (InputStream in = classes.getResourceAsStream("own.txt")) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("own of one");
            }
            assertThat(classes.getResource("se/samsyn/core/web/macros.peb")).isNull();
            assertThat(Collections.list(classes.getResources("se/samsyn/core/web/layout.peb"))).hasSize(1);
            assertThat(Collections.list(classes.getResources("META-INF/services/java.sql.Driver"))).isEmpty();
        }
    }
}
