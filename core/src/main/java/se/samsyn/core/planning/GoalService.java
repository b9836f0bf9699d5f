package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.StaleVersion;

/** The goals of plans. Goals of an adopted plan are frozen until the plan is opened for a correction. */
public final class GoalService {

    static final String ENTITY = "goal";

    private final Database database;
    private final GoalRepository goals;
    private final PlanService plans;
    private final DraftedGoals drafted;
    private final GoalObserver observer;
    private final ChangeLog changes;

    GoalService(
            Database database,
            GoalRepository goals,
            PlanService plans,
            DraftedGoals drafted,
            GoalObserver observer,
            ChangeLog changes) {
        this.database = database;
        this.goals = goals;
        this.plans = plans;
        this.drafted = drafted;
        this.observer = observer;
        this.changes = changes;
    }

    /**
     * @throws NotFound when there is no such goal, or none that the user may read
     */
    public Goal get(CurrentUser user, long id) {
        return row(user, id).goal();
    }

    /** The goal with the names of where it stands. */
    public GoalRow row(CurrentUser user, long id) {
        return readable(user, id).orElseThrow(() -> new NotFound("goal " + id));
    }

    /** The goal, when there is one that the user may read. */
    Optional<GoalRow> readable(CurrentUser user, long id) {
        return goals.find(id).filter(row -> user.may(CorePermissions.PLAN_READ, row.unitId()));
    }

    /** Whether there is such a goal on the unit that the user may read. */
    public boolean on(CurrentUser user, long id, long unitId) {
        return user.may(CorePermissions.PLAN_READ, unitId)
                && goals.find(id).filter(row -> row.unitId() == unitId).isPresent();
    }

    /** The goals of a plan from the highest level, each level in its own order; those removed are left out. */
    public List<GoalRow> ofPlan(CurrentUser user, long planId) {
        plans.get(user, planId);
        return goals.ofPlan(planId, false);
    }

    /** The goals that have been removed from a plan. */
    public List<GoalRow> removedOfPlan(CurrentUser user, long planId) {
        plans.get(user, planId);
        return goals.ofPlan(planId, true);
    }

    /** The goals that the user may read, in the order of their ids. */
    public List<GoalRow> after(CurrentUser user, GoalQuery query, long after, int limit) {
        return goals.after(user.units(CorePermissions.PLAN_READ), query, after, limit);
    }

    /** The user's own goals of these years, then those of the units, of what the user may read; the newest first. */
    public List<GoalRow> newest(CurrentUser user, Collection<Long> unitIds, Collection<Period> periods, int limit) {
        return goals.newest(user.units(CorePermissions.PLAN_READ), user.userId(), unitIds, periods, limit);
    }

    /** The goals of these units' plans for a year, of the units that the user may read; whatever their number. */
    public List<GoalRow> ofUnits(CurrentUser user, Collection<Long> unitIds, Period period) {
        Set<Long> readable = user.units(CorePermissions.PLAN_READ);
        return goals.ofUnits(unitIds.stream().filter(readable::contains).toList(), List.of(period));
    }

    /** The goals of a unit's plans for these years, when the user may read them; from the highest level. */
    public List<GoalRow> ofUnit(CurrentUser user, long unitId, Collection<Period> periods) {
        return ofUnits(user, List.of(unitId), periods);
    }

    /** Goals that the user may read whose title has the text; those of one unit first, then the newest. */
    public List<GoalRow> named(CurrentUser user, String text, long first, int limit) {
        return goals.named(user.units(CorePermissions.PLAN_READ), text, first, limit);
    }

    /** These goals by id, whoever asks, for naming what points to them. */
    public Map<Long, GoalRow> rows(Collection<Long> ids) {
        return goals.byIds(ids).stream().collect(Collectors.toMap(row -> row.goal().id(), row -> row));
    }

    /** Every indicator that some goal is measured by, whoever asks. */
    public Set<Long> indicators() {
        return goals.indicators();
    }

    /** Every goal that a plan has or has had, for seeing the plan as it was. */
    List<GoalRow> everOfPlan(CurrentUser user, long planId) {
        plans.get(user, planId);
        List<GoalRow> all = new ArrayList<>(goals.ofPlan(planId, false));
        all.addAll(goals.ofPlan(planId, true));
        return all;
    }

