package se.samsyn.core.web;

import java.util.regex.Pattern;

/** Text in files that spreadsheets open: what one would run as a formula is disarmed with an apostrophe. */
public final class SpreadsheetText {

    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r].*|-(?![0-9][0-9., ]*$).*", Pattern.DOTALL);

    private SpreadsheetText() {}

    public static String disarmed(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    /** The text as it was before it was disarmed. */
    public static String plain(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell.substring(1)).matches() ? cell.substring(1) : cell;
    }
}
