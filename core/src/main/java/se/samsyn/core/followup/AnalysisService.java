package se.samsyn.core.followup;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.planning.Cause;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** What people find to lie behind results, in follow-ups. Who may read and write it is the follow-up's rule. */
public final class AnalysisService {

    public static final String ENTITY = "analysis";

    /** Stands for the goal where an analysis is across goals; no goal has it. */
    static final long ACROSS = 0;

    static final int LONGEST_TEXT = 20_000;
    static final int LONGEST_CAUSE = 1_000;
    static final int LONGEST_EVIDENCE = 5_000;
    static final int MOST_CAUSES = 12;

    private final Database database;
    private final FollowUpService followUps;
    private final AnalysisRepository analyses;
    private final DraftService drafts;
    private final ChangeLog changes;
    private final Clock clock;

    AnalysisService(
            Database database,
            FollowUpService followUps,
            AnalysisRepository analyses,
            DraftService drafts,
            ChangeLog changes,
            Clock clock) {
        this.database = database;
        this.followUps = followUps;
        this.analyses = analyses;
        this.drafts = drafts;
        this.changes = changes;
        this.clock = clock;
    }

    /** What drafts of the analysis are kept under. */
    static String subject(long followUpId, @Nullable Long goalId) {
        return ENTITY + ":" + followUpId + ":" + (goalId == null ? ACROSS : goalId);
    }

    /**
     * An analysis that the user may see, by the rule of its follow-up.
     *
     * @throws NotFound when there is none, or none that the user may know of
     */
    public Analysis get(CurrentUser user, long id) {
        Analysis analysis = analyses.find(id).orElseThrow(() -> new NotFound("analysis " + id));
        FollowUpService.requireVisible(user, followUps.find(analysis.followUpId()));
        return analysis;
    }

    /**
     * The analysis of a goal in a follow-up, or without a goal of the unit across its goals; a blank one when there is none.
     *
     * @throws NotFound when the follow-up has no such goal
     */
    public Analysis of(CurrentUser user, long followUpId, @Nullable Long goalId) {
        FollowUpProgress progress = followUps.get(user, followUpId);
        if (goalId != null && !goalsOf(user, progress).contains(goalId)) {
            throw new NotFound("goal " + goalId + " of follow-up " + followUpId);
        }
        return analyses.find(followUpId, goalId).orElseGet(() -> Analysis.blank(followUpId, goalId));
    }

    /** Those that the user may see, in the order of their ids, after the one with the id. */
    public List<Analysis> page(CurrentUser user, AssessmentFilter filter, long after, int limit) {
        return analyses.page(
                filter,
                user.units(CorePermissions.PLAN_READ),
                user.units(CorePermissions.ASSESSMENT_WRITE),
                after,
                limit);
    }

    /** Those of these follow-ups, which the caller has been let in to. */
    public List<Analysis> ofFollowUps(Collection<Long> followUpIds) {
        return analyses.ofFollowUps(followUpIds);
    }

    /**
     * Saves what the person has found, and forgets their draft of it. Causes are known by their ids; those that are not sent
     * are taken away.
     *
     * @throws StaleVersion when someone else has saved since that version
     */
    public Analysis write(
            CurrentUser user, long followUpId, @Nullable Long goalId, int expectedVersion, Findings findings) {
        return database.write(() -> {
            Analysis before = of(user, followUpId, goalId);
            Grant grant = grant(user, followUpId);
            if (before.version() != expectedVersion) {
                throw new StaleVersion(ENTITY, before.id(), expectedVersion);
            }
            Findings checked = checked(user, before, findings);
            drafts.remove(user.userId(), subject(followUpId, goalId));
            return checked.equals(before.findings()) ? before : saved(grant, before, checked);
        });
    }

    private Analysis saved(Grant grant, Analysis before, Findings findings) {
        Analysis after = analyses.save(new Analysis(
                before.id(),
                before.followUpId(),
                before.goalId(),
                findings.goalIds(),
                findings.result(),
                findings.causes(),
                findings.conclusion(),
                grant.userId(),
                clock.instant(),
                before.version()));
        long unit = followUps.find(after.followUpId()).unitId();
        changes.record(grant, ENTITY, after.id(), after.version(), unit, after);
        return after;
    }

