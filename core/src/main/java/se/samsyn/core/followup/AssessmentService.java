package se.samsyn.core.followup;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** What people judge of the goals of a follow-up. */
public final class AssessmentService {

    public static final String ENTITY = "assessment";
    static final int LONGEST_COMMENT = 5_000;
    static final int LONGEST_REASON = 2_000;

    private final Database database;
    private final FollowUpService followUps;
    private final AssessmentRepository assessments;
    private final StatedRepository said;
    private final EarlierJudgements earlier;
    private final Grounds grounds;
    private final DraftService drafts;
    private final ChangeLog changes;
    private final Clock clock;

    AssessmentService(
            Database database,
            FollowUpService followUps,
            AssessmentRepository assessments,
            StatedRepository said,
            EarlierJudgements earlier,
            Grounds grounds,
            DraftService drafts,
            ChangeLog changes,
            Clock clock) {
        this.database = database;
        this.followUps = followUps;
        this.assessments = assessments;
        this.said = said;
        this.earlier = earlier;
        this.grounds = grounds;
        this.drafts = drafts;
        this.changes = changes;
        this.clock = clock;
    }

    /** What drafts of the assessment are kept under. */
    static String subject(long assessmentId) {
        return ENTITY + ":" + assessmentId;
    }

    /**
     * An assessment that the user may see, by the rule of its follow-up.
     *
     * @throws NotFound when there is none, or none that the user may know of
     */
    public Stated get(CurrentUser user, long id) {
        Stated stated = said.find(id).orElseThrow(() -> new NotFound("assessment " + id));
        FollowUpService.requireVisible(user, followUps.find(stated.assessment().followUpId()));
        return stated;
    }

    /** Those that the user may see, in the order of their ids, after the one with the id. */
    public List<Stated> page(CurrentUser user, AssessmentFilter filter, long after, int limit) {
        return said.page(
                filter,
                user.units(CorePermissions.PLAN_READ),
                user.units(CorePermissions.ASSESSMENT_WRITE),
                after,
                limit);
    }

    /** The assessment of a goal in a follow-up. */
    public Assessment of(CurrentUser user, long followUpId, long goalId) {
        FollowUpProgress progress = followUps.get(user, followUpId);
        return followUps.goals(user, progress).stream()
                .filter(goal -> goal.goalId() == goalId)
                .findFirst()
                .map(AssessedGoal::assessment)
                .orElseThrow(() -> new NotFound("goal " + goalId + " of follow-up " + followUpId));
    }

    /**
     * Saves what the person judges, and forgets their draft of it.
     *
     * @throws StaleVersion when someone else has saved since that version
     */
    public Assessment write(CurrentUser user, long id, int expectedVersion, Judgement judgement) {
        return database.write(() -> {
            Assessment before = find(id);
            Grant grant = grant(user, before);
            Judgement checked = checked(judgement);
            requireVersion(before, expectedVersion);
            drafts.remove(user.userId(), subject(id));
            return before.version() > 0 && !before.unchanged() && before.judgement().equals(checked)
                    ? before
                    : saved(grant, before, checked, false);
        });
    }

    /**
     * 'Oförändrat': carries over what was last handed in of the goal, or of the same goal in an earlier plan.
     *
     * @throws Rejection when nothing has been handed in before
     */
    public Assessment unchanged(CurrentUser user, long id, int expectedVersion) {
        return database.write(() -> {
            Assessment before = find(id);
            Grant grant = grant(user, before);
            requireVersion(before, expectedVersion);
            Optional<Stated> last = Optional.ofNullable(
                    lastHandedIn(List.of(before.goalId()), before.followUpId()).get(before.goalId()));
            new Rejection.Check()
                    .that(last.isPresent(), "", "followup.unchanged.error.none")
                    .done();
            drafts.remove(user.userId(), subject(id));
            Judgement carried = last.orElseThrow().assessment().judgement();
            // The trend was told against the follow-up before that one, so it does not come along.
            Judgement unchanged = new Judgement(carried.status(), null, carried.comment(), carried.reason());
            return saved(grant, before, unchanged, true);
        });
    }

