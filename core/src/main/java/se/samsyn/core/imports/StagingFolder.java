package se.samsyn.core.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder in which imports wait. An id tells when it was made; what nobody came back to is thrown away. */
final class StagingFolder {

    private static final Duration LONGEST_WAIT = Duration.ofHours(24);
    private static final Pattern NAME = Pattern.compile("(?<made>[0-9a-f]{12})[0-9a-f]{20}(\\.db.*)?");

    private final Path path;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    StagingFolder(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
    }

    String newId() {
        byte[] bytes = new byte[10];
        random.nextBytes(bytes);
        return "%012x%s".formatted(clock.millis(), HexFormat.of().formatHex(bytes));
    }

    /** Where the import of the id waits. */
    Path file(String id) {
        return folder(path).resolve(id + ".db");
    }

    /** What waits under the id; empty when it is none of ours, has been dropped or has expired. */
    Optional<Staging> find(String id) {
        return made(id).filter(made -> !expired(made)).flatMap(made -> Staging.open(file(id)));
    }

    /** An empty folder for what the import brings along. */
    Path scratch(String id) {
        return folder(path.resolve(id));
    }

    void drop(String id) {
        delete(file(id));
        dropScratch(id);
    }

    void dropScratch(String id) {
        delete(path.resolve(id));
    }

    void dropExpired() {
        List<Path> expired;
        try (Stream<Path> files = Files.list(folder(path))) {
            expired = files.filter(file ->
                            made(file.getFileName().toString()).filter(this::expired).isPresent())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look through " + path, e);
        }
        expired.forEach(StagingFolder::delete);
    }

    private static Optional<Instant> made(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(matcher.group("made"), 16)))
                : Optional.empty();
    }

    private boolean expired(Instant made) {
        return made.isBefore(clock.instant().minus(LONGEST_WAIT));
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder " + folder, e);
        }
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path, e);
        }
    }
}
