package se.samsyn.core.planning;

import org.jspecify.annotations.Nullable;

/**
 * What may lie behind a result, and what speaks for and against it.
 *
 * @param id 0 until it has been saved
 * @param verdict what was concluded of it; null until something was
 */
public record Cause(
        long id, String text, String evidenceFor, String evidenceAgainst, @Nullable Verdict verdict) {

    /** What is concluded of a cause. */
    public enum Verdict {
        CONFIRMED,
        POSSIBLE,
        REJECTED
    }

    /** Whether nothing has been written of it. */
    public boolean blank() {
        return text.isBlank() && evidenceFor.isBlank() && evidenceAgainst.isBlank() && verdict == null;
    }
}
