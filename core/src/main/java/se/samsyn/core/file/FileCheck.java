package se.samsyn.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.Tika;
import se.samsyn.api.web.Upload;
import se.samsyn.core.settings.Checksums;
import se.samsyn.core.web.Rejection;

/** Takes a file in beside the database, and says whether it is what it may be and what its name says. */
final class FileCheck {

    static final int LARGEST_MB = 25;
    private static final long LARGEST = LARGEST_MB * 1024L * 1024;
    private static final int LONGEST_NAME = 150;
    private static final Set<String> ARCHIVES = Set.of("application/zip", "application/x-tika-ooxml");

    private final Path temporary;

    FileCheck(Path temporary) {
        this.temporary = temporary;
    }

    /** The first one that is looked at loads the library's table of types. */
    private static final class Detector {
        private static final Tika TIKA = new Tika();
    }

    /** A file that may be kept. */
    record Checked(Path file, String name, String contentType, long size, String sha256) implements AutoCloseable {

        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove " + file, e);
            }
        }
    }

    /**
     * @throws Rejection when it may not be kept
     */
    Checked check(Upload upload) {
        String name = name(upload.name());
        FileType type = FileType.named(name)
                .orElseThrow(() -> Rejection.of("", "file.error.type", name, FileType.list()));
        Path file = null;
        boolean fine = false;
        try {
            file = Files.createTempFile(Files.createDirectories(temporary), "attachment", "");
            long size = copy(upload, file, name);
            requireContent(file, name, type);
            Checked checked = new Checked(file, name, type.contentType(), size, Checksums.sha256(file));
            fine = true;
            return checked;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take the file in", e);
        } finally {
            if (file != null && !fine) {
                file.toFile().delete();
            }
        }
    }

    /** Without folders and what no name should hold; a Mac's å in two parts as one. */
    private static String name(String given) {
        String plain = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String name = Normalizer.normalize(plain, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}<>:\"|?*]", "")
                .strip();
        if (name.length() > LONGEST_NAME) {
            String end = name.substring(Math.max(name.lastIndexOf('.'), name.length() - 10));
            name = name.substring(0, LONGEST_NAME - end.length()) + end;
        }
        return name;
    }

    private static long copy(Upload upload, Path file, String name) throws IOException {
        long size = 0;
        try (InputStream in = upload.open();
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > LARGEST) {
                    throw Rejection.of("", "file.error.large", name, LARGEST_MB);
                }
                out.write(buffer, 0, read);
            }
        }
        if (size == 0) {
            throw Rejection.of("", "file.error.empty", name);
        }
        return size;
    }

    private static void requireContent(Path file, String name, FileType type) throws IOException {
        String found;
        try (InputStream in = Files.newInputStream(file)) {
            found = Detector.TIKA.detect(in);
        }
        boolean fits = type.isArchive() ? ARCHIVES.contains(found) && holds(file, name, type) : type.fits(found);
        if (!fits) {
            throw Rejection.of("", "file.error.content", name);
        }
    }

    /** Whether Office's archive has what makes it one of the kind. Its list alone is read, so that nothing is unpacked. */
    private static boolean holds(Path file, String name, FileType type) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.stream().anyMatch(entry -> entry.getName().endsWith("vbaProject.bin"))) {
                throw Rejection.of("", "file.error.macros", name);
            }
            return zip.getEntry("[Content_Types].xml") != null
                    && zip.stream().anyMatch(entry -> entry.getName().startsWith(type.folder()));
        } catch (ZipException e) {
            return false;
        }
    }
}
