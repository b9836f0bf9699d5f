package se.samsyn.core.followup;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.AnalysisView;
import se.samsyn.core.planning.GoalJudgements;

/** Tells planning's pages what follow-ups say of goals. */
final class FollowedUpGoals implements GoalJudgements {

    private final AssessmentService assessments;
    private final AssessmentRepository rows;
    private final AnalysisRepository analyses;
    private final AnalysisViews shown;
    private final ChangeLog changes;
    private final JudgementsAsOf then;

    FollowedUpGoals(
            AssessmentService assessments,
            AssessmentRepository rows,
            AnalysisRepository analyses,
            AnalysisViews shown,
            ChangeLog changes,
            JudgementsAsOf then) {
        this.assessments = assessments;
        this.rows = rows;
        this.analyses = analyses;
        this.shown = shown;
        this.changes = changes;
        this.then = then;
    }

    @Override
    public Map<Long, Status> latest(Collection<Long> goalIds) {
        Map<Long, Status> statuses = new HashMap<>();
        assessments.latestStatus(goalIds).forEach((goal, stated) -> statuses.put(goal, stated.assessment().status()));
        return statuses;
    }

    @Override
    public List<Judged> of(CurrentUser user, long goalId) {
        Map<Long, AnalysisView> read = byFollowUp(analyses.ofGoals(List.of(goalId)));
        return assessments.timeline(user, goalId).stream()
                .map(stated -> judged(stated, read.get(stated.assessment().followUpId()), href(stated)))
                .toList();
    }

    @Override
    public Map<Long, Status> latestAsOf(Collection<Long> goalIds, Instant until) {
        Map<Long, Status> statuses = new HashMap<>();
        then.of(goalIds, until).stream()
                .filter(Stated::handedIn)
                .forEach(stated -> statuses.put(
                        stated.assessment().goalId(), stated.assessment().status()));
        return statuses;
    }

    @Override
    public List<Judged> asOf(CurrentUser user, long goalId, AsOf asOf) {
        Map<Long, AnalysisView> read = byFollowUp(changes.asOf(
                        AnalysisService.ENTITY,
                        analyses.ofGoals(List.of(goalId)).stream().map(Analysis::id).toList(),
                        asOf.until(),
                        Analysis.class)
                .values());
        return then.of(List.of(goalId), asOf.until()).stream()
                .filter(stated -> AssessmentService.maySee(user, stated))
                .map(stated -> judged(
                        stated,
                        read.get(stated.assessment().followUpId()),
                        Addresses.ASSESSMENTS + stated.assessment().id() + "?asof=" + asOf.date()))
                .toList();
    }

    @Override
    public Optional<Open> open(CurrentUser user, long goalId) {
        return rows.openOf(goalId)
                .filter(open -> user.may(CorePermissions.ASSESSMENT_WRITE, open.unitId()))
                .map(open -> new Open(
                        open.round(), open.due(), open.judged(), Addresses.goal(open.followUpId(), goalId)));
    }

    private static String href(Stated stated) {
        Assessment a = stated.assessment();
        return stated.handedIn() ? Addresses.read(a.followUpId()) : Addresses.goal(a.followUpId(), a.goalId());
    }

    private Map<Long, AnalysisView> byFollowUp(Collection<Analysis> ofGoal) {
        Map<Long, AnalysisView> views = shown.texts(ofGoal);
        return ofGoal.stream()
                .filter(analysis -> !analysis.empty())
                .collect(Collectors.toMap(Analysis::followUpId, analysis -> views.get(analysis.id())));
    }

    private static Judged judged(Stated stated, @Nullable AnalysisView analysis, String href) {
        Assessment a = stated.assessment();
        return new Judged(
                a.id(),
                stated.period(),
                stated.cycleName(),
                a.status(),
                a.comment(),
                a.differs() ? a.reason() : null,
                analysis,
                stated.authorName(),
                a.assessedAt(),
                a.unchanged(),
                stated.handedIn(),
                href);
    }
}
