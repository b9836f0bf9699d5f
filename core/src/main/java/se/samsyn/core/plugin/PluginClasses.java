package se.samsyn.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.PluginClassLoader;
import se.samsyn.core.plugin.jar.PluginJar;

/**
 * A plugin's own class loader: the platform, then what the api exposes, then the plugin's jar. Core, core's libraries and
 * other plugins cannot be seen from it.
 */
final class PluginClasses extends PluginClassLoader {

    private static final List<String> SHARED =
            List.of("se.samsyn.api.", "org.slf4j.", "org.jspecify.", "org.jdbi.v3.core.");
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private final ClassLoader application;

    PluginClasses(PluginJar jar, ClassLoader application) {
        super(
                null,
                new DefaultPluginDescriptor(),
                PLATFORM,
                new ClassLoadingStrategy(List.of(ClassLoadingStrategy.Source.PLUGIN)));
        this.application = application;
        addFile(jar.file().toFile());
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (SHARED.stream().anyMatch(name::startsWith)) {
                return application.loadClass(name);
            }
            Class<?> platform = ofPlatform(name);
            return platform != null ? platform : findClass(name);
        }
    }

    /** Makes a class of core's the plugin's as well. */
    Class<?> define(String name, byte[] content) {
        return defineClass(name, content, 0, content.length);
    }

    /** Whether a class of this name has been loaded from the plugin's own jar. */
    boolean hasLoaded(String name) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null && loaded.getClassLoader() == this;
    }

    private static @Nullable Class<?> ofPlatform(String name) {
        try {
            return PLATFORM.loadClass(name);
        } catch (ClassNotFoundException notOfThePlatform) {
            return null;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        if (shared(name)) {
            return application.getResource(name);
        }
        URL own = findResource(name);
        return own != null ? own : PLATFORM.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (shared(name)) {
            return application.getResources(name);
        }
        List<URL> all = Collections.list(findResources(name));
        all.addAll(Collections.list(PLATFORM.getResources(name)));
        return Collections.enumeration(all);
    }

    /** Without the connection cache, which would keep the jar open after the plugin is gone. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        URL url = getResource(name);
        if (url == null) {
            return null;
        }
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            return connection.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }

    private static boolean shared(String resource) {
        String name = resource.replace('/', '.');
        return SHARED.stream().anyMatch(name::startsWith);
    }
}
