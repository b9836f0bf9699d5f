package se.samsyn.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

/** The bundled plugins lie in the one jar as whole jars, out of sight of the application. */
class BundledPluginsIT {

    private static final String FOLDER = "se/samsyn/bundled/";
    private static final Path JAR = Path.of(System.getProperty("samsyn.jar"));

    @Test
    void noClassOfABundledPluginIsVisibleToTheApplication() throws IOException {
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            List<String> plugins = lines(application, FOLDER + "plugins.txt");
            assertThat(plugins).isNotEmpty();
            for (String plugin : plugins) {
                requireHidden(application, plugin);
            }
        }
    }

    private static void requireHidden(ClassLoader application, String plugin) throws IOException {
        int classes = 0;
        try (JarInputStream jar = new JarInputStream(application.getResourceAsStream(FOLDER + plugin))) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Plugin-Id")).isNotBlank();
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (entry.getName().endsWith(".class")) {
                    String name = entry.getName().replace(".class", "").replace('/', '.');
                    assertThat(name).as("its own alone").startsWith("se.samsyn.plugin.");
                    assertThatThrownBy(() -> application.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
                    classes++;
                }
            }
        }
        assertThat(classes).isPositive();
    }

    private static List<String> lines(ClassLoader loader, String resource) throws IOException {
        try (InputStream in = loader.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
