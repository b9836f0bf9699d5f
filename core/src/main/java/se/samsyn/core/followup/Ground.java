package se.samsyn.core.followup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.measuring.Status;

/**
 * What a goal of a follow-up is judged on: its figures, what was handed in of it last, and what is thought to lie behind it.
 *
 * @param last null when nothing has been handed in before
 * @param analysis null when none has been written
 */
record Ground(List<Standing> standings, @Nullable Stated last, @Nullable Analysis analysis) {

    static final Ground NONE = new Ground(List.of(), null, null);

    /** What the figures together speak for; null when they say nothing. */
    @Nullable Status proposed() {
        return GoalFigures.deciding(standings).map(standing -> standing.proposal().status()).orElse(null);
    }

    /**
     * Whether the goal is to be analysed: when it deviates and stood better last time. A goal that goes on as before needs
     * no new words.
     */
    boolean asksAnalysis(@Nullable Status now) {
        Status before = last == null ? null : last.assessment().status();
        return before != null && FollowUpService.deviates(now) && GoalFigures.worse(now, before);
    }
}
