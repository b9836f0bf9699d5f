package se.samsyn.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Files that grow while a server works, by which a test knows how far it has come.
 *
 * @param glob the names of those that are looked at together
 */
public record Watched(Path folder, String glob) {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    /** Waits until they are larger than that together, or until the work has ended. */
    public void awaitLarger(long size, Future<?> work) {
        while (size() <= size && !work.isDone()) {
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** The largest that they become until the work has ended. */
    public long largest(Future<?> work) {
        long largest = size();
        while (!work.isDone()) {
            LockSupport.parkNanos(PAUSE);
            largest = Math.max(largest, size());
        }
        return largest;
    }

    public long size() {
        long size = 0;
        if (!Files.isDirectory(folder)) {
            return size;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            for (Path file : files) {
                size += size(file);
            }
        } catch (NoSuchFileException e) {
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return size;
    }

    /** None for a file that has gone since it was listed. */
    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
