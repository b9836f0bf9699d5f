package se.samsyn.core.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.planning.Activity.Origin;
import se.samsyn.core.planning.Activity.State;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;

/** What is done, to reach goals or as a unit's own. Activities go on while the plan is adopted: adopting freezes goals, not work. */
public final class ActivityService {

    static final String ENTITY = "activity";

    private final Database database;
    private final ActivityRepository activities;
    private final GoalService goals;
    private final PlanningReferences references;
    private final DraftedActivities drafted;
    private final ChangeLog changes;

    ActivityService(
            Database database,
            ActivityRepository activities,
            GoalService goals,
            PlanningReferences references,
            DraftedActivities drafted,
            ChangeLog changes) {
        this.database = database;
        this.activities = activities;
        this.goals = goals;
        this.references = references;
        this.drafted = drafted;
        this.changes = changes;
    }

    /**
     * Whoever reads the unit's plans reads its activities, and whoever is to do one reads that one.
     *
     * @throws NotFound when there is no such activity, or none that the user may read
     */
    public Activity get(CurrentUser user, long id) {
        return row(user, id).activity();
    }

    /** The activity with the names of where it stands. */
    public ActivityRow row(CurrentUser user, long id) {
        return activities
                .find(id)
                .filter(row -> owns(user, row) || user.may(CorePermissions.PLAN_READ, row.unitId()))
                .orElseThrow(() -> new NotFound("activity " + id));
    }

    /** Those of the activities that the user may read and that are not removed, in the order of the ids. */
    public List<ActivityRow> rows(CurrentUser user, Collection<Long> ids) {
        Set<Long> readable = ids.isEmpty() ? Set.of() : user.units(CorePermissions.PLAN_READ);
        return activities.find(ids).stream()
                .filter(row -> owns(user, row) || readable.contains(row.unitId()))
                .filter(row -> !row.activity().removed())
                .toList();
    }

    private static boolean owns(CurrentUser user, ActivityRow row) {
        return user.userId() != null && row.activity().ownerIds().contains(user.userId());
    }

    /** A part of a unit's own activities, those without a goal, which the user must be able to read. */
    public List<ActivityRow> ofUnit(CurrentUser user, long unitId, ActivityPart part, int offset, int limit) {
        return user.may(CorePermissions.PLAN_READ, unitId)
                ? activities.ofUnit(unitId, part, offset, limit)
                : List.of();
    }

    /** How many of them there are in each part, for a caller who has already been let in to the unit. */
    Map<ActivityPart, Integer> countsOfUnit(long unitId) {
        return activities.countsOfUnit(unitId);
    }

    /** Those that the user may read whose title has the text; those of one unit first, then the newest. */
    public List<ActivityRow> named(CurrentUser user, String text, long first, int limit) {
        return activities.named(user.units(CorePermissions.PLAN_READ), text, first, limit);
    }

    /** The activities of a goal by due date; those removed are left out. */
    public List<ActivityRow> ofGoal(CurrentUser user, long goalId) {
        goals.get(user, goalId);
        return activities.ofGoals(List.of(goalId), false);
    }

    /** The activities that have been removed from a goal. */
    public List<ActivityRow> removedOfGoal(CurrentUser user, long goalId) {
        goals.get(user, goalId);
        return activities.ofGoals(List.of(goalId), true);
    }

    /** The activities that a goal had at the instant. */
    List<ActivityRow> asOf(CurrentUser user, long goalId, Instant at) {
        Map<Long, ActivityRow> ever = new LinkedHashMap<>();
        ofGoal(user, goalId).forEach(row -> ever.put(row.activity().id(), row));
        removedOfGoal(user, goalId).forEach(row -> ever.put(row.activity().id(), row));
        Map<Long, Activity> then = changes.asOf(ENTITY, ever.keySet(), at, Activity.class);
        return ever.values().stream()
                .filter(row -> then.containsKey(row.activity().id()))
                .map(row -> row.with(then.get(row.activity().id())))
                .filter(row -> !row.activity().removed())
                .toList();
    }

    /** The activities of goals that the caller has already been let in to. */
    List<ActivityRow> ofGoals(Collection<Long> goalIds) {
        return activities.ofGoals(goalIds, false);
    }

