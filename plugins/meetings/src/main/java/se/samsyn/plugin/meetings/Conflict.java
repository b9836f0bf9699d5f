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
            return this != BOTH || theirs.isEmpty() || mine.isEmpty() ? mine : theirs + "\n\n" + mine;
        }
    }
}
