package se.samsyn.core.report;

import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.followup.Analysis;
import se.samsyn.core.followup.AnalysisService;
import se.samsyn.core.followup.CycleService;
import se.samsyn.core.followup.FollowUpProgress;
import se.samsyn.core.followup.FollowUpService;
import se.samsyn.core.planning.ActivityRow;
import se.samsyn.core.planning.ActivityService;
import se.samsyn.core.planning.Cause;
import se.samsyn.core.planning.GoalRow;
import se.samsyn.core.planning.GoalService;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;

/** What units have found in a round of follow-up, beside each other as a file, a cause on each line: what is handed in. */
final class AnalysisExport {

    private static final List<String> COLUMNS = List.of(
            "unit", "about", "result", "cause", "for", "against", "verdict", "interventions", "conclusion");

    private final CycleService cycles;
    private final FollowUpService followUps;
    private final AnalysisService analyses;
    private final GoalService goals;
    private final ActivityService activities;

    AnalysisExport(
            CycleService cycles,
            FollowUpService followUps,
            AnalysisService analyses,
            GoalService goals,
            ActivityService activities) {
        this.cycles = cycles;
        this.followUps = followUps;
        this.analyses = analyses;
        this.goals = goals;
        this.activities = activities;
    }

    List<Route> routes() {
        return SheetFile.routes("/cycles/{cycle}/analyses", Access.permission(PLAN_READ), this::sheet);
    }

    private Sheet sheet(Request request) {
        CurrentUser user = HttpRequest.user(request);
        long cycle = Ids.parse(request.pathParameter("cycle"))
                .orElseThrow(() -> new NotFound("cycle " + request.pathParameter("cycle")));
        cycles.get(cycle);
        List<FollowUpProgress> handedIn = followUps.ofCycle(user, cycle).stream()
                .filter(progress -> progress.stage() == FollowUpProgress.Stage.HANDED_IN)
                .filter(progress -> user.may(PLAN_READ, progress.followUp().unitId()))
                .toList();
        Map<Long, List<Analysis>> found = analyses
                .ofFollowUps(handedIn.stream().map(progress -> progress.followUp().id()).toList())
                .stream()
                .filter(analysis -> !analysis.empty())
                .collect(Collectors.groupingBy(Analysis::followUpId));
        List<Analysis> all = found.values().stream().flatMap(List::stream).toList();
        Map<Long, GoalRow> titles = goals.rows(
                all.stream().map(Analysis::goalId).filter(Objects::nonNull).collect(Collectors.toSet()));
        Map<Long, List<ActivityRow>> acts = activities.ofCauses(
                user, all.stream().flatMap(analysis -> analysis.causes().stream()).map(Cause::id).toList());
        List<List<Object>> rows = new ArrayList<>();
        for (FollowUpProgress progress : handedIn) {
            for (Analysis analysis : found.getOrDefault(progress.followUp().id(), List.of())) {
                String about = analysis.goalId() == null
                        ? request.text("report.analyses.across")
                        : titles.get(analysis.goalId()).goal().title();
                rows.addAll(rows(request, progress.unitName(), about, analysis, acts));
            }
        }
        List<String> head = COLUMNS.stream().map(column -> request.text("report.analyses." + column)).toList();
        return new Sheet(request.text("report.analyses.file"), head, rows);
    }

    private static List<List<Object>> rows(
            Request request, String unit, String about, Analysis analysis, Map<Long, List<ActivityRow>> acts) {
        if (analysis.causes().isEmpty()) {
            return List.of(List.of(unit, about, analysis.result(), "", "", "", "", "", analysis.conclusion()));
        }
        return analysis.causes().stream()
                .map(cause -> row(request, unit, about, analysis, cause, acts))
                .toList();
    }

    private static List<Object> row(
            Request request,
            String unit,
            String about,
            Analysis analysis,
            Cause cause,
            Map<Long, List<ActivityRow>> acts) {
        return List.of(
                unit,
                about,
                analysis.result(),
                cause.text(),
                cause.evidenceFor(),
                cause.evidenceAgainst(),
                cause.verdict() == null ? "" : request.text("planning.analysis.verdict." + cause.verdict()),
                acts.getOrDefault(cause.id(), List.of()).stream()
                        .map(row -> row.activity().title())
                        .collect(Collectors.joining("; ")),
                analysis.conclusion());
    }
}
