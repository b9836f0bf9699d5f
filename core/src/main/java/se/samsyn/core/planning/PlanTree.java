package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The goals of one plan as they hang together: a goal stands under the first of its upper goals in the same plan. */
final class PlanTree {

    /** The key of the goals that stand under no other. */
    private static final long TOP = 0;

    private final Map<Long, List<GoalRow>> byUpper;
    private final Map<Long, Long> upper;

    private PlanTree(Map<Long, List<GoalRow>> byUpper, Map<Long, Long> upper) {
        this.byUpper = byUpper;
        this.upper = upper;
    }

    /** @param rows in the order of level and position */
    static PlanTree of(List<GoalRow> rows) {
        Set<Long> present = new HashSet<>();
        rows.forEach(row -> present.add(row.goal().id()));
        Map<Long, List<GoalRow>> byUpper = new LinkedHashMap<>();
        Map<Long, Long> upper = new HashMap<>();
        for (GoalRow row : rows) {
            Optional<Long> above = row.goal().links().stream()
                    .map(Goal.Link::upperGoalId)
                    .filter(present::contains)
                    .findFirst();
            upper.put(row.goal().id(), above.orElse(TOP));
            byUpper.computeIfAbsent(above.orElse(TOP), id -> new ArrayList<>()).add(row);
        }
        return new PlanTree(byUpper, upper);
    }

    List<GoalRow> top() {
        return byUpper.getOrDefault(TOP, List.of());
    }

    List<GoalRow> under(long goalId) {
        return byUpper.getOrDefault(goalId, List.of());
    }

    /** The goals that the goal can change places with, itself among them: those at the same place and level. */
    List<Goal> beside(Goal goal) {
        return byUpper.getOrDefault(upper.getOrDefault(goal.id(), TOP), List.of()).stream()
                .map(GoalRow::goal)
                .filter(other -> other.levelId() == goal.levelId())
                .toList();
    }
}
