package se.samsyn.core.followup;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been handed in of goals, this year or of the same goals in earlier plans. */
final class EarlierJudgements {

    private final AssessmentRepository assessments;
    private final StatedRepository said;

    EarlierJudgements(AssessmentRepository assessments, StatedRepository said) {
        this.assessments = assessments;
        this.said = said;
    }

    /** Of each goal the latest judgement; goals without one are not in the map. */
    Map<Long, Stated> latest(Collection<Long> goalIds) {
        return byGoal(said.latest(goalIds, null));
    }

    /**
     * The same, by way of the earlier plan when the goal has none of its own.
     *
     * @param before the follow-up that they are to be from before; null for any
     */
    Map<Long, Stated> last(Collection<Long> goalIds, @Nullable Long before) {
        Map<Long, Long> previous = assessments.previousGoals(goalIds);
        Set<Long> all = new HashSet<>(goalIds);
        all.addAll(previous.values());
        Map<Long, Stated> found = byGoal(said.latest(all, before));
        Map<Long, Stated> last = new HashMap<>();
        for (long goal : goalIds) {
            Stated own = found.get(goal);
            Stated stated = own != null ? own : found.get(previous.getOrDefault(goal, 0L));
            if (stated != null) {
                last.put(goal, stated);
            }
        }
        return last;
    }

    private static Map<Long, Stated> byGoal(List<Stated> judgements) {
        Map<Long, Stated> byGoal = new HashMap<>();
        judgements.forEach(stated -> byGoal.put(stated.assessment().goalId(), stated));
        return byGoal;
    }
}
