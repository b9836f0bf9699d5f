package se.samsyn.core.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Which letters a font has. What it has not is written by its name, so that nobody signs what cannot be read. */
final class FontLetters {

    private final CmapLookup letters;

    FontLetters(InputStream font) {
        try (font;
                TrueTypeFont read = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
            this.letters = read.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the font", e);
        }
    }

    /** The same text, with {@code [grinning face]} where the font has no such sign. */
    String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            if (Character.isISOControl(letter) || letters.getGlyphId(letter) != 0) {
                shown.appendCodePoint(letter);
            } else if (!joins(letter)) {
                shown.append('[').append(name(letter)).append(']');
            }
        });
        return shown.toString();
    }

    /** What only says how those beside it are drawn. */
    private static boolean joins(int letter) {
        return Character.getType(letter) == Character.FORMAT || letter >= 0xFE00 && letter <= 0xFE0F;
    }

    private static String name(int letter) {
        String name = Character.getName(letter);
        return name == null ? "U+%04X".formatted(letter) : name.toLowerCase(Locale.ROOT);
    }
}
