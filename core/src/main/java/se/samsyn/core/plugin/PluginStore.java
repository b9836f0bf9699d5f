package se.samsyn.core.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.database.StorageException;

/**
 * Finds the plugins: those that lie as whole jars in Samsyn's own jar, and those that someone put in the folder
 * {@code plugins}. Each is copied to a name made of its content, and used from there.
 */
final class PluginStore {

    private static final Logger LOG = LoggerFactory.getLogger(PluginStore.class);
    private static final String BUNDLED = "se/samsyn/bundled/";
    private static final String INDEX = BUNDLED + "plugins.txt";

    private final Path folder;
    private final ClassLoader application;

    PluginStore(Path data, ClassLoader application) {
        this.folder = data.resolve("plugins");
        this.application = application;
    }

    /** What was found, and the files that are no plugins. */
    record Found(List<PluginJar> plugins, List<Unusable> unusable) {}

    /** A file that cannot be used as a plugin. */
    record Unusable(String file, PluginProblem problem) {}

    Found discover() {
        Map<String, PluginJar> plugins = new LinkedHashMap<>();
        List<Unusable> unusable = new ArrayList<>();
        Set<Path> used = new HashSet<>();
        for (Source source : sources()) {
            try {
                PluginJar jar = keep(source);
                used.add(jar.file());
                requireApart(jar.manifest().id(), plugins.keySet());
                plugins.put(jar.manifest().id(), jar);
            } catch (PluginRefused e) {
                LOG.warn("{} cannot be used as a plugin: {}", source.name(), e.getMessage());
                unusable.add(new Unusable(source.name(), PluginProblem.of(PluginProblem.Stage.CHECK, e)));
            }
        }
        removeAllBut(used);
        return new Found(List.copyOf(plugins.values()), unusable);
    }

    /** Two plugins must not share an id, nor one's tables look like the other's. */
    static void requireApart(String id, Collection<String> others) {
        String own = PluginManifest.prefix(id);
        for (String other : others) {
            String prefix = PluginManifest.prefix(other);
            if (prefix.startsWith(own) || own.startsWith(prefix)) {
                throw new PluginRefused("duplicate", id, other);
            }
        }
    }

    private record Source(String name, byte[] content, Provenance provenance, @Nullable Path file) {}

    private List<Source> sources() {
        try {
            List<Source> sources = new ArrayList<>();
            for (String name : index()) {
                sources.add(new Source(name, resource(BUNDLED + name), Provenance.BUNDLED, null));
            }
            for (Path file : filesIn(folder)) {
                if (file.toString().endsWith(".jar")) {
                    sources.add(source(file));
                }
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the plugins", e);
        }
    }

    private static Source source(Path file) throws IOException {
        return new Source(file.getFileName().toString(), Files.readAllBytes(file), Provenance.CUSTOMER, file);
    }

    /**
     * Copies a jar from outside the folder to where it can be used from; {@link #settle} makes it last.
     *
     * @throws PluginRefused when that cannot be done
     */
    PluginJar adopt(Path file) {
        try {
            return keep(source(file));
        } catch (IOException e) {
            throw new PluginRefused("unpack", e, e);
        }
    }

    /**
     * Lets the next start find this jar, in place of the one before.
     *
     * @throws PluginRefused when that cannot be done
     */
    PluginJar settle(PluginJar jar, @Nullable Path before) {
        Path settled = folder.resolve(jar.manifest().id() + ".jar");
        try {
            Path temporary = Files.createTempFile(folder, "new", ".tmp");
            Files.copy(jar.file(), temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, settled, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            if (before != null && !before.equals(settled)) {
                Files.deleteIfExists(before);
            }
        } catch (IOException e) {
            throw new PluginRefused("unpack", e, e);
        }
        return new PluginJar(jar.file(), jar.sha256(), jar.provenance(), jar.manifest(), settled);
    }

    /**
     * Lets no later start find this jar.
     *
     * @throws StorageException when that cannot be done
     */
    void delete(PluginJar jar) {
        try {
            if (jar.source() != null) {
                Files.deleteIfExists(jar.source());
            }
        } catch (IOException e) {
            throw new StorageException("Cannot delete " + jar.source(), e);
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

    private List<String> index() throws IOException {
        if (application.getResource(INDEX) == null) {
            return List.of();
        }
        return new String(resource(INDEX), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private byte[] resource(String name) throws IOException {
        try (InputStream in = application.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The distribution lacks " + name);
            }
            return in.readAllBytes();
        }
    }

    private Path copies(Provenance provenance) {
        return folder.resolve(provenance == Provenance.BUNDLED ? "bundled" : "installed");
    }

    private PluginJar keep(Source source) {
        String sha256 = sha256(source.content());
        Path copies = copies(source.provenance());
        Path copy = copies.resolve(sha256 + ".jar");
        try {
            if (!Files.exists(copy) || !sha256.equals(sha256(Files.readAllBytes(copy)))) {
                Files.createDirectories(copies);
                Path temporary = Files.createTempFile(copies, "new", ".tmp");
                Files.copy(new ByteArrayInputStream(source.content()), temporary, StandardCopyOption.REPLACE_EXISTING);
                Files.move(temporary, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new PluginRefused("unpack", e, e);
        }
        return new PluginJar(copy, sha256, source.provenance(), PluginManifest.read(copy), source.file());
    }

    private void removeAllBut(Set<Path> used) {
        for (Provenance provenance : Provenance.values()) {
            try {
                for (Path copy : filesIn(copies(provenance))) {
                    if (!used.contains(copy)) {
                        Files.delete(copy);
                    }
                }
            } catch (IOException e) {
                LOG.warn("Earlier versions of plugins stay in {}", copies(provenance), e);
            }
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
