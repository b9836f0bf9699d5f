package se.samsyn.core.followup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A goal of a follow-up as its pages show it.
 *
 * @param place its number in the follow-up, from 1
 * @param proposal what the figures speak for; null when they say nothing
 * @param last what was handed in of it last; null when nothing was
 * @param missing what is lacking before it can be handed in
 * @param draftAt when the person typed something that is not saved; null when they did not
 */
public record GoalView(
        int place,
        AssessedGoal goal,
        List<FigureLine> figures,
        GoalFigures.@Nullable Proposal proposal,
        @Nullable Stated last,
        AnalysisPart analysis,
        List<Missing> missing,
        @Nullable Instant draftAt,
        String href) {

    public Assessment assessment() {
        return goal.assessment();
    }

    public boolean done() {
        return missing.isEmpty();
    }
}
