package se.samsyn.core.settings;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The one folder that holds everything: for its owner alone, and for one process at a time. */
public final class DataFolder {

    /** What an operator may put there beforehand. */
    public static final String PROPERTIES = "samsyn.properties";

    private static final String LOCK = "samsyn.lock";

    private final Path path;

    public DataFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    /** Makes the folder, readable by its owner alone, unless it is there. */
    public void create() {
        if (Files.isDirectory(path)) {
            return;
        }
        try {
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            Files.createDirectory(path, ownersAlone("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the data folder " + path + ": " + e.getMessage(), e);
        }
    }

    /** Writes a small file that the owner alone can read, at once or not at all. */
    public void writePrivate(String name, byte[] content) throws IOException {
        Path temporary = path.resolve(name + ".new");
        Files.deleteIfExists(temporary);
        try (OutputStream out = newPrivateFile(temporary)) {
            out.write(content);
        }
        Files.move(temporary, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes a file that the owner alone can read, from its first byte on. */
    public static OutputStream newPrivateFile(Path file) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return Channels.newOutputStream(Files.newByteChannel(file, options, ownersAlone("rw-------")));
    }

    /** Takes the folder for this process; empty when another has it. */
    public Optional<FileLock> lock() throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(lock);
            }
        } catch (OverlappingFileLockException e) {
            // This very process has it.
        }
        channel.close();
        return Optional.empty();
    }

    /** Whether files can be made in it; a mounted file system can refuse what permissions allow, so it is tried. */
    public boolean writable() {
        try {
            Files.delete(Files.createTempFile(path, ".write", null));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What is in it, but for what an operator may put there beforehand. */
    public List<Path> contents() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        Set<String> expected = Set.of(PROPERTIES, LOCK);
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> !expected.contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** Takes it away with all that is in it, if it is there. */
    public void delete() throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static FileAttribute<?>[] ownersAlone(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
