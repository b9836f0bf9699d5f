package se.samsyn.core.followup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Status;

/**
 * What a person judges of a goal in a follow-up.
 *
 * @param status null until it has been judged
 * @param proposed what the figures spoke for when it was judged; null when they said nothing
 * @param reason why the person judges otherwise than the figures speak for; null when nothing was said
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
        @Nullable Status proposed,
        @Nullable String reason,
        @Nullable Long authorId,
        boolean unchanged,
        @Nullable Instant assessedAt,
        int version) {

    /** What is judged, without who and when. */
    public Judgement judgement() {
        return new Judgement(status, trend, comment, reason == null ? "" : reason);
    }

    /** Whether the person judged otherwise than the figures spoke for. */
    public boolean differs() {
        return proposed != null && status != null && proposed != status;
    }

    Assessment proposing(@Nullable Status now) {
        return new Assessment(
                id, followUpId, goalId, status, trend, comment, now, reason, authorId, unchanged, assessedAt, version);
    }

    /** Which way it goes. */
    public enum Trend {
        BETTER,
        SAME,
        WORSE
    }
}
