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
import se.samsyn.core.planning.AnalysisView;
import se.samsyn.core.planning.GoalRow;
import se.samsyn.core.planning.GoalService;
import se.samsyn.core.web.HttpRequest;

/** One analysis with its history, and as it was on a date. What was not handed in then, only its editors see. */
final class AnalysisHistoryPage {

    private static final int HISTORY = 50;

    private final AnalysisService analyses;
    private final FollowUpService followUps;
    private final GoalService goals;
    private final AnalysisViews shown;
    private final ChangeLog changes;
    private final History history;
    private final Clock clock;

    AnalysisHistoryPage(
            AnalysisService analyses,
            FollowUpService followUps,
            GoalService goals,
            AnalysisViews shown,
            ChangeLog changes,
            History history,
            Clock clock) {
        this.analyses = analyses;
        this.followUps = followUps;
        this.goals = goals;
        this.shown = shown;
        this.changes = changes;
        this.history = history;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.get(Addresses.ANALYSES + "{analysis}", Access.signedIn(), this::show));
    }

    /**
     * @param goal null when it is across goals
     * @param analysis as it was; null when there was none, or none to be seen
     * @param asOf the day asked for; null for now
     */
    public record View(
            FollowUpProgress progress,
            @Nullable GoalRow goal,
            @Nullable AnalysisView analysis,
            @Nullable AsOf asOf,
            List<HistoryItem> history,
            String path,
            String today) {}

    private Response show(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Analysis now = analyses.get(user, Addresses.id(request, "analysis"));
        FollowUpProgress progress = followUps.get(user, now.followUpId());
        boolean editor = user.may(CorePermissions.ASSESSMENT_WRITE, progress.followUp().unitId());
        Optional<AsOf> asOf = AsOf.of(request, clock);
        Analysis seen = asOf.isEmpty() ? now : asSeenAt(now, asOf.get().until(), editor);
        View view = new View(
                progress,
                now.goalId() == null ? null : goals.row(user, now.goalId()),
                seen == null || seen.empty() ? null : shown.of(request, List.of(seen)).get(seen.id()),
                asOf.orElse(null),
                editor ? history.of(AnalysisService.ENTITY, now.id(), HISTORY, request) : List.of(),
                Addresses.ANALYSES + now.id(),
                Times.date(clock.instant()).toString());
        return Response.page("se/samsyn/core/followup/analysis-history", Map.of("view", view));
    }

    private @Nullable Analysis asSeenAt(Analysis now, Instant until, boolean editor) {
        boolean handedIn = changes.asOf(FollowUpService.ENTITY, now.followUpId(), until, FollowUp.class)
                .filter(followUp -> followUp.state() == FollowUp.State.MARKED_COMPLETE)
                .isPresent();
        return handedIn || editor
                ? changes.asOf(AnalysisService.ENTITY, now.id(), until, Analysis.class).orElse(null)
                : null;
    }
}
