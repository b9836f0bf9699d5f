package se.samsyn.core.plugin.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.database.StorageException;
import se.samsyn.core.settings.Checksums;

/**
 * Finds the plugins: those that lie as whole jars in Samsyn's own jar, and those that lie in the folder {@code plugins},
 * whoever put them there. Each is copied to a name made of its content, and used from there.
 */
public final class PluginStore {

    private static final Logger LOG = LoggerFactory.getLogger(PluginStore.class);
    private static final String BUNDLED = "se/samsyn/bundled/";
    private static final String INDEX = BUNDLED + "plugins.txt";
    private static final int SHORT = 12;

    private final Path folder;
    private final ClassLoader application;

    public PluginStore(Path data, ClassLoader application) {
        this.folder = data.resolve("plugins");
        this.application = application;
    }

    /** What was found, and the files that are no plugins. */
    public record Found(List<PluginJar> plugins, List<Unusable> unusable) {}

    /** A file that cannot be used as a plugin. */
    public record Unusable(String file, PluginProblem problem) {}

    /**
     * @param known the ids that something has been wanted of, removed ones too, each with the sha256 of the jar that
     *     someone brought in last; empty where nobody has
     */
    public Found discover(Map<String, String> known) {
        Map<String, PluginJar> plugins = new LinkedHashMap<>();
        List<Unusable> unusable = new ArrayList<>();
        Set<Path> used = new HashSet<>();
        for (Source source : sources()) {
            try {
                PluginJar jar = keep(source);
                used.add(jar.file());
                String id = jar.manifest().id();
                PluginJar other = plugins.get(id);
                if (other != null && isTheOne(jar, known.getOrDefault(id, ""))) {
                    plugins.remove(id);
                    unusable.add(unusable(String.valueOf(other.source()), new PluginRefused("duplicate", id, id)));
                }
                Set<String> others = new HashSet<>(known.keySet());
                others.remove(id);
                others.addAll(plugins.keySet());
                requireApart(id, others);
                plugins.put(id, jar);
            } catch (PluginRefused e) {
                unusable.add(unusable(source.name(), e));
            }
        }
        removeAllBut(used);
        return new Found(List.copyOf(plugins.values()), unusable);
    }

    private static Unusable unusable(String file, PluginRefused why) {
        LOG.warn("{} cannot be used as a plugin: {}", file, why.getMessage());
        return new Unusable(Path.of(file).getFileName().toString(), PluginProblem.of(PluginProblem.Stage.CHECK, why));
    }

    /** Of two jars of one plugin, as a power cut may leave them, that which someone brought in last. */
    private static boolean isTheOne(PluginJar jar, String known) {
        return jar.provenance() == Provenance.CUSTOMER && jar.sha256().equals(known);
    }

    /** Two plugins must not share an id, nor one's tables look like the other's. */
    public static void requireApart(String id, Collection<String> others) {
        String own = PluginManifest.prefix(id);
        for (String other : others) {
            String prefix = PluginManifest.prefix(other);
            if (prefix.startsWith(own) || own.startsWith(prefix)) {
                throw new PluginRefused("duplicate", id, other);
            }
        }
    }

    /** Where a jar's content comes from. */
    @FunctionalInterface
    private interface Content {
        InputStream open() throws IOException;
    }

    private record Source(String name, Content content, Provenance provenance, @Nullable Path file) {}

    private List<Source> sources() {
        try {
            List<Source> sources = new ArrayList<>();
            for (String name : index()) {
                sources.add(new Source(name, () -> resource(BUNDLED + name), Provenance.BUNDLED, null));
            }
            filesIn(folder).stream()
                    .filter(file -> file.toString().endsWith(".jar"))
                    .forEach(file -> sources.add(source(file)));
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the plugins", e);
        }
    }

    private static Source source(Path file) {
        return new Source(
                file.getFileName().toString(), () -> Files.newInputStream(file), Provenance.CUSTOMER, file);
    }

    private List<String> index() throws IOException {
        if (application.getResource(INDEX) == null) {
            return List.of();
        }
        try (InputStream in = resource(INDEX)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private InputStream resource(String name) throws IOException {
        InputStream in = application.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("The distribution lacks " + name);
        }
        return in;
    }

    /**
     * Puts a jar from elsewhere among the plugins, beside the one whose place it may take, and where it can be used from.
     *
     * @throws PluginRefused when that cannot be done
     */
    public PluginJar add(Path file) {
        try {
            PluginManifest manifest = PluginManifest.read(file);
            String sha256 = Checksums.sha256(file);
            Path own = folder.resolve(manifest.id() + "-" + sha256.substring(0, SHORT) + ".jar");
            JarFiles.copy(file, own);
            return keep(source(own));
        } catch (IOException e) {
            throw new PluginRefused("unpack", e, e);
        }
    }

    /**
     * Lets no later start find this jar.
     *
     * @throws StorageException when that cannot be done
     */
    public void delete(PluginJar jar) {
        try {
            if (jar.source() != null) {
                Files.deleteIfExists(jar.source());
            }
        } catch (IOException e) {
            throw new StorageException("Cannot delete " + jar.source(), e);
        }
    }

    /** Where those are packed that are being written. */
    public Path developed() {
        return copies(Provenance.DEVELOPMENT);
    }

    private Path copies(Provenance provenance) {
        return folder.resolve(
                switch (provenance) {
                    case BUNDLED -> "bundled";
                    case CUSTOMER -> "installed";
                    case DEVELOPMENT -> "developed";
                });
    }

    private PluginJar keep(Source source) {
        try {
            if (source.file() != null) {
                PluginInspector.requireSize(Files.size(source.file()));
            }
            String sha256 = Checksums.sha256(source.content().open());
            Path copy = copies(source.provenance()).resolve(sha256 + ".jar");
            if (!Files.exists(copy) || !sha256.equals(Checksums.sha256(copy))) {
                JarFiles.write(source.content().open(), copy);
            }
            PluginManifest manifest = PluginManifest.read(copy);
            if (source.provenance() == Provenance.CUSTOMER) {
                PluginInspector.look(copy, manifest);
            }
            return new PluginJar(copy, sha256, source.provenance(), manifest, source.file());
        } catch (IOException e) {
            throw new PluginRefused("unpack", e, e);
        }
    }

    private void removeAllBut(Set<Path> used) {
        for (Provenance provenance : Provenance.values()) {
            try {
                for (Path copy : filesIn(copies(provenance))) {
                    if (!used.contains(copy)) {
                        Files.delete(copy);
                    }
                }
                for (Path file : filesIn(folder)) {
                    if (file.toString().endsWith(JarFiles.UNFINISHED)) {
                        Files.delete(file);
                    }
                }
            } catch (IOException e) {
                LOG.warn("Earlier versions of plugins stay in {}", copies(provenance), e);
            }
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