    /** The ids of the goals of each of these plans, which the caller has already been let in to. */
    public Map<Long, List<Long>> idsOfPlans(Collection<Long> planIds) {
        return goals.idsOfPlans(planIds);
    }

    /** Of each goal that has been taken along into a later plan, the goal that came of it last. */
    Map<Long, Long> successors(Collection<Long> goalIds) {
        return goals.successors(goalIds);
    }

    /** The goals that the user may read of these units' plans for these years, from the highest level. */
    public List<GoalRow> ofUnits(CurrentUser user, Collection<Long> unitIds, Collection<Period> periods) {
        Set<Long> readable = new HashSet<>(user.units(CorePermissions.PLAN_READ));
        readable.retainAll(unitIds);
        return goals.ofUnits(readable, periods);
    }

    public Goal create(CurrentUser user, long planId, GoalDraft draft) {
        return database.write(() -> {
            Plan plan = plans.get(user, planId);
            Grant grant = user.require(CorePermissions.GOAL_EDIT, plan.unitId());
            plans.requireDraft(plan);
            Goal goal = goals.insert(drafted.of(user, plan, null, draft));
            changes.record(grant, ENTITY, goal.id(), goal.version(), plan.unitId(), goal);
            observer.added(goal);
            return goal;
        });
    }

    public Goal edit(CurrentUser user, long id, int expectedVersion, GoalDraft draft) {
        return change(user, id, (plan, goal) -> drafted.of(user, plan, goal, draft), expectedVersion);
    }

    /** Takes the goal out of the plan; it can be restored. */
    public Goal remove(CurrentUser user, long id, int expectedVersion) {
        return change(user, id, (plan, goal) -> goal.withRemoved(true), expectedVersion);
    }

    public Goal restore(CurrentUser user, long id, int expectedVersion) {
        return database.write(() -> {
            Goal restored = change(user, id, (plan, goal) -> goal.withRemoved(false), expectedVersion);
            observer.added(restored);
            return restored;
        });
    }

    /** Which way a goal is moved among those beside it. */
    public enum Direction {
        UP,
        DOWN
    }

    /** Lets the goal change places with the one before or after it on its level; the first and last stay. */
    public Goal move(CurrentUser user, long id, int expectedVersion, Direction direction) {
        return database.write(() -> {
            Goal goal = get(user, id);
            Plan plan = plans.get(user, goal.planId());
            Grant grant = user.require(CorePermissions.GOAL_EDIT, plan.unitId());
            plans.requireDraft(plan);
            if (goal.version() != expectedVersion) {
                throw new StaleVersion(ENTITY, id, expectedVersion);
            }
            List<Goal> beside = PlanTree.of(goals.ofPlan(plan.id(), false)).beside(goal);
            int place = beside.indexOf(goal);
            int other = direction == Direction.UP ? place - 1 : place + 1;
            if (place < 0 || other < 0 || other >= beside.size()) {
                return goal;
            }
            Goal neighbour = beside.get(other);
            long change = changes.begin(grant);
            Goal pushed = goals.update(neighbour.at(goal.position()), neighbour.version());
            Goal moved = goals.update(goal.at(neighbour.position()), expectedVersion);
            changes.record(change, ENTITY, pushed.id(), pushed.version(), plan.unitId(), pushed);
            changes.record(change, ENTITY, moved.id(), moved.version(), plan.unitId(), moved);
            return moved;
        });
    }

    private interface Edit {
        Goal apply(Plan plan, Goal goal);
    }

    private Goal change(CurrentUser user, long id, Edit edit, int expectedVersion) {
        return database.write(() -> {
            Goal goal = get(user, id);
            Plan plan = plans.get(user, goal.planId());
            Grant grant = user.require(CorePermissions.GOAL_EDIT, plan.unitId());
            plans.requireDraft(plan);
            Goal saved = goals.update(edit.apply(plan, goal), expectedVersion);
            changes.record(grant, ENTITY, id, saved.version(), plan.unitId(), saved);
            return saved;
        });
    }
}
