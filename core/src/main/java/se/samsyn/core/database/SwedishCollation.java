package se.samsyn.core.database;

import java.text.Normalizer;
import java.util.Locale;

/** Orders text as Swedish does: case apart, å, ä and ö last, v and w as letters of their own. */
public final class SwedishCollation {

    /** PostgreSQL's name for the same order, so that one SQL text runs on both. */
    public static final String NAME = "sv-x-icu";

    private SwedishCollation() {}

    public static int compare(String a, String b) {
        int folded = key(a).compareTo(key(b));
        return folded != 0 ? folded : a.compareTo(b);
    }

    /** A text whose plain order is the Swedish order. */
    public static String key(String text) {
        StringBuilder key = new StringBuilder(text.length());
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            switch (c) {
                case 'å' -> key.append("{a");
                case 'ä', 'æ' -> key.append("{b");
                case 'ö', 'ø' -> key.append("{c");
                default -> appendWithoutAccent(key, c);
            }
        }
        return key.toString();
    }

    /** A {@code like} pattern, with {@code !} as its escape, for texts kept as {@link #key} that contain the text. */
    public static String contains(String text) {
        String escaped = key(text.strip()).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + escaped + "%";
    }

    private static void appendWithoutAccent(StringBuilder key, char c) {
        if (c < 128) {
            key.append(c);
            return;
        }
        String plain = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
        key.append(Character.isLetter(plain.charAt(0)) ? plain.substring(0, 1) : plain);
    }
}
