package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.util.List;
import se.samsyn.api.web.Request;

/**
 * Two who wrote the same at once, and what each of them wrote.
 *
 * @param target what it is about, such as {@code note-12}
 * @param who the other; empty when that is the same person in another window
 * @param version the one that is saved now
 * @param fields what differs, the text first
 */
public record Conflict(String target, String who, Instant at, int version, List<Field> fields) {

    /** A field that differs. */
    public record Field(String label, String mine, String theirs) {}

    static String who(Request request, String changedBy) {
        return changedBy.equals(request.caller().id()) ? "" : Views.name(request, changedBy);
    }

    /** What the one who wrote last wants to be kept. */
    enum Resolution {
        NONE,
        MINE,
        THEIRS,
        BOTH;

        static Resolution of(Input input) {
            return switch (input.value("resolution")) {
                case "mine" -> MINE;
                case "theirs" -> THEIRS;
                case "both" -> BOTH;
                default -> NONE;
            };
        }

        /** The text to be kept. */
        String of(String mine, String theirs) {
            return this != BOTH || theirs.isEmpty() ? mine : both(mine, theirs);
        }

        /** What both went on from is kept once: the lines and sentences that they begin with alike. */
        private static String both(String mine, String theirs) {
            if (theirs.startsWith(mine)) {
                return theirs;
            }
            if (mine.startsWith(theirs)) {
                return mine;
            }
            int alike = 0;
            for (int i = 0; i < mine.length() && i < theirs.length() && mine.charAt(i) == theirs.charAt(i); i++) {
                alike = endsSentence(mine, i) ? i + 1 : alike;
            }
            return theirs + "\n\n" + mine.substring(alike).stripLeading();
        }

        private static boolean endsSentence(String text, int at) {
            char here = text.charAt(at);
            return here == '\n' || here == ' ' && at > 0 && ".!?".indexOf(text.charAt(at - 1)) >= 0;
        }
    }
}
