package se.samsyn.core.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import se.samsyn.api.SamsynPlugin;
import se.samsyn.core.settings.DataFolder;

/** A tiny plugin, written and compiled in a test. All have the same class name, so that their loaders must part them. */
public final class PluginSource {

    private static final String TEMPLATE =
            """
            package tiny;
            import java.time.*;
            import java.util.*;
            import se.samsyn.api.*;
            import se.samsyn.api.access.*;
            import se.samsyn.api.field.*;
            import se.samsyn.api.imports.*;
            import se.samsyn.api.measuring.*;
            import se.samsyn.api.command.*;
            import se.samsyn.api.event.*;
            import se.samsyn.api.event.EventListener;
            import se.samsyn.api.job.*;
            import se.samsyn.api.search.*;
            import se.samsyn.api.shared.*;
            import se.samsyn.api.web.*;
            import se.samsyn.api.work.*;
            public final class Entry implements SamsynPlugin {
                private PluginContext context;
                public record Answer(String text, int number) {}
                public Entry() throws Exception { %s }
                @Override public void define(Contributions c) { %s }
                @Override public void start(PluginContext x) { context = x; %s }
                @Override public void stop() { %s }
                %s
            }
            """;

    private final String id;
    private final Map<String, byte[]> resources = new LinkedHashMap<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Path> libraries = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private String constructor = "";
    private String define = "";
    private String start = "";
    private String stop = "";
    private String members = "";
    private String requires = ">=0.9.0 & <1.0.0";
    private String needs = "";
    private String version = "1.0.0";
    private String entry = "tiny.Entry";

    private PluginSource(String id) {
        this.id = id;
    }

    public static PluginSource of(String id) {
        return new PluginSource(id);
    }

    public PluginSource constructor(String body) {
        constructor = body;
        return this;
    }

    public PluginSource define(String body) {
        define = body;
        return this;
    }

    public PluginSource start(String body) {
        start = body;
        return this;
    }

    public PluginSource stop(String body) {
        stop = body;
        return this;
    }

    public PluginSource members(String code) {
        members = code;
        return this;
    }

    public PluginSource requires(String range) {
        requires = range;
        return this;
    }

    /** As the manifest writes it. */
    public PluginSource needs(String dependencies) {
        needs = dependencies;
        return this;
    }

    public PluginSource version(String number) {
        version = number;
        return this;
    }

    /** Lets the manifest name another entry class than there is. */
    public PluginSource entry(String name) {
        entry = name;
        return this;
    }

    public PluginSource resource(String path, String text) {
        return resource(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public PluginSource resource(String path, byte[] content) {
        resources.put(path, content);
        return this;
    }

    /** Adds to the manifest. */
    public PluginSource attribute(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    /** Compiles against a library that all of Samsyn has, and packs it. */
    public PluginSource library(Class<?> ofIt) {
        libraries.add(libraryOf(ofIt));
        return this;
    }

    /** Packs all but this class. */
    public PluginSource without(String name) {
        left.add(name + ".class");
        return this;
    }

    /** Adds a message bundle with the same texts in both languages. */
    public PluginSource messages(String texts) {
        return resource("messages_sv.properties", texts).resource("messages_en.properties", texts);
    }

    public PluginSource migration(String name, String sql) {
        return resource("db/" + name, sql);
    }

    public Path writeTo(Path folder) {
        try {
            Path jar = Files.createDirectories(folder).resolve(id + ".jar");
            Path classes = Files.createTempDirectory("plugin-classes");
            try {
                compile(classes);
                pack(classes, jar);
            } finally {
                new DataFolder(classes).delete();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest());
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!left.contains(name)) {
                    entry(out, name, Files.readAllBytes(file));
                }
            }
            for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
                entry(out, resource.getKey(), resource.getValue());
            }
            packLibraries(out);
        }
    }

    /** As Maven does: sources, classes, resources and manifest where it puts them in a project. */
    public void compileInto(Path project) {
        try {
            Path source = project.resolve("src/main/java/tiny/Entry.java");
            Files.createDirectories(source.getParent());
            Files.writeString(source, code());
            Path classes = Files.createDirectories(project.resolve("target/classes/META-INF")).getParent();
            compile(classes);
            for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
                Path file = classes.resolve(resource.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, resource.getValue());
            }
            try (OutputStream out = Files.newOutputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
                manifest().write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void packLibraries(OutputStream out) throws IOException {
        Set<String> packed = new HashSet<>(resources.keySet());
        for (Path library : libraries) {
            try (JarFile jar = new JarFile(library.toFile())) {
                for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME) && packed.add(entry.getName())) {
                        entry(out, entry.getName(), jar.getInputStream(entry).readAllBytes());
                    }
                }
            }
        }
    }

    private static void entry(OutputStream out, String name, byte[] content) throws IOException {
        JarOutputStream jar = (JarOutputStream) out;
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", id);
        attributes.putValue("Plugin-Version", version);
        attributes.putValue("Plugin-Class", entry);
        attributes.putValue("Plugin-Requires", requires);
        if (!needs.isEmpty()) {
            attributes.putValue("Plugin-Dependencies", needs);
        }
        attributes.putValue("Plugin-Name", "Tillägget " + id);
        this.attributes.forEach(attributes::putValue);
        return manifest;
    }

    /** The number of the line of the source where this stands. */
    public int lineOf(String words) {
        return code().substring(0, code().indexOf(words)).split("\n", -1).length;
    }

    private String code() {
        return TEMPLATE.formatted(constructor, define, start, stop, members);
    }

    private void compile(Path classes) throws IOException {
        String code = code();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-d", classes.toString(), "-classpath", classpath(), "-proc:none", "-nowarn");
            JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///tiny/Entry.java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return code;
                }
            };
            if (!compiler.getTask(null, files, null, options, null, List.of(source)).call()) {
                throw new IllegalArgumentException("The plugin does not compile:\n" + code);
            }
        }
    }

    /** What a plugin may compile against, and what it packs. */
    private String classpath() {
        Stream<Path> api = Stream.of(SamsynPlugin.class, Logger.class, Jdbi.class, NullMarked.class).map(PluginSource::libraryOf);
        return Stream.concat(api, libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static Path libraryOf(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