    /** Keeps what the person has typed so far. */
    public Instant saveDraft(
            CurrentUser user, long followUpId, @Nullable Long goalId, int baseVersion, Map<String, String> content) {
        of(user, followUpId, goalId);
        grant(user, followUpId);
        return drafts.save(user, subject(followUpId, goalId), baseVersion, content);
    }

    /** What the person had typed and not saved. */
    public Optional<Draft> draft(CurrentUser user, long followUpId, @Nullable Long goalId) {
        return drafts.find(user, subject(followUpId, goalId));
    }

    /** When the person has typed something and not saved it, by goal; {@link #ACROSS} for the one across goals. */
    Map<Long, Instant> draftTimes(CurrentUser user, long followUpId, Collection<Long> goalIds) {
        Map<String, Long> subjects = new HashMap<>();
        subjects.put(subject(followUpId, null), ACROSS);
        goalIds.forEach(goal -> subjects.put(subject(followUpId, goal), goal));
        Map<Long, Instant> times = new HashMap<>();
        drafts.times(user, subjects.keySet()).forEach((subject, at) -> times.put(subjects.get(subject), at));
        return times;
    }

    /** Lets go of what the person had typed and not saved. */
    public void discardDraft(CurrentUser user, long followUpId, @Nullable Long goalId) {
        drafts.remove(user.userId(), subject(followUpId, goalId));
    }

    private Grant grant(CurrentUser user, long followUpId) {
        FollowUp followUp = followUps.find(followUpId);
        Grant grant = user.require(CorePermissions.ASSESSMENT_WRITE, followUp.unitId());
        followUps.requireOpen(followUp);
        return grant;
    }

    private Set<Long> goalsOf(CurrentUser user, FollowUpProgress progress) {
        return followUps.goals(user, progress).stream().map(AssessedGoal::goalId).collect(Collectors.toSet());
    }

    private Findings checked(CurrentUser user, Analysis before, Findings findings) {
        Rejection.Check check = new Rejection.Check();
        String result = text(check, "result", findings.result(), LONGEST_TEXT);
        String conclusion = text(check, "conclusion", findings.conclusion(), LONGEST_TEXT);
        List<Cause> causes = causes(check, before, findings.causes());
        List<Long> goals = findings.goalIds().stream().distinct().sorted().toList();
        if (!goals.isEmpty()) {
            Set<Long> known = goalsOf(user, followUps.get(user, before.followUpId()));
            check.that(before.goalId() == null && known.containsAll(goals), "goals", "followup.analysis.error.goals");
        }
        requireNotPointedAt(check, before, causes);
        check.done();
        return new Findings(goals, result, causes, conclusion);
    }

    /** What is written of causes; an id that the analysis does not have is that of one which has been taken away. */
    private static List<Cause> causes(Rejection.Check check, Analysis before, List<Cause> written) {
        Set<Long> known = before.causes().stream().map(Cause::id).collect(Collectors.toCollection(HashSet::new));
        List<Cause> causes = new ArrayList<>();
        int place = 0;
        for (Cause cause : written) {
            String field = "causes-" + ++place + "-";
            Cause stripped = new Cause(
                    known.remove(cause.id()) ? cause.id() : 0,
                    text(check, field + "text", cause.text(), LONGEST_CAUSE),
                    text(check, field + "for", cause.evidenceFor(), LONGEST_EVIDENCE),
                    text(check, field + "against", cause.evidenceAgainst(), LONGEST_EVIDENCE),
                    cause.verdict());
            if (!stripped.blank()) {
                check.that(!stripped.text().isEmpty(), field + "text", "followup.analysis.error.cause");
                causes.add(stripped);
            }
        }
        check.that(causes.size() <= MOST_CAUSES, "causes-1-text", "followup.analysis.error.many", MOST_CAUSES);
        return causes;
    }

    /** What is done about a cause would be left without a reason. */
    private void requireNotPointedAt(Rejection.Check check, Analysis before, List<Cause> causes) {
        Set<Long> kept = causes.stream().map(Cause::id).collect(Collectors.toSet());
        List<Long> gone = before.causes().stream().map(Cause::id).filter(id -> !kept.contains(id)).toList();
        analyses.pointingAt(gone)
                .forEach((activity, cause) -> check.that(false, "", "followup.analysis.error.pointed", activity, cause));
    }

    private static String text(Rejection.Check check, String field, String text, int longest) {
        String stripped = text.replace("\r\n", "\n").strip();
        check.that(stripped.length() <= longest, field, "followup.error.long", longest);
        return stripped;
    }
}
