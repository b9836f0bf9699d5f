package se.samsyn.core.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Which letters a font has. In the place of one that it has not stands a square, so that nobody signs without seeing it. */
final class FontLetters {

    private static final int IN_ITS_PLACE = '□';

    private final CmapLookup letters;

    FontLetters(InputStream font) {
        try (font;
                TrueTypeFont read = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
            this.letters = read.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the font", e);
        }
    }

    /** The same text, with {@code □} where the font has no such sign. */
    String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            if (Character.isISOControl(letter) || letters.getGlyphId(letter) != 0) {
                shown.appendCodePoint(letter);
            } else if (!belongsToAnother(letter)) {
                shown.appendCodePoint(IN_ITS_PLACE);
            }
        });
        return shown.toString();
    }

    /** What only says how those beside it are drawn: what joins them, and the colour of a face or a hand. */
    private static boolean belongsToAnother(int letter) {
        return Character.getType(letter) == Character.FORMAT
                || letter >= 0xFE00 && letter <= 0xFE0F
                || letter >= 0x1F3FB && letter <= 0x1F3FF;
    }
}