    /** Of each goal the latest judgement that has been handed in; goals without one are not in the map. */
    public Map<Long, Stated> latestStatus(Collection<Long> goalIds) {
        return earlier.latest(goalIds);
    }

    /** As {@link #latestStatus}, before the follow-up, and by way of the earlier plan when the goal has none of its own. */
    public Map<Long, Stated> lastHandedIn(Collection<Long> goalIds, long followUpId) {
        return earlier.last(goalIds, followUpId == 0 ? null : followUpId);
    }

    /** As {@link #latestStatus}, by way of the earlier plan when the goal has none of its own. */
    public Map<Long, Stated> lastHandedIn(Collection<Long> goalIds) {
        return lastHandedIn(goalIds, 0);
    }

    /** A goal's judgements that the user may see, the oldest first. */
    public List<Stated> timeline(CurrentUser user, long goalId) {
        return said.ofGoal(goalId).stream().filter(stated -> maySee(user, stated)).toList();
    }

    /** What is handed in whoever reads plans, the rest its editors. */
    static boolean maySee(CurrentUser user, Stated stated) {
        return user.may(stated.handedIn() ? CorePermissions.PLAN_READ : CorePermissions.ASSESSMENT_WRITE, stated.unitId());
    }

    /** Keeps what the person has typed so far. */
    public Instant saveDraft(CurrentUser user, long id, int baseVersion, Map<String, String> content) {
        grant(user, find(id));
        return drafts.save(user, subject(id), baseVersion, content);
    }

    /** What the person had typed and not saved. */
    public Optional<Draft> draft(CurrentUser user, long id) {
        return drafts.find(user, subject(id));
    }

    /** When the person has typed something and not saved it, by assessment. */
    public Map<Long, Instant> draftTimes(CurrentUser user, Collection<Long> ids) {
        Map<String, Instant> times =
                drafts.times(user, ids.stream().map(AssessmentService::subject).toList());
        Map<Long, Instant> byId = new HashMap<>();
        for (long id : ids) {
            Instant at = times.get(subject(id));
            if (at != null) {
                byId.put(id, at);
            }
        }
        return byId;
    }

    /** Lets go of what the person had typed and not saved. */
    public void discardDraft(CurrentUser user, long id) {
        drafts.remove(user.userId(), subject(id));
    }

    private Assessment saved(Grant grant, Assessment before, Judgement judgement, boolean unchanged) {
        FollowUp followUp = followUps.find(before.followUpId());
        Assessment after = assessments.update(new Assessment(
                before.id(),
                before.followUpId(),
                before.goalId(),
                judgement.status(),
                judgement.trend(),
                judgement.comment(),
                grounds.proposed(followUp, List.of(before.goalId())).get(before.goalId()),
                judgement.reason().isEmpty() ? null : judgement.reason(),
                grant.userId(),
                unchanged,
                clock.instant(),
                before.version()));
        changes.record(grant, ENTITY, after.id(), after.version(), followUp.unitId(), after);
        return after;
    }

    private Grant grant(CurrentUser user, Assessment assessment) {
        FollowUp followUp = followUps.find(assessment.followUpId());
        Grant grant = user.require(CorePermissions.ASSESSMENT_WRITE, followUp.unitId());
        followUps.requireOpen(followUp);
        return grant;
    }

    private Assessment find(long id) {
        return assessments.find(id).orElseThrow(() -> new NotFound("assessment " + id));
    }

    private static void requireVersion(Assessment assessment, int expectedVersion) {
        if (assessment.version() != expectedVersion) {
            throw new StaleVersion(ENTITY, assessment.id(), expectedVersion);
        }
    }

    private static Judgement checked(Judgement judgement) {
        String comment = judgement.comment().replace("\r\n", "\n").strip();
        String reason = judgement.reason().replace("\r\n", "\n").strip();
        new Rejection.Check()
                .that(comment.length() <= LONGEST_COMMENT, "comment", "followup.error.long", LONGEST_COMMENT)
                .that(reason.length() <= LONGEST_REASON, "reason", "followup.error.long", LONGEST_REASON)
                .done();
        return new Judgement(judgement.status(), judgement.trend(), comment, reason);
    }
}
