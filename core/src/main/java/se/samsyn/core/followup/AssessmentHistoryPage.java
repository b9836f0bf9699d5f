package se.samsyn.core.followup;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.database.Times;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.planning.AnalysisView;
import se.samsyn.core.planning.GoalRow;
import se.samsyn.core.planning.GoalService;
import se.samsyn.core.web.HttpRequest;

/** One assessment with its history, and as it was on a date. What was not handed in then, only its editors see. */
final class AssessmentHistoryPage {

    private static final int HISTORY = 50;

    private final AssessmentService assessments;
    private final FollowUpService followUps;
    private final GoalService goals;
    private final UserRepository users;
    private final AnalysisService analyses;
    private final AnalysisViews shown;
    private final ChangeLog changes;
    private final History history;
    private final Clock clock;

    AssessmentHistoryPage(
            AssessmentService assessments,
            FollowUpService followUps,
            GoalService goals,
            UserRepository users,
            AnalysisService analyses,
            AnalysisViews shown,
            ChangeLog changes,
            History history,
            Clock clock) {
        this.assessments = assessments;
        this.followUps = followUps;
        this.goals = goals;
        this.users = users;
        this.analyses = analyses;
        this.shown = shown;
        this.changes = changes;
        this.history = history;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.get(Addresses.ASSESSMENTS + "{assessment}", Access.signedIn(), this::show));
    }

    /**
     * @param assessment as it was; null when there was none, or none to be seen
     * @param analysis what was found to lie behind it then; null when there was nothing
     * @param author who judged it then; null when the system did
     * @param asOf the day asked for; null for now
     */
    public record View(
            FollowUpProgress progress,
            GoalRow goal,
            @Nullable Assessment assessment,
            @Nullable AnalysisView analysis,
            @Nullable String author,
            @Nullable AsOf asOf,
            List<HistoryItem> history,
            String path,
            String today) {}

    private Response show(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Stated now = assessments.get(user, Addresses.id(request, "assessment"));
        long id = now.assessment().id();
        FollowUpProgress progress = followUps.get(user, now.assessment().followUpId());
        boolean editor = user.may(CorePermissions.ASSESSMENT_WRITE, now.unitId());
        Optional<AsOf> asOf = AsOf.of(request, clock);
        Assessment seen = asOf.isEmpty()
                ? judged(now.assessment())
                : asSeenAt(id, progress.followUp().id(), asOf.get().until(), editor);
        View view = new View(
                progress,
                goals.row(user, now.assessment().goalId()),
                seen,
                seen == null ? null : analysis(user, seen, asOf),
                author(seen),
                asOf.orElse(null),
                editor ? history.of(AssessmentService.ENTITY, id, HISTORY, request) : List.of(),
                Addresses.ASSESSMENTS + id,
                Times.date(clock.instant()).toString());
        return Response.page("se/samsyn/core/followup/assessment-history", Map.of("view", view));
    }

    private @Nullable AnalysisView analysis(CurrentUser user, Assessment assessment, Optional<AsOf> asOf) {
        Analysis now = analyses.of(user, assessment.followUpId(), assessment.goalId());
        Analysis then = asOf.isEmpty()
                ? now
                : changes.asOf(AnalysisService.ENTITY, now.id(), asOf.get().until(), Analysis.class)
                        .orElseGet(() -> Analysis.blank(assessment.followUpId(), assessment.goalId()));
        return then.empty() ? null : shown.texts(List.of(then)).get(then.id());
    }

    private @Nullable String author(@Nullable Assessment assessment) {
        return assessment == null || assessment.authorId() == null
                ? null
                : users.find(assessment.authorId()).map(User::name).orElse(null);
    }

    private static @Nullable Assessment judged(Assessment assessment) {
        return assessment.status() == null ? null : assessment;
    }

    private @Nullable Assessment asSeenAt(long id, long followUpId, Instant until, boolean editor) {
        boolean handedIn = changes.asOf(FollowUpService.ENTITY, followUpId, until, FollowUp.class)
                .filter(followUp -> followUp.state() == FollowUp.State.MARKED_COMPLETE)
                .isPresent();
        return handedIn || editor
                ? changes.asOf(AssessmentService.ENTITY, id, until, Assessment.class)
                        .map(AssessmentHistoryPage::judged)
                        .orElse(null)
                : null;
    }
}
