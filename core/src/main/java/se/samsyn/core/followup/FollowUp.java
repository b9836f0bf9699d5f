package se.samsyn.core.followup;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One unit's part in a cycle. Until it is marked complete only its editors see it.
 *
 * @param summary what the unit wants to say of the whole; may be empty
 * @param reopenReason why it was opened again after it had been marked complete; null when it was not
 */
public record FollowUp(
        long id,
        long cycleId,
        long unitId,
        long planId,
        LocalDate due,
        State state,
        String summary,
        @Nullable Instant completedAt,
        @Nullable Long completedBy,
        @Nullable String reopenReason,
        int version) {

    /** Whether it has been handed in. */
    public enum State {
        OPEN,
        MARKED_COMPLETE
    }
}
