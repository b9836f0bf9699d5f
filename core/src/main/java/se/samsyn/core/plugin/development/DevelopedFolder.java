package se.samsyn.core.plugin.development;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.plugin.jar.PluginJar;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.plugin.jar.Provenance;
import se.samsyn.core.settings.Checksums;

/**
 * Where a plugin under development lies: the folder of its classes, and beside it, where Maven puts them, its resources
 * and sources as they are written.
 */
public record DevelopedFolder(Path classes) {

    private static final Logger LOG = LoggerFactory.getLogger(DevelopedFolder.class);
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String TEMPLATE = ".peb";

    /** The same time for all, so that the same content is the same jar. */
    private static final long TIME = 946_684_800_000L;

    /** The folder that a plugin is developed in; empty for one that is installed. */
    public static Optional<DevelopedFolder> of(PluginJar jar) {
        return jar.provenance() == Provenance.DEVELOPMENT && jar.source() != null
                ? Optional.of(new DevelopedFolder(jar.source()))
                : Optional.empty();
    }

    /** Where resources are looked for, those as they are written first. */
    public List<Path> resources() {
        return byMaven() ? List.of(project().resolve("src/main/resources"), classes) : List.of(classes);
    }

    /** Where there may be sources and resources, for telling what is where. */
    List<Path> sources() {
        List<Path> sources = new ArrayList<>(resources());
        if (byMaven()) {
            sources.add(0, project().resolve("src/main/java"));
        }
        return sources.stream().filter(Files::isDirectory).toList();
    }

    /** The project's own folder, where the classes lie in {@code target/classes}; else the folder of classes. */
    Path project() {
        return byMaven() ? classes.getParent().getParent() : classes;
    }

    private boolean byMaven() {
        return classes.endsWith(Path.of("target", "classes"));
    }

    /** What the plugin says of itself; read from the folder. */
    public PluginManifest manifest() {
        Path file = classes.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new PluginRefused("development.manifest", file);
        }
        return PluginManifest.readFile(file);
    }

    /**
     * When each file was last changed, but those of templates, which are read each time; empty while the folder is not
     * there.
     */
    public SortedMap<String, String> state() {
        SortedMap<String, String> state = new TreeMap<>();
        files().forEach((name, file) -> {
            if (!name.endsWith(TEMPLATE)) {
                state.put(name, modified(file));
            }
        });
        return state;
    }

    private static String modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis() + " " + Files.size(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** Every file by its name in the jar; the compiler may be taking some away and adding others meanwhile. */
    private SortedMap<String, Path> files() {
        SortedMap<String, Path> files = new TreeMap<>();
        for (Path root : resources()) {
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (Stream<Path> found = Files.walk(root)) {
                found.filter(Files::isRegularFile)
                        .forEach(file -> files.putIfAbsent(root.relativize(file).toString().replace('\\', '/'), file));
            } catch (IOException | UncheckedIOException e) {
                LOG.debug("{} changed while it was looked through", root, e);
            }
        }
        return files;
    }

    /**
     * Puts all that is there now into a jar, so that what runs does not change under it.
     *
     * @throws PluginRefused when it is no plugin
     */
    public PluginJar pack(Path into) {
        PluginManifest manifest = manifest();
        try {
            Files.createDirectories(into);
            Path jar = Files.createTempFile(into, manifest.id() + "-", ".jar");
            SortedMap<String, Path> files = files();
            Path own = files.remove(MANIFEST);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                out.setLevel(0);
                add(out, MANIFEST, own);
                for (var file : files.entrySet()) {
                    add(out, file.getKey(), file.getValue());
                }
            }
            return new PluginJar(jar, Checksums.sha256(jar), Provenance.DEVELOPMENT, manifest, classes);
        } catch (IOException e) {
            throw new PluginRefused("unpack", e, e);
        }
    }

    private static void add(JarOutputStream out, String name, Path file) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(TIME);
        try {
            byte[] content = Files.readAllBytes(file);
            out.putNextEntry(entry);
            out.write(content);
            out.closeEntry();
        } catch (NoSuchFileException e) {
            LOG.debug("{} went away before it was packed", file);
        }
    }
}