    /** What is done about these causes of what the user may read, by the cause, the earliest due first. */
    public Map<Long, List<ActivityRow>> ofCauses(CurrentUser user, Collection<Long> causeIds) {
        Set<Long> readable = causeIds.isEmpty() ? Set.of() : user.units(CorePermissions.PLAN_READ);
        Map<Long, List<ActivityRow>> byCause = new LinkedHashMap<>();
        for (ActivityRow row : activities.ofCauses(causeIds)) {
            if (readable.contains(row.unitId())) {
                byCause.computeIfAbsent(row.activity().causeId(), cause -> new ArrayList<>()).add(row);
            }
        }
        return byCause;
    }

    /** How many activities each of these goals has; goals without any are left out. */
    Map<Long, Integer> counts(Collection<Long> goalIds) {
        return activities.counts(goalIds);
    }

    /** How many of each unit's activities are late on the day, for a caller who has already been let in to the units. */
    public Map<Long, Integer> late(Collection<Long> unitIds, LocalDate day) {
        return activities.late(unitIds, day);
    }

    /** The unit of a goal that the user may read; empty for other goals. */
    public Optional<Long> unitOfGoal(CurrentUser user, long goalId) {
        return goals.readable(user, goalId).map(GoalRow::unitId);
    }

    /** What these activities are called, by id, whoever asks. */
    Map<Long, String> titles(Collection<Long> ids) {
        return activities.titles(ids);
    }

    /** What the user has left to do, the earliest due first. */
    public List<ActivityRow> mine(CurrentUser user, int limit) {
        return user.userId() == null ? List.of() : activities.openOf(user.userId(), limit);
    }

    /** What the user has or had to do in those days, done or not. */
    List<ActivityRow> mine(CurrentUser user, Span span) {
        return user.userId() == null ? List.of() : activities.between(ActivityRepository.OF_PERSON, user.userId(), span);
    }

    /** A unit's activities in those days, its own and its goals', done or not; none when the user may not read them. */
    List<ActivityRow> ofUnit(CurrentUser user, long unitId, Span span) {
        return user.may(CorePermissions.PLAN_READ, unitId)
                ? activities.between(ActivityRepository.OF_UNIT, unitId, span)
                : List.of();
    }

    /** The activities that the user may read, in the order of their ids. */
    public List<ActivityRow> after(CurrentUser user, ActivityQuery query, long after, int limit) {
        return activities.after(user.units(CorePermissions.PLAN_READ), query, after, limit);
    }

    public Activity create(CurrentUser user, long goalId, ActivityDraft draft) {
        return create(user, goalId, draft, null);
    }

    /** An activity for a goal. */
    public Activity create(CurrentUser user, long goalId, ActivityDraft draft, @Nullable Origin origin) {
        return database.write(() -> {
            GoalRow goal = goals.row(user, goalId);
            Grant grant = user.require(CorePermissions.ACTIVITY_EDIT, goal.unitId());
            if (goal.goal().removed()) {
                throw Rejection.of("", "planning.activity.error.goalremoved");
            }
            return insert(grant, goal.unitId(), drafted.of(user, goal.unitId(), blank(goalId, null, origin, null), draft));
        });
    }

    /** The same activity as an earlier plan's, anew for a goal: nothing of how far it had come goes with it. */
    Activity carry(CurrentUser user, long goalId, Activity earlier, ActivityDraft draft) {
        return database.write(() -> {
            GoalRow goal = goals.row(user, goalId);
            Grant grant = user.require(CorePermissions.ACTIVITY_EDIT, goal.unitId());
            return insert(grant, goal.unitId(), drafted.of(
                    user, goal.unitId(), blank(goalId, null, null, earlier.id()).pointing(earlier.causeId()), draft));
        });
    }

    /** Of each of these activities that has been taken along into a later plan, the one that came of it last. */
    Map<Long, Long> successors(Collection<Long> ids) {
        return activities.successors(ids);
    }

