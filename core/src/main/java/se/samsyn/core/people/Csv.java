package se.samsyn.core.people;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.web.SpreadsheetText;

/** Cells of a CSV file with semicolons. */
final class Csv {

    private Csv() {}

    /** The text in quotes where it needs them; what a spreadsheet would take for a formula is made plain text. */
    static String cell(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String plain = SpreadsheetText.disarmed(text);
        boolean quoted = plain.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }
}
