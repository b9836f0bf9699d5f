package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Database;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.web.Rejection;

/**
 * Takes what one chooses of a unit's earlier plan along into the next: goals, and activities of theirs that are not done.
 * Each knows what it comes from. States, targets and judgements stay with the year they belong to.
 */
public final class GoalCarryOver {

    private final Database database;
    private final PlanService plans;
    private final GoalService goals;
    private final ActivityService activities;
    private final PlanningReferences references;

    GoalCarryOver(
            Database database,
            PlanService plans,
            GoalService goals,
            ActivityService activities,
            PlanningReferences references) {
        this.database = database;
        this.plans = plans;
        this.goals = goals;
        this.activities = activities;
        this.references = references;
    }

    /**
     * What can be taken along.
     *
     * @param goals the earlier plan's, in its order
     * @param activities of each goal, those that are not done
     * @param goalsTaken what has come of those goals that have been taken along already
     * @param activitiesTaken the same of activities
     * @param above the goals that they come from, and what those have become
     */
    record Offer(
            Plan from,
            List<GoalRow> goals,
            Map<Long, List<Activity>> activities,
            Map<Long, Long> goalsTaken,
            Map<Long, Long> activitiesTaken,
            Map<Long, Above> above) {}

    /** A goal above, and the goal that came of it; null when it has not gone on. */
    record Above(GoalRow goal, @Nullable GoalRow next) {}

    /** What was taken along. */
    record Taken(List<Goal> goals, List<Activity> activities) {}

    /** The unit's latest plan of the same model before this one. */
    public Optional<Plan> earlier(CurrentUser user, Plan plan) {
        return plans.page(user, PlanQuery.ofUnit(plan.unitId()), 0, 100).stream()
                .map(PlanRow::plan)
                .filter(other -> other.planTypeId() == plan.planTypeId()
                        && other.period().compareTo(plan.period()) < 0)
                .max((a, b) -> a.period().compareTo(b.period()));
    }

    Offer offer(CurrentUser user, Plan plan) {
        user.require(CorePermissions.GOAL_EDIT, plan.unitId());
        plans.requireDraft(plan);
        Plan from = earlier(user, plan).orElseThrow(() -> Rejection.of("", "planning.carry.error.none"));
        List<GoalRow> rows = goals.ofPlan(user, from.id());
        Map<Long, List<Activity>> open = activities.ofGoals(rows.stream().map(row -> row.goal().id()).toList()).stream()
                .map(ActivityRow::activity)
                .filter(Activity::open)
                .collect(Collectors.groupingBy(activity -> Objects.requireNonNull(activity.goalId())));
        Set<Long> ids = open.values().stream()
                .flatMap(List::stream)
                .map(Activity::id)
                .collect(Collectors.toSet());
        return new Offer(from, rows, open, taken(user, plan), activities.successors(ids), above(rows));
    }

    /** What has come in the plan of goals of earlier plans. */
    private Map<Long, Long> taken(CurrentUser user, Plan plan) {
        Map<Long, Long> taken = new HashMap<>();
        goals.ofPlan(user, plan.id()).forEach(row -> remember(taken, row.goal()));
        return taken;
    }

    private Map<Long, Above> above(List<GoalRow> rows) {
        Set<Long> ids = new HashSet<>();
        rows.forEach(row -> row.goal().links().forEach(link -> ids.add(link.upperGoalId())));
        Map<Long, Long> successors = goals.successors(ids);
        Set<Long> named = new HashSet<>(ids);
        named.addAll(successors.values());
        Map<Long, GoalRow> known = goals.rows(named);
        Map<Long, Above> above = new HashMap<>();
        ids.stream()
                .filter(known::containsKey)
                .forEach(id -> above.put(id, new Above(known.get(id), known.get(successors.get(id)))));
        return above;
    }

    /**
     * Makes all the goals of the earlier plan anew in this one; those that have been taken along already are left.
     *
     * @return the new goals
     */
    public List<Goal> carry(CurrentUser user, long planId) {
        return database.write(() -> {
            Set<Long> all = offer(user, plans.get(user, planId)).goals().stream()
                    .map(row -> row.goal().id())
                    .collect(Collectors.toSet());
            return carry(user, planId, all, Set.of()).goals();
        });
    }

