package se.samsyn.core.followup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.database.Times;
import se.samsyn.core.followup.AssessmentPages.Conflict;
import se.samsyn.core.followup.AssessmentPages.Elsewhere;
import se.samsyn.core.followup.AssessmentPages.Option;
import se.samsyn.core.planning.ActivityView;
import se.samsyn.core.planning.Cause;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** The form of an analysis, of a goal or across goals: causes added and taken away, autosave, conflicts between two editors. */
final class AnalysisPages {

    private static final String FOLDER = "se/samsyn/core/followup/";
    private static final int HISTORY = 10;

    private final FollowUpService followUps;
    private final AnalysisService analyses;
    private final GoalViews views;
    private final AnalysisViews shown;
    private final History history;

    AnalysisPages(
            FollowUpService followUps,
            AnalysisService analyses,
            GoalViews views,
            AnalysisViews shown,
            History history) {
        this.followUps = followUps;
        this.analyses = analyses;
        this.views = views;
        this.shown = shown;
        this.history = history;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String path : List.of("/followups/{id}/analysis", "/followups/{id}/goals/{goal}/analysis")) {
            routes.add(Route.get(path, Access.signedIn(), this::show));
            routes.add(Route.post(path, Access.signedIn(), this::save));
            routes.add(Route.post(path + "/draft", Access.signedIn(), this::saveDraft));
            routes.add(Route.post(path + "/discard", Access.signedIn(), this::discardDraft));
        }
        return routes;
    }

    /**
     * A row of the form.
     *
     * @param id empty until the cause has been saved
     * @param activities what is done about it
     * @param newActivity where something is planned to be done about it; null until it has been saved
     */
    public record Row(int number, String id, List<ActivityView> activities, @Nullable String newActivity) {

        /** The name of a field in the row. */
        public String field(String part) {
            return AnalysisForm.field(number, part);
        }
    }

    /** Everything on the page but the form. */
    public record View(
            FollowUpProgress progress,
            List<GoalView> goals,
            @Nullable GoalView goal,
            @Nullable GoalView next,
            boolean asked,
            String path,
            List<Row> rows,
            boolean room,
            List<Option> verdicts,
            List<Option> choices,
            List<Analysis.Lack> lacks,
            boolean begun,
            @Nullable Conflict conflict,
            @Nullable Elsewhere elsewhere,
            @Nullable Instant draftAt,
            List<HistoryItem> history) {}

    private record Place(FollowUpProgress progress, GoalViews.Whole whole, @Nullable GoalView goal, Analysis analysis) {

        long followUpId() {
            return progress.followUp().id();
        }

        @Nullable Long goalId() {
            return analysis.goalId();
        }

        String path() {
            return Addresses.analysis(followUpId(), goalId());
        }

        @Nullable GoalView next() {
            return goal == null
                    ? null
                    : whole.goals().stream()
                            .filter(other -> other.place() == goal.place() + 1)
                            .findFirst()
                            .orElse(null);
        }

    }

    private Response show(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Place place = place(request);
        if (!followUps.mayWrite(user, place.progress())) {
            return Response.redirect(Addresses.read(place.followUpId())
                    + (place.goalId() == null ? "#analysis" : "#goal-" + place.goalId()));
        }
        Optional<Draft> draft = analyses.draft(user, place.followUpId(), place.goalId());
        if (draft.isEmpty()) {
            Map<String, String> saved = AnalysisForm.values(place.analysis().findings());
            return page(request, place, AnalysisForm.form(saved, place.analysis().version()), null, null, null);
        }
        Map<String, String> typed = draft.get().content();
        boolean behind = draft.get().baseVersion() < place.analysis().version();
        Conflict conflict = behind ? conflict(request, place.analysis(), typed) : null;
        return page(
                request,
                place,
                AnalysisForm.form(typed, draft.get().baseVersion()),
                conflict == null || conflict.fields().isEmpty() ? null : conflict,
                null,
                draft.get().savedAt());
    }

    private Response save(Request request) {
        Place place = place(request);
        Form form = Form.of(request);
        if (!form.value("row").isEmpty()) {
            return changeRows(request, place, form);
        }
        String resolution = form.value("resolution");
        if (resolution.equals("theirs")) {
            analyses.discardDraft(HttpRequest.user(request), place.followUpId(), place.goalId());
            return Response.redirect(place.path()).withNotice("followup.conflict.theirs");
        }
        if (resolution.equals("both")) {
            Map<String, String> theirs = AnalysisForm.values(place.analysis().findings());
            return keep(request, place, form, AnalysisForm.both(AnalysisForm.typed(form), theirs), place.analysis().version())
                    .orElseGet(() -> Response.redirect(place.path()).withNotice("followup.conflict.both"));
        }
        return write(request, place, form, number(form.value(resolution.equals("mine") ? "conflictVersion" : "version")));
    }

    /** Adds a row or takes one away; what is typed stays, as a draft. */
    private Response changeRows(Request request, Place place, Form form) {
        Optional<Elsewhere> elsewhere = elsewhere(request, place.analysis(), form);
        if (elsewhere.isPresent()) {
            return page(request, place, form, null, elsewhere.get(), null).withStatus(409);
        }
        String what = form.value("row");
        Map<String, String> typed = AnalysisForm.typed(form);
        boolean add = what.equals("add");
        Map<String, String> changed = add ? AnalysisForm.withRow(typed) : AnalysisForm.withoutRow(typed, number(what));
        String row = add ? "#row-" + changed.get(AnalysisForm.ROWS) : "#causes";
        return keep(request, place, form, changed, Math.max(0, number(form.value("version"))))
                .orElseGet(() -> Response.redirect(place.path() + row));
    }

    /** Keeps it as the person's draft; the page with what is wrong, when it cannot be. */
    private Optional<Response> keep(Request request, Place place, Form form, Map<String, String> fields, int version) {
        try {
            analyses.saveDraft(HttpRequest.user(request), place.followUpId(), place.goalId(), version, fields);
            return Optional.empty();
        } catch (Rejection rejection) {
            return Optional.of(page(request, place, form.reject(rejection, request::text), null, null, null).withStatus(422));
        }
    }

    private Response write(Request request, Place place, Form form, int expected) {
        CurrentUser user = HttpRequest.user(request);
        Findings findings = AnalysisForm.read(form, request);
        Optional<Elsewhere> elsewhere = elsewhere(request, place.analysis(), form);
        if (elsewhere.isPresent()) {
            return page(request, place, form, null, elsewhere.get(), null).withStatus(409);
        }
        if (!form.valid()) {
            return page(request, place, form, null, null, null).withStatus(422);
        }
        try {
            analyses.write(user, place.followUpId(), place.goalId(), expected, findings);
        } catch (Rejection rejection) {
            return page(request, place, form.reject(rejection, request::text), null, null, null).withStatus(422);
        } catch (StaleVersion e) {
            Map<String, String> typed = AnalysisForm.typed(form);
            analyses.saveDraft(user, place.followUpId(), place.goalId(), Math.max(expected, 0), typed);
            Analysis now = analyses.of(user, place.followUpId(), place.goalId());
            Form kept = AnalysisForm.form(typed, expected);
            return page(request, place, kept, conflict(request, now, typed), null, null).withStatus(409);
        }
        GoalView next = place.next();
        String target = form.value("then").equals("next") && next != null
                ? next.href()
                : Addresses.followUp(place.followUpId());
        return Response.redirect(target).withNotice("followup.analysis.saved");
    }

    private Response saveDraft(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Analysis analysis = analyses.of(user, Addresses.id(request, "id"), goalId(request));
        Form form = Form.of(request);
        Map<String, String> typed = AnalysisForm.typed(form);
        int base = number(form.value("version"));
        Optional<Elsewhere> elsewhere = elsewhere(request, analysis, form);
        if (elsewhere.isPresent()) {
            return new Response.Page(409, FOLDER + "elsewhere", Map.of("elsewhere", elsewhere.get()));
        }
        Instant at = analyses.saveDraft(user, analysis.followUpId(), analysis.goalId(), Math.max(base, 0), typed);
        if (base != analysis.version()) {
            return new Response.Page(
                    409, FOLDER + "conflict", Map.of("conflict", conflict(request, analysis, typed)));
        }
        return Response.json(Map.of("savedAt", Times.text(at)));
    }

    private Response discardDraft(Request request) {
        long followUp = Addresses.id(request, "id");
        Long goal = goalId(request);
        analyses.discardDraft(HttpRequest.user(request), followUp, goal);
        return Response.redirect(Addresses.analysis(followUp, goal)).withNotice("followup.draft.discarded");
    }

    private Optional<Elsewhere> elsewhere(Request request, Analysis analysis, Form form) {
        return analyses.draft(HttpRequest.user(request), analysis.followUpId(), analysis.goalId())
                .filter(draft -> AnalysisForm.elsewhere(form, draft))
                .map(draft -> new Elsewhere(
                        draft.savedAt(),
                        draft.content().getOrDefault(AssessmentForm.PAGE, ""),
                        Addresses.analysis(analysis.followUpId(), analysis.goalId()),
                        differences(request, analysis, AnalysisForm.typed(form), draft.content())));
    }

    private List<AssessmentForm.Difference> differences(
            Request request, Analysis analysis, Map<String, String> mine, Map<String, String> theirs) {
        CurrentUser user = HttpRequest.user(request);
        Map<String, String> titles = followUps.goals(user, followUps.get(user, analysis.followUpId())).stream()
                .collect(Collectors.toMap(goal -> Long.toString(goal.goalId()), AssessedGoal::title));
        return AnalysisForm.differences(mine, theirs, titles, request);
    }

    private Response.Page page(
            Request request,
            Place place,
            Form form,
            @Nullable Conflict conflict,
            @Nullable Elsewhere elsewhere,
            @Nullable Instant draftAt) {
        GoalView goal = place.goal();
        Findings soFar = AnalysisForm.soFar(Form.of(AnalysisForm.typed(form)), request);
        Analysis typed = new Analysis(
                0, place.followUpId(), place.goalId(), List.of(), soFar.result(), soFar.causes(), soFar.conclusion(),
                null, null, 0);
        View view = new View(
                place.progress(),
                place.whole().goals(),
                goal,
                place.next(),
                goal == null ? place.whole().analysis().asked() : goal.analysis().asked(),
                place.path(),
                rows(request, place, form),
                AnalysisForm.rows(form) < AnalysisService.MOST_CAUSES,
                Arrays.stream(Cause.Verdict.values())
                        .map(verdict -> new Option(
                                verdict.name(), request.text("planning.analysis.verdict." + verdict), null))
                        .toList(),
                place.whole().goals().stream()
                        .map(other -> new Option(Long.toString(other.goal().goalId()), other.goal().title(), null))
                        .toList(),
                typed.lacks(),
                !typed.empty(),
                conflict,
                elsewhere,
                draftAt,
                place.analysis().version() == 0
                        ? List.of()
                        : history.of(AnalysisService.ENTITY, place.analysis().id(), HISTORY, request));
        return Response.page(FOLDER + "analysis", Map.of("view", view, "form", form));
    }

    private List<Row> rows(Request request, Place place, Form form) {
        Map<Long, List<ActivityView>> activities = shown.activities(request, place.analysis().causes());
        Map<String, Cause> saved = new HashMap<>();
        place.analysis().causes().forEach(cause -> saved.put(Long.toString(cause.id()), cause));
        String plan = place.goalId() == null
                ? "/units/" + place.progress().followUp().unitId()
                : "/goals/" + place.goalId();
        List<Row> rows = new ArrayList<>();
        for (int row = 1; row <= AnalysisForm.rows(form); row++) {
            Cause cause = saved.get(form.value(AnalysisForm.field(row, "id")));
            rows.add(new Row(
                    row,
                    cause == null ? "" : Long.toString(cause.id()),
                    cause == null ? List.of() : activities.getOrDefault(cause.id(), List.of()),
                    cause == null ? null : plan + "/activities/new?cause=" + cause.id()));
        }
        return rows;
    }

    private Conflict conflict(Request request, Analysis now, Map<String, String> typed) {
        HistoryItem last = history.last(AnalysisService.ENTITY, now.id(), request)
                .orElseThrow(() -> new StaleVersion(AnalysisService.ENTITY, now.id(), now.version()));
        return new Conflict(
                last.who(),
                last.at(),
                now.version(),
                differences(request, now, typed, AnalysisForm.values(now.findings())));
    }

    private Place place(Request request) {
        CurrentUser user = HttpRequest.user(request);
        FollowUpProgress progress = followUps.get(user, Addresses.id(request, "id"));
        GoalViews.Whole whole = views.of(request, progress);
        Long goalId = goalId(request);
        GoalView goal = goalId == null
                ? null
                : whole.goals().stream()
                        .filter(view -> view.goal().goalId() == goalId)
                        .findFirst()
                        .orElseThrow(() -> new NotFound(request.path()));
        return new Place(progress, whole, goal, analyses.of(user, progress.followUp().id(), goalId));
    }

    /** The goal in the address; null when the analysis is across goals. */
    private static @Nullable Long goalId(Request request) {
        return request.path().contains("/goals/") ? Addresses.id(request, "goal") : null;
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
