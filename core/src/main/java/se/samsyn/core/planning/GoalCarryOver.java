package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Database;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.web.Rejection;

/**
 * Takes the goals of a unit's earlier plan along into the next. Each knows the goal it comes from; activities, targets
 * and judgements stay with the year they belong to.
 */
public final class GoalCarryOver {

    private final Database database;
    private final PlanService plans;
    private final GoalService goals;

    GoalCarryOver(Database database, PlanService plans, GoalService goals) {
        this.database = database;
        this.plans = plans;
        this.goals = goals;
    }

    /** The unit's latest plan of the same model before this one. */
    public Optional<Plan> earlier(CurrentUser user, Plan plan) {
        return plans.page(user, PlanQuery.ofUnit(plan.unitId()), 0, 100).stream()
                .map(PlanRow::plan)
                .filter(other -> other.planTypeId() == plan.planTypeId()
                        && other.period().compareTo(plan.period()) < 0)
                .max((a, b) -> a.period().compareTo(b.period()));
    }

    /**
     * Makes the goals of the earlier plan anew in this one; those that have been taken along already are left.
     *
     * @return the new goals
     */
    public List<Goal> carry(CurrentUser user, long planId) {
        return database.write(() -> {
            Plan plan = plans.get(user, planId);
            user.require(CorePermissions.GOAL_EDIT, plan.unitId());
            plans.requireDraft(plan);
            Plan from = earlier(user, plan)
                    .orElseThrow(() -> Rejection.of("", "planning.carry.error.none"));
            Map<Long, Long> successors = new HashMap<>();
            goals.ofPlan(user, planId).forEach(row -> remember(successors, row.goal()));
            List<Goal> made = new ArrayList<>();
            for (Goal old : uppersFirst(goals.ofPlan(user, from.id()))) {
                if (!successors.containsKey(old.id())) {
                    successors.putAll(goals.successors(old.links().stream().map(Link::upperGoalId).toList()));
                    Goal goal = goals.create(user, planId, draft(old, successors));
                    remember(successors, goal);
                    made.add(goal);
                }
            }
            return made;
        });
    }

    /** In the plan's order, but each after the goals that it hangs on; there is always one to take, since none lead round. */
    private static List<Goal> uppersFirst(List<GoalRow> rows) {
        Map<Long, Goal> left = new LinkedHashMap<>();
        rows.forEach(row -> left.put(row.goal().id(), row.goal()));
        List<Goal> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Goal next = left.values().stream()
                    .filter(goal -> goal.links().stream().noneMatch(link -> left.containsKey(link.upperGoalId())))
                    .findFirst()
                    .orElseThrow();
            left.remove(next.id());
            ordered.add(next);
        }
        return ordered;
    }

    private static void remember(Map<Long, Long> successors, Goal goal) {
        if (goal.previousGoalId() != null) {
            successors.put(goal.previousGoalId(), goal.id());
        }
    }

    /** The same goal, hung on what has come of the goals that it hung on; a thread to last year's goals is cut. */
    private static GoalDraft draft(Goal old, Map<Long, Long> successors) {
        List<Link> links = old.links().stream()
                .map(link -> {
                    Long upper = successors.get(link.upperGoalId());
                    return upper == null ? null : new Link(upper, link.kind());
                })
                .filter(Objects::nonNull)
                .toList();
        return new GoalDraft(
                old.levelId(), old.title(), old.description(), old.ownerId(), links, old.indicatorIds(), old.id(),
                old.customFields());
    }
}
