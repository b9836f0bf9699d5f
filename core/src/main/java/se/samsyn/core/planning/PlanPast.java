package se.samsyn.core.planning;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.IndicatorService;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.organisation.UnitService;
import se.samsyn.core.planning.PlanType.Level;
import se.samsyn.core.web.NotFound;

/** Plans, goals and activities as pages show them of an earlier time, with the names of where they stood then. */
public final class PlanPast {

    private final PlanService plans;
    private final PlanTypeService types;
    private final GoalService goals;
    private final UnitRepository units;
    private final ChangeLog changes;

    PlanPast(PlanService plans, PlanTypeService types, GoalService goals, UnitRepository units, ChangeLog changes) {
        this.plans = plans;
        this.types = types;
        this.goals = goals;
        this.units = units;
        this.changes = changes;
    }

    /**
     * The plan as it was.
     *
     * @param until the first instant that is no longer seen
     * @throws NotFound when there is no such plan, none that the user may read, or none yet
     */
    Plan plan(CurrentUser user, long planId, Instant until) {
        plans.get(user, planId);
        return changes.asOf(PlanService.ENTITY, planId, until, Plan.class)
                .orElseThrow(() -> new NotFound("plan " + planId + " before " + until));
    }

    /** The plan's governance model as it was; as it is when the log does not know it. */
    PlanType type(Plan plan, Instant until) {
        return changes.asOf(PlanTypeService.ENTITY, plan.planTypeId(), until, PlanType.class)
                .orElseGet(() -> types.find(plan.planTypeId()).orElseThrow());
    }

    /** The goals that were in the plan, from the highest level, each level in its own order. */
    public List<GoalRow> goals(CurrentUser user, long planId, Instant until) {
        Plan plan = plan(user, planId, until);
        return goals(user, plan, type(plan, until), until);
    }

    List<GoalRow> goals(CurrentUser user, Plan plan, PlanType type, Instant until) {
        Map<Long, GoalRow> ever = goals.everOfPlan(user, plan.id()).stream()
                .collect(Collectors.toMap(row -> row.goal().id(), row -> row));
        Map<Long, Goal> then = changes.asOf(GoalService.ENTITY, ever.keySet(), until, Goal.class);
        List<Long> levels = type.levels().stream().map(Level::id).toList();
        String unit = unitName(plan.unitId(), until);
        return then.values().stream()
                .filter(goal -> !goal.removed())
                .sorted(Comparator.<Goal>comparingInt(goal -> levels.indexOf(goal.levelId()))
                        .thenComparingInt(Goal::position)
                        .thenComparingLong(Goal::id))
                .map(goal -> named(ever.get(goal.id()), goal, plan, type, unit))
                .toList();
    }

    /** The goal, as it was, with the names of where it stood. */
    GoalRow goal(GoalRow now, Goal then, Plan plan, Instant until) {
        return named(now, then, plan, type(plan, until), unitName(now.unitId(), until));
    }

    private static GoalRow named(GoalRow now, Goal then, Plan plan, PlanType type, String unit) {
        String level = type.levels().stream()
                .filter(one -> one.id() == then.levelId())
                .map(Level::name)
                .findFirst()
                .orElse(now.levelName());
        return new GoalRow(
                then, now.unitId(), unit, now.unitKind(), now.period(), plan.title(), level, now.topLevel());
    }

    /** The activity, as it was, with the names of where it stood. */
    ActivityRow activity(ActivityRow now, Activity then, Instant until) {
        ActivityRow.@Nullable ServedGoal goal = now.goal();
        ActivityRow.@Nullable ServedGoal served = goal == null
                ? null
                : changes.asOf(GoalService.ENTITY, goal.id(), until, Goal.class)
                        .map(was -> new ActivityRow.ServedGoal(was.id(), was.title(), goal.planId(), goal.planTitle()))
                        .orElse(goal);
        return new ActivityRow(then, served, now.unitId(), unitName(now.unitId(), until));
    }

    /** What the unit was called. */
    String unitName(long unitId, Instant until) {
        Optional<Unit> then = changes.asOf(UnitService.ENTITY, unitId, until, Unit.class);
        return then.or(() -> units.find(unitId)).orElseThrow().name();
    }

    /** What these goals were called, whoever asks, by id. */
    public Map<Long, String> goalTitles(Collection<Long> ids, Instant until) {
        Map<Long, String> titles = new HashMap<>();
        changes.asOf(GoalService.ENTITY, ids, until, Goal.class).forEach((id, goal) -> titles.put(id, goal.title()));
        return titles;
    }

    /** What these indicators were called, by id. */
    public Map<Long, String> indicatorNames(Collection<Long> ids, Instant until) {
        Map<Long, String> names = new HashMap<>();
        changes.asOf(IndicatorService.ENTITY, ids, until, Indicator.class).forEach((id, was) -> names.put(id, was.name()));
        return names;
    }
}
