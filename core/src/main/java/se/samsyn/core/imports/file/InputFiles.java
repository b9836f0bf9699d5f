package se.samsyn.core.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import se.samsyn.core.web.Rejection;

/** The files of an import one by one: folders and zip archives are opened, what is too large or empty is refused. */
public final class InputFiles {

    /** The field of the form, and what a failure of a file as a whole names. */
    public static final String FIELD = "files";

    public static final long LARGEST = 64L << 20;

    private static final long LARGEST_UNPACKED = 256L << 20;
    private static final int MOST_FILES = 10_000;

    /** No text in a workbook is longer; a reader would hold it as a whole. */
    private static final int LONGEST_TEXT = 1 << 20;
    /** Texts that the cells share are held as a whole. */
    private static final long LARGEST_SHARED = 24L << 20;

    private InputFiles() {}

    /**
     * @param scratch an empty folder of the caller's, where archives are unpacked
     * @throws Rejection when a file cannot be used
     */
    public static List<InputFile> expand(List<InputFile> given, Path scratch) throws IOException {
        List<InputFile> files = new ArrayList<>();
        for (InputFile file : given) {
            if (Files.isDirectory(file.path())) {
                folder(file.path(), files);
            } else if (!Files.isReadable(file.path())) {
                throw Rejection.of(FIELD, "imports.error.unreadable", file.name());
            } else {
                files.add(file);
            }
        }
        List<InputFile> expanded = new ArrayList<>();
        for (InputFile file : files) {
            checkSize(file);
            switch (file.kind()) {
                case EMPTY -> throw Rejection.of(FIELD, "imports.error.empty", file.name());
                case XLS -> throw Rejection.of(FIELD, "imports.error.xls", file.name());
                case BINARY -> throw Rejection.of(FIELD, "imports.error.binary", file.name());
                case ZIP -> unpack(file, scratch, expanded);
                case XLSX -> {
                    checkArchive(file);
                    expanded.add(file);
                }
                case TEXT -> expanded.add(file);
            }
            if (expanded.size() > MOST_FILES) {
                throw Rejection.of(FIELD, "imports.error.many", MOST_FILES);
            }
        }
        if (expanded.isEmpty()) {
            throw Rejection.of(FIELD, "imports.error.nofile");
        }
        return expanded;
    }

    /**
     * Keeps what is read in a file.
     *
     * @throws Rejection when it is too large
     */
    public static void copy(String name, InputStream in, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            byte[] part = new byte[1 << 16];
            long size = 0;
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                size += read;
                if (size > LARGEST) {
                    throw Rejection.of(FIELD, "imports.error.large", name, LARGEST >> 20);
                }
                out.write(part, 0, read);
            }
        }
    }

    private static void checkSize(InputFile file) throws IOException {
        if (Files.size(file.path()) > LARGEST) {
            throw Rejection.of(FIELD, "imports.error.large", file.name(), LARGEST >> 20);
        }
    }

    private static void folder(Path folder, List<InputFile> files) throws IOException {
        try (Stream<Path> within = Files.walk(folder, 4)) {
            within.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .forEach(path -> files.add(InputFile.of(path)));
        }
    }

    private static void unpack(InputFile archive, Path scratch, List<InputFile> files) throws IOException {
        long room = LARGEST_UNPACKED;
        try (ZipFile zip = new ZipFile(archive.path().toFile())) {
            for (ZipEntry entry : entries(zip, archive)) {
                Path target = scratch.resolve("unpacked-" + files.size());
                try (InputStream in = zip.getInputStream(entry);
                        OutputStream out = Files.newOutputStream(target)) {
                    room = copy(in, out, room, archive);
                }
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                InputFile file = new InputFile(name, target);
                if (file.kind() != InputFile.Kind.TEXT) {
                    throw Rejection.of(FIELD, "imports.error.binary", name);
                }
                files.add(file);
            }
        } catch (ZipException e) {
            throw Rejection.of(FIELD, "imports.error.archive", archive.name());
        }
    }

    /** An XLSX file is an archive that unpacks to a bounded size, whatever it says of itself. */
    private static void checkArchive(InputFile file) throws IOException {
        long room = LARGEST_UNPACKED;
        try (ZipFile zip = new ZipFile(file.path().toFile())) {
            for (ZipEntry entry : entries(zip, file)) {
                boolean sheet = entry.getName().startsWith("xl/worksheets/");
                long allowed = sheet ? room : Math.min(room, LARGEST_SHARED);
                try (InputStream in = zip.getInputStream(entry)) {
                    room -= allowed - copy(in, new TextLimit(file), allowed, file);
                }
            }
        } catch (ZipException e) {
            throw Rejection.of(FIELD, "imports.error.archive", file.name());
        }
    }

    private static List<ZipEntry> entries(ZipFile zip, InputFile archive) {
        if (zip.size() > MOST_FILES) {
            throw Rejection.of(FIELD, "imports.error.bomb", archive.name());
        }
        List<ZipEntry> entries = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            boolean hidden = entry.getName().startsWith("__MACOSX/") || entry.getName().contains("/.");
            if (!entry.isDirectory() && !hidden) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static long copy(InputStream in, OutputStream out, long room, InputFile archive) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = room;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            left -= read;
            if (left < 0) {
                throw Rejection.of(FIELD, "imports.error.bomb", archive.name());
            }
            out.write(buffer, 0, read);
        }
        return left;
    }

    /** Refuses XML with an overlong text. */
    private static final class TextLimit extends OutputStream {

        private final InputFile file;
        private int length;

        TextLimit(InputFile file) {
            this.file = file;
        }

        @Override
        public void write(int b) {
            length = b == '<' ? 0 : length + 1;
            if (length > LONGEST_TEXT) {
                throw Rejection.of(FIELD, "imports.error.bomb", file.name());
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            for (int i = from; i < from + count; i++) {
                write(bytes[i]);
            }
        }
    }
}
