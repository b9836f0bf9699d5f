package se.samsyn.core.planning;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What became of a text, word by word. */
final class WordDifference {

    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*|\\s+");

    private WordDifference() {}

    /** Some words that stayed, came or went. */
    public record Piece(Kind kind, String text) {}

    /** What became of them. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED
    }

    /** The whole of both texts in order; what went stands before what came in its place. */
    static List<Piece> between(String before, String after) {
        List<String> old = words(before);
        List<String> now = words(after);
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (AbstractDelta<String> delta :
                DiffUtils.diff(old, now, (a, b) -> a.strip().equals(b.strip())).getDeltas()) {
            int place = delta.getTarget().getPosition();
            add(pieces, Kind.SAME, now.subList(at, place));
            if (delta.getType() != DeltaType.INSERT) {
                add(pieces, Kind.REMOVED, delta.getSource().getLines());
            }
            if (delta.getType() != DeltaType.DELETE) {
                add(pieces, Kind.ADDED, delta.getTarget().getLines());
            }
            at = place + delta.getTarget().size();
        }
        add(pieces, Kind.SAME, now.subList(at, now.size()));
        return pieces;
    }

    private static void add(List<Piece> pieces, Kind kind, List<String> words) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(kind, String.join("", words)));
        }
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }
}
