package se.samsyn.core.imports.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads text as it was written: by its byte order mark, else UTF-8 where it is that, else Windows-1252. */
public final class TextEncoding {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private TextEncoding() {}

    /** The text without its byte order mark. */
    public static Reader open(InputFile file) throws IOException {
        InputStream in = file.open();
        try {
            Charset charset = charset(file);
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, charset), 1 << 16);
            reader.mark(1);
            if (reader.read() != '\ufeff') {
                reader.reset();
            }
            return reader;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    static Charset charset(InputFile file) throws IOException {
        try (InputStream in = file.open()) {
            byte[] start = in.readNBytes(2);
            if (start.length == 2 && (start[0] & 0xff) == 0xff && (start[1] & 0xff) == 0xfe) {
                return StandardCharsets.UTF_16LE;
            }
            if (start.length == 2 && (start[0] & 0xff) == 0xfe && (start[1] & 0xff) == 0xff) {
                return StandardCharsets.UTF_16BE;
            }
        }
        return isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS;
    }

    private static boolean isUtf8(InputFile file) throws IOException {
        char[] buffer = new char[1 << 14];
        try (Reader reader = new InputStreamReader(
                file.open(), StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT))) {
            while (reader.read(buffer) >= 0) {
                // only whether it can be decoded
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
