package se.samsyn.core.plugin.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.web.Localized;
import se.samsyn.core.web.OwnTexts;

/**
 * What a plugin's jar says of itself; read without loading a class of it.
 *
 * @param requires the range of api versions that it is made for, such as {@code >=0.9.0 & <0.10.0}
 * @param dependencies the plugins that it does not work without
 */
public record PluginManifest(
        String id,
        String version,
        String entryClass,
        String requires,
        List<Dependency> dependencies,
        Text name,
        Text description) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_ID = 40;

    /** Where plugins are installed, so that its own page could not be reached; and whose texts core's are. */
    private static final Set<String> RESERVED = Set.of("install", OwnTexts.CORE);

    /** Another plugin, and the range of its versions that will do. */
    public record Dependency(String id, String range) {}

    /** A text in the languages there are. */
    public record Text(String swedish, String english) implements Localized {

        @Override
        public String in(Locale locale) {
            return locale.getLanguage().equals("en") ? english : swedish;
        }

        /** The name with the id after it; by itself when it is no other. */
        public Text with(String id) {
            return swedish.equals(id) ? this : new Text(swedish + " (" + id + ")", english + " (" + id + ")");
        }
    }

    /** Its name with its id after it. */
    public Text label() {
        return name.with(id);
    }

    /**
     * @throws PluginRefused when the file is no jar, or its manifest lacks what a plugin must say
     */
    public static PluginManifest read(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest == null) {
                throw new PluginRefused("manifest.none");
            }
            return of(manifest.getMainAttributes());
        } catch (IOException e) {
            throw new PluginRefused("unreadable", e, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The same of a manifest that lies by itself.
     *
     * @throws PluginRefused when it cannot be read, or lacks what a plugin must say
     */
    public static PluginManifest readFile(Path manifest) {
        try (InputStream in = Files.newInputStream(manifest)) {
            return of(new Manifest(in).getMainAttributes());
        } catch (IOException e) {
            throw new PluginRefused("unreadable", e, String.valueOf(e.getMessage()));
        }
    }

    private static PluginManifest of(Attributes attributes) {
        String id = required(attributes, "Plugin-Id");
        if (id.length() > LONGEST_ID || !ID.matcher(id).matches() || RESERVED.contains(id)) {
            throw new PluginRefused("id", id);
        }
        return new PluginManifest(
                id,
                Versions.required(required(attributes, "Plugin-Version")),
                required(attributes, "Plugin-Class"),
                required(attributes, "Plugin-Requires"),
                dependencies(attributes.getValue("Plugin-Dependencies")),
                text(attributes, "Plugin-Name", id),
                text(attributes, "Plugin-Description", ""));
    }

    private static String required(Attributes attributes, String name) {
        String value = attributes.getValue(name);
        if (value == null || value.isBlank()) {
            throw new PluginRefused("manifest", name);
        }
        return value.strip();
    }

    /** Written as {@code meetings >=1.0.0 & <2.0.0, notes >=0.3.0 & <1.0.0}. */
    private static List<Dependency> dependencies(@Nullable String written) {
        List<Dependency> dependencies = new ArrayList<>();
        for (String one : written == null || written.isBlank() ? new String[0] : written.split(",")) {
            String[] parts = one.strip().split("\\s+", 2);
            if (parts.length < 2 || !ID.matcher(parts[0]).matches()) {
                throw new PluginRefused("dependency.written", one.strip());
            }
            try {
                Versions.requireRange(parts[1]);
            } catch (PluginRefused e) {
                throw new PluginRefused("dependency.written", e, one.strip());
            }
            dependencies.add(new Dependency(parts[0], parts[1]));
        }
        return List.copyOf(dependencies);
    }

    private static Text text(Attributes attributes, String name, String otherwise) {
        String swedish = written(attributes, name, otherwise);
        return new Text(swedish, written(attributes, name + "-en", swedish));
    }

    private static String written(Attributes attributes, String name, String otherwise) {
        String value = attributes.getValue(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    /** What every table and index of the plugin is named with. */
    public String prefix() {
        return prefix(id);
    }

    /** The same for a plugin that is known by its id alone. */
    public static String prefix(String id) {
        return "p_" + id.replace('-', '_') + "_";
    }
}
