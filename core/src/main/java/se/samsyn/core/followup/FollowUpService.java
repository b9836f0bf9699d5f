package se.samsyn.core.followup;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.access.UnitTree;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.people.RoleAssignment;
import se.samsyn.core.people.RoleRepository;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Each unit's part in a cycle: who may see it, handing it in and opening it again. */
public final class FollowUpService {

    static final String ENTITY = "follow_up";
    static final int LONGEST_SUMMARY = 5_000;
    static final int LONGEST_REASON = 500;

    private final Database database;
    private final CycleService cycles;
    private final FollowUpRepository followUps;
    private final AssessmentRepository assessments;
    private final Grounds grounds;
    private final DraftService drafts;
    private final UnitTree units;
    private final RoleRepository roles;
    private final ChangeLog changes;
    private final Clock clock;

    FollowUpService(
            Database database,
            CycleService cycles,
            FollowUpRepository followUps,
            AssessmentRepository assessments,
            Grounds grounds,
            DraftService drafts,
            UnitTree units,
            RoleRepository roles,
            ChangeLog changes,
            Clock clock) {
        this.database = database;
        this.cycles = cycles;
        this.followUps = followUps;
        this.assessments = assessments;
        this.grounds = grounds;
        this.drafts = drafts;
        this.units = units;
        this.roles = roles;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * A follow-up that the user may see: handed in, whoever reads the unit's plans; until then those who write it.
     *
     * @throws NotFound when there is none, or none that the user may know of
     * @throws AccessDenied when it is not handed in yet and the user does not write it
     */
    public FollowUpProgress get(CurrentUser user, long id) {
        FollowUpProgress progress = followUps.progress(id).orElseThrow(() -> new NotFound("follow-up " + id));
        requireVisible(user, progress.followUp());
        return progress;
    }

    static void requireVisible(CurrentUser user, FollowUp followUp) {
        if (user.may(CorePermissions.ASSESSMENT_WRITE, followUp.unitId())) {
            return;
        }
        if (!user.may(CorePermissions.PLAN_READ, followUp.unitId())) {
            throw new NotFound("follow-up " + followUp.id());
        }
        if (followUp.state() != FollowUp.State.MARKED_COMPLETE) {
            throw new AccessDenied(CorePermissions.ASSESSMENT_WRITE);
        }
    }

    public boolean mayWrite(CurrentUser user, FollowUpProgress progress) {
        return progress.followUp().state() == FollowUp.State.OPEN
                && progress.cycleState() == Cycle.State.OPEN
                && user.may(CorePermissions.ASSESSMENT_WRITE, progress.followUp().unitId());
    }

    public boolean mayHandIn(CurrentUser user, FollowUpProgress progress) {
        return mayWrite(user, progress) && user.may(CorePermissions.ASSESSMENT_SUBMIT, progress.followUp().unitId());
    }

    public boolean mayReopen(CurrentUser user, FollowUpProgress progress) {
        return progress.followUp().state() == FollowUp.State.MARKED_COMPLETE
                && progress.cycleState() == Cycle.State.OPEN
                && user.may(CorePermissions.CYCLE_MANAGE, progress.followUp().unitId());
    }

    /** The follow-up's goals with their assessments. */
    public List<AssessedGoal> goals(CurrentUser user, FollowUpProgress progress) {
        requireVisible(user, progress.followUp());
        return assessments.ofFollowUp(progress.followUp().id());
    }

    /** What the figures speak for of each goal of the follow-up; goals of which they say nothing are left out. */
    public Map<Long, Status> proposed(CurrentUser user, FollowUpProgress progress) {
        return grounds.proposed(
                progress.followUp(), goals(user, progress).stream().map(AssessedGoal::goalId).toList());
    }

    /** What its goals lack before it can be handed in. */
    public List<Missing> missing(CurrentUser user, FollowUpProgress progress) {
        List<AssessedGoal> goals = goals(user, progress);
        Grounds.All all = grounds.of(progress.followUp(), goals.stream().map(AssessedGoal::goalId).toList());
        return goals.stream().flatMap(goal -> all.missing(goal).stream()).toList();
    }

    /** A cycle's follow-ups that the user may know the state of: all for whoever manages it, else those they may open. */
    public List<FollowUpProgress> ofCycle(CurrentUser user, long cycleId) {
        Set<Long> managed = user.units(CorePermissions.CYCLE_MANAGE);
        return visible(user, followUps.ofCycle(cycleId), managed);
    }

    /** A unit's follow-ups that the user may open, the latest first. */
    public List<FollowUpProgress> ofUnit(CurrentUser user, long unitId, int limit) {
        return visible(user, followUps.ofUnit(unitId, limit), Set.of());
    }

    /** How many goals have each status in these follow-ups, which the caller has been let in to. */
    Map<Long, Map<Status, Integer>> statusCounts(Collection<Long> ids) {
        return assessments.statusCounts(ids);
    }

    /** What has been handed in last of all that the user may read. */
    public List<FollowUpProgress> recentlyHandedIn(CurrentUser user, int limit) {
        return followUps.handedInOn(user.units(CorePermissions.PLAN_READ), limit);
    }

    /**
     * What waits for the user themselves: where they answer for the unit, not all that they reach. A principal answers
     * for their units, a head for those that no principal does.
     */
    public List<FollowUpProgress> waitingFor(CurrentUser user, int limit) {
        Set<Long> answersFor = new HashSet<>(withDescendants(unitsOf(user, Role.PRINCIPAL)));
        Set<Long> headOf = unitsOf(user, Role.HEAD);
        if (!headOf.isEmpty()) {
            Set<Long> below = new HashSet<>(withDescendants(headOf));
            below.removeAll(withDescendants(roles.onUnits(below).stream()
                    .filter(role -> role.role() == Role.PRINCIPAL)
                    .map(RoleAssignment::unitId)
                    .collect(Collectors.toSet())));
            answersFor.addAll(below);
        }
        return followUps.openOn(answersFor, limit);
    }

    private Set<Long> withDescendants(Set<Long> unitIds) {
        return unitIds.isEmpty() ? Set.of() : units.withDescendants(unitIds);
    }

    private static Set<Long> unitsOf(CurrentUser user, Role role) {
        return user.assignments().stream()
                .filter(a -> a.role() == role)
                .map(Assignment::unitId)
                .collect(Collectors.toSet());
    }

    /** What does not go as it should. */
    static boolean deviates(@Nullable Status status) {
        return status == Status.AT_RISK || status == Status.OFF_TRACK;
    }

    /** 'Lämna in': from now on everyone who reads the unit's plans reads it, and nobody changes it. */
    public FollowUp markComplete(CurrentUser user, long id, int expectedVersion, String summary) {
        return database.write(() -> {
            FollowUp followUp = find(id);
            Grant grant = user.require(CorePermissions.ASSESSMENT_SUBMIT, followUp.unitId());
            requireOpen(followUp);
            requireVersion(followUp, expectedVersion);
            String checked = summary.replace("\r\n", "\n").strip();
            List<AssessedGoal> goals = assessments.ofFollowUp(id);
            Rejection.Check check = new Rejection.Check().that(!goals.isEmpty(), "", "followup.handin.error.nogoals");
            Grounds.All all = grounds.of(followUp, goals.stream().map(AssessedGoal::goalId).toList());
            requireNothingTyped(check, user, id, goals);
            goals.forEach(goal -> all.missing(goal)
                    .forEach(m -> check.that(false, "goal-" + m.goalId(), "followup.missing." + m.part(), m.title())));
            check.that(!all.lacksAnalysis(), "analysis", "followup.missing.ACROSS");
            check.that(checked.length() <= LONGEST_SUMMARY, "summary", "followup.error.long", LONGEST_SUMMARY)
                    .done();
            FollowUp complete = followUps.markComplete(followUp, checked, clock.instant(), grant.userId());
            long change = changes.begin(grant);
            keepProposed(change, followUp, goals, all);
            record(changes, change, complete);
            return complete;
        });
    }

    /** What the person has typed and not saved would be left behind. */
    private void requireNothingTyped(Rejection.Check check, CurrentUser user, long id, List<AssessedGoal> goals) {
        List<String> subjects = new ArrayList<>(List.of(AnalysisService.subject(id, null)));
        goals.forEach(goal -> subjects.addAll(subjects(id, goal)));
        Set<String> typed = drafts.times(user, subjects).keySet();
        check.that(!typed.contains(AnalysisService.subject(id, null)), "analysis", "followup.handin.error.draft.analysis");
        goals.stream()
                .filter(goal -> subjects(id, goal).stream().anyMatch(typed::contains))
                .forEach(goal -> check.that(
                        false, "goal-" + goal.goalId(), "followup.handin.error.draft", goal.title()));
    }

    private static List<String> subjects(long id, AssessedGoal goal) {
        return List.of(
                AssessmentService.subject(goal.assessment().id()), AnalysisService.subject(id, goal.goalId()));
    }

    /** What the figures speak for when it is handed in is what stands beside each judgement from then on. */
    private void keepProposed(long change, FollowUp followUp, List<AssessedGoal> goals, Grounds.All all) {
        for (AssessedGoal goal : goals) {
            Assessment assessment = goal.assessment();
            Status proposed = all.of(goal.goalId()).proposed();
            if (assessment.proposed() != proposed) {
                Assessment kept = assessments.update(assessment.proposing(proposed));
                changes.record(change, AssessmentService.ENTITY, kept.id(), kept.version(), followUp.unitId(), kept);
            }
        }
    }

    /** Opens a handed-in one again, so that it can be corrected; the reason stays in the history. */
    public FollowUp reopen(CurrentUser user, long id, int expectedVersion, String reason) {
        return database.write(() -> {
            FollowUp followUp = find(id);
            Grant grant = user.require(CorePermissions.CYCLE_MANAGE, followUp.unitId());
            requireCycleOpen(followUp);
            requireVersion(followUp, expectedVersion);
            String checked = reason.strip();
            new Rejection.Check()
                    .that(followUp.state() == FollowUp.State.MARKED_COMPLETE, "", "followup.reopen.error.open")
                    .that(!checked.isEmpty(), "reason", "followup.reopen.error.reason")
                    .that(checked.length() <= LONGEST_REASON, "reason", "followup.error.long", LONGEST_REASON)
                    .done();
            FollowUp open = followUps.reopen(followUp, checked);
            assessments.insertMissing(List.of(id));
            record(changes, changes.begin(grant), open);
            return open;
        });
    }

    FollowUp find(long id) {
        return followUps.find(id).orElseThrow(() -> new NotFound("follow-up " + id));
    }

    /** Refuses when it has been handed in or its round is not open. */
    void requireOpen(FollowUp followUp) {
        new Rejection.Check()
                .that(followUp.state() == FollowUp.State.OPEN, "", "followup.error.handedin")
                .done();
        requireCycleOpen(followUp);
    }

    private void requireCycleOpen(FollowUp followUp) {
        boolean open = cycles.get(followUp.cycleId()).state() == Cycle.State.OPEN;
        new Rejection.Check().that(open, "", "followup.error.cycleclosed").done();
    }

    private static void requireVersion(FollowUp followUp, int expectedVersion) {
        if (followUp.version() != expectedVersion) {
            throw new StaleVersion(ENTITY, followUp.id(), expectedVersion);
        }
    }

    private static List<FollowUpProgress> visible(
            CurrentUser user, List<FollowUpProgress> all, Set<Long> stateKnown) {
        Set<Long> readable = user.units(CorePermissions.PLAN_READ);
        Set<Long> writable = user.units(CorePermissions.ASSESSMENT_WRITE);
        return all.stream()
                .filter(p -> {
                    long unit = p.followUp().unitId();
                    boolean handedIn = p.followUp().state() == FollowUp.State.MARKED_COMPLETE;
                    return stateKnown.contains(unit) || writable.contains(unit) || handedIn && readable.contains(unit);
                })
                .toList();
    }

    static void record(ChangeLog changes, long change, FollowUp followUp) {
        changes.record(change, ENTITY, followUp.id(), followUp.version(), followUp.unitId(), followUp);
    }
}
