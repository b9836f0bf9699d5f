package se.samsyn.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where jars that someone has brought wait to be looked at, each under its sha256. Emptied when Samsyn starts. */
final class PluginStaging {

    private static final Logger LOG = LoggerFactory.getLogger(PluginStaging.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    PluginStaging(Path data) {
        this.folder = data.resolve("plugins").resolve("staged");
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("What waited to be looked at stays in {}", folder, e);
        }
    }

    /**
     * @return its sha256
     * @throws PluginRefused when it is too large, or cannot be kept
     */
    String keep(InputStream content) {
        try {
            byte[] bytes = content.readNBytes((int) PluginInspector.LARGEST + 1);
            if (bytes.length > PluginInspector.LARGEST) {
                throw new PluginRefused("size", PluginInspector.LARGEST >> 20);
            }
            String sha256 = PluginStore.sha256(bytes);
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "new", ".tmp");
            Files.write(temporary, bytes);
            Files.move(temporary, file(sha256), StandardCopyOption.REPLACE_EXISTING);
            return sha256;
        } catch (IOException e) {
            throw new PluginRefused("unpack", e, e);
        }
    }

    Optional<Path> find(String sha256) {
        return SHA256.matcher(sha256).matches() && Files.isRegularFile(file(sha256))
                ? Optional.of(file(sha256))
                : Optional.empty();
    }

    void discard(String sha256) {
        find(sha256).ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot delete " + file, e);
            }
        });
    }

    private Path file(String sha256) {
        return folder.resolve(sha256 + ".jar");
    }
}
