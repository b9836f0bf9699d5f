package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.planning.RedThread.Edge;

/** The red thread through one goal: every goal above it, itself, and the goals that come from it. */
final class GoalThread {

    private final GoalService goals;
    private final RedThread thread;

    GoalThread(GoalService goals, RedThread thread) {
        this.goals = goals;
        this.thread = thread;
    }

    /** A step of the thread; without an address for a goal that the user knows of but may not open. */
    public record Step(String level, String text, @Nullable String href, boolean current) {}

    /**
     * From the top down. Whoever reads a goal sees what it comes from, to the very top; what comes from it only as far as
     * they read the units.
     */
    List<Step> of(CurrentUser user, GoalRow row, Collection<Goal.Link> links) {
        List<Long> above = links.stream().map(Goal.Link::upperGoalId).toList();
        List<Edge> up = thread.up(above);
        Set<Long> ids = new HashSet<>(Edge.goals(up));
        ids.addAll(above);
        List<Edge> down = thread.down(List.of(row.goal().id())).stream()
                .filter(edge -> edge.upperGoalId() == row.goal().id())
                .toList();
        ids.addAll(Edge.goals(down));
        Map<Long, GoalRow> rows = goals.rows(ids);
        Set<Long> readable = user.units(CorePermissions.PLAN_READ);

        List<Step> steps = new ArrayList<>();
        Map<Long, Integer> heights = heights(above, up);
        heights.keySet().stream()
                .sorted(Comparator.comparing((Long id) -> -heights.get(id)).thenComparing(id -> id))
                .map(rows::get)
                .filter(upper -> upper != null && !upper.goal().removed())
                .forEach(upper -> steps.add(step(upper, row, readable)));
        steps.add(new Step(row.levelName(), row.goal().title(), null, true));
        down.stream()
                .map(edge -> rows.get(edge.goalId()))
                .filter(lower -> lower != null && !lower.goal().removed() && readable.contains(lower.unitId()))
                .forEach(lower -> steps.add(step(lower, row, readable)));
        return steps;
    }

    /** How far above the goal each is, by the longest way. */
    private static Map<Long, Integer> heights(List<Long> above, List<Edge> up) {
        Map<Long, Integer> heights = new HashMap<>();
        List<Long> layer = above;
        // No way is longer than the number of links, since none leads round.
        for (int height = 1; !layer.isEmpty() && height <= up.size() + 1; height++) {
            int now = height;
            layer.forEach(id -> heights.put(id, now));
            List<Long> below = layer;
            layer = up.stream()
                    .filter(edge -> below.contains(edge.goalId()))
                    .map(Edge::upperGoalId)
                    .distinct()
                    .toList();
        }
        return heights;
    }

    private static Step step(GoalRow row, GoalRow from, Set<Long> readable) {
        String where = row.unitId() == from.unitId() ? row.levelName() : row.levelName() + " · " + row.unitName();
        boolean open = readable.contains(row.unitId());
        return new Step(where, row.goal().title(), open ? Addresses.goal(row.goal().id()) : null, false);
    }
}
