package se.samsyn.core.imports.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A file to import.
 *
 * @param name as the person knows it
 * @param path where its content is
 */
public record InputFile(String name, Path path) {

    /** How many of the first bytes tell what a file is. */
    private static final int START = 512;

    public static InputFile of(Path path) {
        return new InputFile(path.getFileName() == null ? path.toString() : path.getFileName().toString(), path);
    }

    public InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    }

    /** What the first bytes say that it is, whatever it is called. */
    public Kind kind() throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(START);
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (start.length < START && text.replaceAll("[\\s\0\u00ef\u00bb\u00bf\u00fe\u00ff]", "").isEmpty()) {
            return Kind.EMPTY;
        }
        if (text.startsWith("%PDF-")) {
            return Kind.BINARY;
        }
        if (start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] < 9) {
            return name.toLowerCase(Locale.ROOT).endsWith(".zip") ? Kind.ZIP : Kind.XLSX;
        }
        boolean oldExcel = start.length > 3 && (start[0] & 0xff) == 0xd0 && (start[1] & 0xff) == 0xcf;
        if (oldExcel) {
            return Kind.XLS;
        }
        boolean utf16 = start.length > 1 && (start[0] & 0xff) + (start[1] & 0xff) == 0xff + 0xfe;
        boolean binary = !utf16 && Arrays.toString(start).contains(" 0,");
        return binary ? Kind.BINARY : Kind.TEXT;
    }

    /** The kinds of content. */
    public enum Kind {
        EMPTY,
        TEXT,
        XLSX,
        ZIP,
        /** The binary Excel format of before 2007. */
        XLS,
        BINARY
    }
}
