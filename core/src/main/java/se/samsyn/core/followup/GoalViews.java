package se.samsyn.core.followup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.planning.AnalysisView;
import se.samsyn.core.web.HttpRequest;

/** Puts together what the pages of a follow-up show of its goals, in as many statements whatever their number. */
final class GoalViews {

    private final FollowUpService followUps;
    private final AssessmentService assessments;
    private final AnalysisService analyses;
    private final AnalysisViews shown;
    private final Grounds grounds;

    GoalViews(
            FollowUpService followUps,
            AssessmentService assessments,
            AnalysisService analyses,
            AnalysisViews shown,
            Grounds grounds) {
        this.followUps = followUps;
        this.assessments = assessments;
        this.analyses = analyses;
        this.shown = shown;
        this.grounds = grounds;
    }

    /** A whole follow-up: its goals, and the analysis across them. */
    record Whole(List<GoalView> goals, AnalysisPart analysis) {}

    Whole of(Request request, FollowUpProgress progress) {
        CurrentUser user = HttpRequest.user(request);
        FollowUp followUp = progress.followUp();
        List<AssessedGoal> goals = followUps.goals(user, progress);
        Grounds.All all = grounds.of(followUp, goals.stream().map(AssessedGoal::goalId).toList());
        Map<Long, Instant> drafts = assessments.draftTimes(
                user, goals.stream().map(goal -> goal.assessment().id()).toList());
        Parts parts = parts(request, followUp, goals, all);
        List<GoalView> views = new ArrayList<>();
        for (AssessedGoal goal : goals) {
            Ground ground = all.of(goal.goalId());
            views.add(new GoalView(
                    views.size() + 1,
                    goal,
                    ground.standings().stream()
                            .map(standing -> FigureLine.of(standing, request::text, request.locale()))
                            .toList(),
                    proposal(request, ground),
                    ground.last(),
                    parts.of(goal.goalId(), ground.analysis(), ground.asksAnalysis(goal.assessment().status()), List.of()),
                    all.missing(goal),
                    drafts.get(goal.assessment().id()),
                    Addresses.goal(followUp.id(), goal.goalId())));
        }
        return new Whole(views, parts.of(null, all.analysis(), all.asksAnalysis(), points(all.analysis(), goals)));
    }

    private static GoalFigures.@Nullable Proposal proposal(Request request, Ground ground) {
        return GoalFigures.deciding(ground.standings())
                .map(standing -> new GoalFigures.Proposal(
                        Objects.requireNonNull(standing.proposal().status()),
                        standing.indicator().name(),
                        standing.proposal().explain(request::text, request.locale())))
                .orElse(null);
    }

    private static List<String> points(@Nullable Analysis analysis, List<AssessedGoal> goals) {
        return analysis == null
                ? List.of()
                : goals.stream()
                        .filter(goal -> analysis.goalIds().contains(goal.goalId()))
                        .map(AssessedGoal::title)
                        .toList();
    }

    private Parts parts(Request request, FollowUp followUp, List<AssessedGoal> goals, Grounds.All all) {
        List<Analysis> written = Stream.concat(
                        Stream.ofNullable(all.analysis()),
                        goals.stream().map(goal -> all.of(goal.goalId()).analysis()).filter(Objects::nonNull))
                .toList();
        List<Long> ids = goals.stream().map(AssessedGoal::goalId).toList();
        return new Parts(
                followUp.id(),
                shown.of(request, written),
                analyses.draftTimes(HttpRequest.user(request), followUp.id(), ids));
    }

    /**
     * What is known of the analyses of a follow-up.
     *
     * @param shown by the ids of analyses
     * @param drafts by the ids of goals; {@link AnalysisService#ACROSS} for the one across them
     */
    private record Parts(long followUpId, Map<Long, AnalysisView> shown, Map<Long, Instant> drafts) {

        AnalysisPart of(@Nullable Long goalId, @Nullable Analysis analysis, boolean asked, List<String> points) {
            Analysis known = analysis == null ? Analysis.blank(followUpId, goalId) : analysis;
            boolean begun = !known.empty();
            return new AnalysisPart(
                    asked,
                    begun ? shown.get(known.id()) : null,
                    begun ? known.lacks() : List.of(),
                    points,
                    drafts.get(goalId == null ? AnalysisService.ACROSS : goalId),
                    Addresses.analysis(followUpId, goalId));
        }
    }
}
