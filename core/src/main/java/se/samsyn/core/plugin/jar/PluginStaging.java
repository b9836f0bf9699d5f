package se.samsyn.core.plugin.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.settings.Checksums;

/** Where jars that someone has brought wait to be looked at, each under its sha256. Emptied when Samsyn starts. */
public final class PluginStaging {

    private static final Logger LOG = LoggerFactory.getLogger(PluginStaging.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    public PluginStaging(Path data) {
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
    public String keep(InputStream content) {
        try {
            Files.createDirectories(folder);
            Path arriving = Files.createTempFile(folder, "new", JarFiles.UNFINISHED);
            try {
                try (OutputStream out = Files.newOutputStream(arriving)) {
                    copy(content, out);
                }
                String sha256 = Checksums.sha256(arriving);
                Files.move(arriving, file(sha256), StandardCopyOption.REPLACE_EXISTING);
                return sha256;
            } finally {
                Files.deleteIfExists(arriving);
            }
        } catch (IOException e) {
            throw new PluginRefused("unpack", e, e);
        }
    }

    private static void copy(InputStream content, OutputStream out) throws IOException {
        byte[] part = new byte[1 << 16];
        long size = 0;
        for (int count = content.read(part); count >= 0; count = content.read(part)) {
            size += count;
            PluginInspector.requireSize(size);
            out.write(part, 0, count);
        }
    }

    public Optional<Path> find(String sha256) {
        return SHA256.matcher(sha256).matches() && Files.isRegularFile(file(sha256))
                ? Optional.of(file(sha256))
                : Optional.empty();
    }

    public void discard(String sha256) {
        find(sha256).ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{} stays until the next start", file, e);
            }
        });
    }

    private Path file(String sha256) {
        return folder.resolve(sha256 + ".jar");
    }
}
