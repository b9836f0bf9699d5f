package se.samsyn.core.followup;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Period;

/**
 * An assessment with where it was made.
 *
 * @param period what was followed up
 * @param state whether the follow-up has been handed in
 * @param authorName null until it has been judged, and when the system did it
 */
public record Stated(
        Assessment assessment,
        long unitId,
        String cycleName,
        Period period,
        FollowUp.State state,
        @Nullable String authorName) {

    public boolean handedIn() {
        return state == FollowUp.State.MARKED_COMPLETE;
    }
}
