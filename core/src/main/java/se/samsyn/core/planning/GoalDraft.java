package se.samsyn.core.planning;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a goal, before it has been checked. The parts are those of {@link Goal}.
 *
 * @param customFields every value that the goal should have of plugins' fields; blank where there should be none
 */
public record GoalDraft(
        long levelId,
        String title,
        String description,
        @Nullable Long ownerId,
        List<Goal.Link> links,
        List<Long> indicatorIds,
        @Nullable Long previousGoalId,
        Map<String, String> customFields) {

    /** A goal without values of plugins' fields. */
    public GoalDraft(
            long levelId,
            String title,
            String description,
            @Nullable Long ownerId,
            List<Goal.Link> links,
            List<Long> indicatorIds,
            @Nullable Long previousGoalId) {
        this(levelId, title, description, ownerId, links, indicatorIds, previousGoalId, Map.of());
    }

    /** A goal with a title alone. */
    public static GoalDraft titled(long levelId, String title) {
        return new GoalDraft(levelId, title, "", null, List.of(), List.of(), null);
    }

    /** The goal as it is, to change parts of. */
    public static GoalDraft of(Goal goal) {
        return new GoalDraft(
                goal.levelId(), goal.title(), goal.description(), goal.ownerId(), goal.links(), goal.indicatorIds(),
                goal.previousGoalId(), goal.customFields());
    }
}
