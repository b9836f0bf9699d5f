package se.samsyn.core.followup;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Period;

/**
 * A follow-up with the names around it and how far it has come.
 *
 * @param period what is followed up
 * @param completedByName who handed it in; null until then
 * @param goals how many goals the plan has now
 * @param judged how many of them have a status
 */
public record FollowUpProgress(
        FollowUp followUp,
        String unitName,
        String cycleName,
        Period period,
        Cycle.State cycleState,
        String planTitle,
        @Nullable String completedByName,
        int goals,
        int judged) {

    /** Where it stands, in the words of the campaign overview. */
    public enum Stage {
        NOT_BEGUN,
        UNDER_WAY,
        HANDED_IN
    }

    public Stage stage() {
        if (followUp.state() == FollowUp.State.MARKED_COMPLETE) {
            return Stage.HANDED_IN;
        }
        return judged == 0 ? Stage.NOT_BEGUN : Stage.UNDER_WAY;
    }
}