    /**
     * Makes the chosen goals and activities anew in the plan; those that have been taken along already are left. A chosen
     * activity goes with its goal, which must be chosen or have gone before.
     */
    Taken carry(CurrentUser user, long planId, Set<Long> goalIds, Set<Long> activityIds) {
        return database.write(() -> {
            Plan plan = plans.get(user, planId);
            Offer offer = offer(user, plan);
            requireOffered(offer, goalIds, activityIds);
            Set<Long> people = references.people(named(offer));
            Map<Long, Long> successors = new HashMap<>();
            offer.above().forEach((id, above) -> {
                if (above.next() != null) {
                    successors.put(id, above.next().goal().id());
                }
            });
            successors.putAll(offer.goalsTaken());
            List<Goal> made = new ArrayList<>();
            for (Goal old : uppersFirst(offer.goals())) {
                if (goalIds.contains(old.id()) && !offer.goalsTaken().containsKey(old.id())) {
                    Goal goal = goals.create(user, planId, draft(old, successors, people));
                    successors.put(old.id(), goal.id());
                    made.add(goal);
                }
            }
            return new Taken(made, carryActivities(user, plan, offer, activityIds, successors, people));
        });
    }

    private List<Activity> carryActivities(
            CurrentUser user,
            Plan plan,
            Offer offer,
            Set<Long> activityIds,
            Map<Long, Long> successors,
            Set<Long> people) {
        List<Activity> made = new ArrayList<>();
        for (GoalRow row : offer.goals()) {
            for (Activity old : offer.activities().getOrDefault(row.goal().id(), List.of())) {
                if (activityIds.contains(old.id()) && !offer.activitiesTaken().containsKey(old.id())) {
                    long goal = successors.get(row.goal().id());
                    made.add(activities.carry(user, goal, old, draft(old, plan, people)));
                }
            }
        }
        return made;
    }

    private static void requireOffered(Offer offer, Set<Long> goalIds, Set<Long> activityIds) {
        Rejection.Check check = new Rejection.Check();
        Set<Long> goals = offer.goals().stream().map(row -> row.goal().id()).collect(Collectors.toSet());
        check.that(goals.containsAll(goalIds), "goals", "planning.carry.error.goal");
        Set<Long> known = new HashSet<>();
        offer.activities().forEach((goal, all) -> all.forEach(activity -> {
            known.add(activity.id());
            check.that(
                    !activityIds.contains(activity.id()) || goalIds.contains(goal) || offer.goalsTaken().containsKey(goal),
                    "activities",
                    "planning.carry.error.activity",
                    activity.title());
        }));
        check.that(known.containsAll(activityIds), "activities", "planning.carry.error.gone");
        check.done();
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

    private static Set<Long> named(Offer offer) {
        Set<Long> people = new HashSet<>();
        offer.goals().stream().map(row -> row.goal().ownerId()).filter(Objects::nonNull).forEach(people::add);
        offer.activities().values().forEach(all -> all.forEach(activity -> people.addAll(activity.ownerIds())));
        return people;
    }

    /** The same goal, hung on what has come of the goals that it hung on; a thread to last year's goals is cut. */
    private static GoalDraft draft(Goal old, Map<Long, Long> successors, Set<Long> people) {
        List<Link> links = old.links().stream()
                .map(link -> {
                    Long upper = successors.get(link.upperGoalId());
                    return upper == null ? null : new Link(upper, link.kind());
                })
                .filter(Objects::nonNull)
                .toList();
        Long owner = old.ownerId() != null && people.contains(old.ownerId()) ? old.ownerId() : null;
        return new GoalDraft(
                old.levelId(), old.title(), old.description(), owner, links, old.indicatorIds(), old.id(),
                old.customFields());
    }

    /** The same activity against the same cause, not begun; dates before the plan's year say nothing any more. */
    private static ActivityDraft draft(Activity old, Plan plan, Set<Long> people) {
        return new ActivityDraft(
                old.title(),
                old.description(),
                old.ownerIds().stream().filter(people::contains).toList(),
                within(plan, old.starts()),
                within(plan, old.due()),
                Activity.State.NOT_STARTED,
                0,
                old.causeId());
    }

    private static @Nullable LocalDate within(Plan plan, @Nullable LocalDate date) {
        return date == null || date.isBefore(plan.period().from()) ? null : date;
    }
}
