package se.samsyn.core.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A goal on a level of a plan.
 *
 * @param ownerId who answers for it; null when nobody does yet
 * @param links the goals above that it comes from: the red thread
 * @param indicatorIds what it is measured by, in order
 * @param previousGoalId the same goal in an earlier plan
 * @param customFields the values of plugins' fields that are set, by the fields' keys
 * @param removed whether it has been taken out of the plan; it stays in history
 */
public record Goal(
        long id,
        long planId,
        long levelId,
        String title,
        String description,
        @Nullable Long ownerId,
        int position,
        List<Link> links,
        List<Long> indicatorIds,
        @Nullable Long previousGoalId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> customFields,
        boolean removed,
        int version) {

    /** Without values where the log says nothing of them. */
    public Goal {
        customFields = customFields == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(customFields));
    }

    Goal stored(long newId, int newPosition, int newVersion) {
        return new Goal(
                newId, planId, levelId, title, description, ownerId, newPosition, links, indicatorIds, previousGoalId,
                customFields, removed, newVersion);
    }

    Goal linked(List<Link> newLinks, List<Long> newIndicatorIds) {
        return new Goal(
                id, planId, levelId, title, description, ownerId, position, newLinks, newIndicatorIds, previousGoalId,
                customFields, removed, version);
    }

    Goal with(Map<String, String> newCustomFields) {
        return new Goal(
                id, planId, levelId, title, description, ownerId, position, links, indicatorIds, previousGoalId,
                newCustomFields, removed, version);
    }

    Goal at(int newPosition) {
        return stored(id, newPosition, version);
    }

    Goal withRemoved(boolean newRemoved) {
        return new Goal(
                id, planId, levelId, title, description, ownerId, position, links, indicatorIds, previousGoalId,
                customFields, newRemoved, version);
    }

    /** A thread up to another goal. */
    public record Link(long upperGoalId, LinkKind kind) {}

    /** What a goal does with the one above. */
    public enum LinkKind {
        TAKES_OVER,
        SUPPLEMENTS,
        BREAKS_DOWN
    }
}
