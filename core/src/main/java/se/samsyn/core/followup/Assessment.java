package se.samsyn.core.followup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Status;

/**
 * What a person judges of a goal in a follow-up.
 *
 * @param status null until it has been judged
 * @param unchanged whether it was carried over from the last follow-up by one press
 * @param version 0 until it has been judged
 */
public record Assessment(
        long id,
        long followUpId,
        long goalId,
        @Nullable Status status,
        @Nullable Trend trend,
        String comment,
        String analysis,
        @Nullable Long authorId,
        boolean unchanged,
        @Nullable Instant assessedAt,
        int version) {

    /** What is judged, without who and when. */
    public Judgement judgement() {
        return new Judgement(status, trend, comment, analysis);
    }

    /** Which way it goes. */
    public enum Trend {
        BETTER,
        SAME,
        WORSE
    }
}
