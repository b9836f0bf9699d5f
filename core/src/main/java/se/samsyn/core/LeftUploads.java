package se.samsyn.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Uploads that nobody took in hand, since the server ended in the middle of them. */
final class LeftUploads {

    /** Another process may be at work with a newer one. */
    private static final Duration OLD = Duration.ofDays(1);

    private LeftUploads() {}

    static void remove(Path folder, Instant now) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(OLD))) {
                Files.deleteIfExists(file);
            }
        }
    }
}