    /** An activity that is the unit's own. */
    public Activity createOnUnit(CurrentUser user, long unitId, ActivityDraft draft, @Nullable Origin origin) {
        return database.write(() -> {
            if (!references.ownUnit(unitId) || !user.may(CorePermissions.PLAN_READ, unitId)) {
                throw new NotFound("unit " + unitId);
            }
            Grant grant = user.require(CorePermissions.ACTIVITY_EDIT, unitId);
            return insert(grant, unitId, drafted.of(user, unitId, blank(null, unitId, origin, null), draft));
        });
    }

    private Activity insert(Grant grant, long unitId, Activity checked) {
        Activity activity = activities.insert(checked);
        changes.record(grant, ENTITY, activity.id(), activity.version(), unitId, activity);
        return activity;
    }

    private static Activity blank(
            @Nullable Long goalId, @Nullable Long unitId, @Nullable Origin origin, @Nullable Long previousActivityId) {
        return new Activity(
                0, goalId, unitId, "", "", List.of(), null, null, State.NOT_STARTED, 0, null, origin,
                previousActivityId, false, 0);
    }

    public Activity edit(CurrentUser user, long id, int expectedVersion, ActivityDraft draft) {
        return change(
                user, id, expectedVersion, row -> drafted.of(user, row.unitId(), row.activity(), draft));
    }

    /** As {@link #edit}, saying anew where it comes from. */
    public Activity edit(CurrentUser user, long id, int expectedVersion, ActivityDraft draft, @Nullable Origin origin) {
        return change(
                user, id, expectedVersion, row -> drafted.of(user, row.unitId(), row.activity().from(origin), draft));
    }

    /** Whether the user may say how far it has come: those who may edit it, and whoever is to do it. */
    public boolean mayReport(CurrentUser user, ActivityRow row) {
        return !row.activity().removed()
                && (owns(user, row) || user.may(CorePermissions.ACTIVITY_EDIT, row.unitId()));
    }

    /** Says that it is done. */
    public Activity complete(CurrentUser user, long id, int expectedVersion) {
        return report(user, id, expectedVersion, row -> row.activity().reported(State.DONE, 100));
    }

    /** Takes back that it is done or cancelled: it is as far along as it was before. */
    public Activity reopen(CurrentUser user, long id, int expectedVersion) {
        return report(user, id, expectedVersion, row -> {
            Activity activity = row.activity();
            Activity before = changes.before(ENTITY, id, activity.version(), Activity.class)
                    .filter(Activity::open)
                    .orElse(activity.reported(State.ONGOING, Math.min(activity.progress(), 99)));
            return activity.reported(before.state(), before.progress());
        });
    }

    private Activity report(CurrentUser user, long id, int expectedVersion, Edit edit) {
        return database.write(() -> {
            ActivityRow row = row(user, id);
            if (!mayReport(user, row)) {
                throw new AccessDenied(CorePermissions.ACTIVITY_EDIT);
            }
            boolean edits = user.may(CorePermissions.ACTIVITY_EDIT, row.unitId());
            Grant grant = edits
                    ? user.require(CorePermissions.ACTIVITY_EDIT, row.unitId())
                    : new Grant(user.userId(), null, user.origin());
            return save(grant, row, edit, expectedVersion);
        });
    }

    /** Takes the activity away; it can be restored. */
    public Activity remove(CurrentUser user, long id, int expectedVersion) {
        return change(user, id, expectedVersion, row -> row.activity().withRemoved(true));
    }

    public Activity restore(CurrentUser user, long id, int expectedVersion) {
        return change(user, id, expectedVersion, row -> row.activity().withRemoved(false));
    }

    private interface Edit {
        Activity apply(ActivityRow row);
    }

    private Activity change(CurrentUser user, long id, int expectedVersion, Edit edit) {
        return database.write(() -> {
            ActivityRow row = row(user, id);
            Grant grant = user.require(CorePermissions.ACTIVITY_EDIT, row.unitId());
            return save(grant, row, edit, expectedVersion);
        });
    }

    private Activity save(Grant grant, ActivityRow row, Edit edit, int expectedVersion) {
        Activity saved = activities.update(edit.apply(row), expectedVersion);
        changes.record(grant, ENTITY, saved.id(), saved.version(), row.unitId(), saved);
        return saved;
    }
}
