package se.samsyn.core.followup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.web.HttpRequest;

/** Puts together what the pages of a follow-up show of its goals, in as many statements whatever their number. */
final class GoalViews {

    private final FollowUpService followUps;
    private final AssessmentService assessments;
    private final GoalFigures figures;

    GoalViews(FollowUpService followUps, AssessmentService assessments, GoalFigures figures) {
        this.followUps = followUps;
        this.assessments = assessments;
        this.figures = figures;
    }

    List<GoalView> of(Request request, FollowUpProgress progress) {
        CurrentUser user = HttpRequest.user(request);
        long id = progress.followUp().id();
        List<AssessedGoal> goals = followUps.goals(user, progress);
        Map<Long, List<FigureLine>> lines = figures.of(goals, progress.period(), request::text, request.locale());
        Map<Long, Stated> last =
                assessments.lastHandedIn(goals.stream().map(AssessedGoal::goalId).toList(), id);
        Map<Long, Instant> drafts = assessments.draftTimes(
                user, goals.stream().map(goal -> goal.assessment().id()).toList());
        List<GoalView> views = new ArrayList<>();
        for (AssessedGoal goal : goals) {
            List<FigureLine> ofGoal = lines.getOrDefault(goal.goalId(), List.of());
            views.add(new GoalView(
                    views.size() + 1,
                    goal,
                    ofGoal,
                    GoalFigures.proposal(ofGoal).orElse(null),
                    last.get(goal.goalId()),
                    followUps.missing(List.of(goal)),
                    drafts.get(goal.assessment().id()),
                    Addresses.goal(id, goal.goalId())));
        }
        return views;
    }
}
