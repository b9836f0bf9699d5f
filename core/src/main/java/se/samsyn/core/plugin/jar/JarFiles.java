package se.samsyn.core.plugin.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes jars so that they are whole when they are there, also after a power cut. Never in memory as a whole. */
final class JarFiles {

    /** How a file ends that is being written. */
    static final String UNFINISHED = ".part";

    private JarFiles() {}

    static void copy(Path from, Path to) throws IOException {
        write(Files.newInputStream(from), to);
    }

    /** Closes the stream. */
    static void write(InputStream content, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Path unfinished = Files.createTempFile(to.getParent(), "new", UNFINISHED);
        try (content) {
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, to, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
