package se.samsyn.core.followup;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** The form for judging one goal: autosave, conflicts between two editors, and on to the next goal. */
final class AssessmentPages {

    private static final String FOLDER = "se/samsyn/core/followup/";
    private static final int HISTORY = 10;

    private final FollowUpService followUps;
    private final AssessmentService assessments;
    private final GoalViews views;
    private final History history;

    AssessmentPages(FollowUpService followUps, AssessmentService assessments, GoalViews views, History history) {
        this.followUps = followUps;
        this.assessments = assessments;
        this.views = views;
        this.history = history;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/followups/{id}/goals/{goal}", Access.signedIn(), this::show),
                Route.post("/followups/{id}/goals/{goal}", Access.signedIn(), this::save),
                Route.post("/followups/{id}/goals/{goal}/draft", Access.signedIn(), this::saveDraft),
                Route.post("/followups/{id}/goals/{goal}/discard", Access.signedIn(), this::discardDraft));
    }

    /** A choice of a form. */
    public record Option(String value, String label, @Nullable String help) {}

    /** A status to choose. */
    public record StatusOption(String code, String text) {}

    /** Someone else saved meanwhile: who, when, the version that is saved now, and where the two differ. */
    public record Conflict(String who, Instant at, int version, List<AssessmentForm.Difference> fields) {}

    /** Everything on the page but the form. */
    public record View(
            FollowUpProgress progress,
            List<GoalView> goals,
            GoalView goal,
            @Nullable GoalView next,
            @Nullable GoalView previous,
            @Nullable Conflict conflict,
            @Nullable Elsewhere elsewhere,
            @Nullable Instant draftAt,
            List<StatusOption> statuses,
            List<Option> trends,
            List<HistoryItem> history) {}

    /** What the same person has typed on another device or in another window. */
    public record Elsewhere(Instant at, String page, String href, List<AssessmentForm.Difference> fields) {}

    private record Place(FollowUpProgress progress, List<GoalView> goals, GoalView goal) {

        Optional<GoalView> next() {
            return goals.stream().filter(other -> other.place() == goal.place() + 1).findFirst();
        }

        Optional<GoalView> previous() {
            return goals.stream().filter(other -> other.place() == goal.place() - 1).findFirst();
        }

        Assessment assessment() {
            return goal.assessment();
        }
    }

    private Response show(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Place place = place(request);
        if (!followUps.mayWrite(user, place.progress())) {
            return Response.redirect(
                    Addresses.read(place.progress().followUp().id()) + "#goal-" + place.goal().goal().goalId());
        }
        Map<String, String> saved = AssessmentForm.values(place.assessment().judgement());
        Optional<Draft> draft = assessments.draft(user, place.assessment().id());
        if (draft.isEmpty()) {
            return page(request, place, AssessmentForm.form(saved, place.assessment().version()), null, null);
        }
        Map<String, String> typed = draft.get().content();
        boolean behind = draft.get().baseVersion() < place.assessment().version();
        Conflict conflict = behind ? conflict(request, place.assessment(), typed) : null;
        return page(
                request,
                place,
                AssessmentForm.form(typed, draft.get().baseVersion()),
                conflict == null || conflict.fields().isEmpty() ? null : conflict,
                draft.get().savedAt());
    }

    private Response save(Request request) {
        Place place = place(request);
        Form form = Form.of(request);
        String resolution = form.value("resolution");
        if (resolution.equals("theirs")) {
            assessments.discardDraft(HttpRequest.user(request), place.assessment().id());
            return Response.redirect(place.goal().href()).withNotice("followup.conflict.theirs");
        }
        if (resolution.equals("both")) {
            return showBoth(request, place, form);
        }
        int expected = number(resolution.equals("mine") ? form.value("conflictVersion") : form.value("version"));
        return write(request, place, form, expected);
    }

    private Response write(Request request, Place place, Form form, int expected) {
        CurrentUser user = HttpRequest.user(request);
        Judgement judgement = AssessmentForm.read(form, request);
        if (form.valid() && place.assessment().version() == 0 && judgement.equals(Judgement.EMPTY)) {
            form.reject("status", request.text("followup.error.empty"));
        }
        Optional<Elsewhere> elsewhere = elsewhere(request, place.assessment(), form);
        if (elsewhere.isPresent()) {
            return page(request, place, form, null, elsewhere.get(), null).withStatus(409);
        }
        if (!form.valid()) {
            return page(request, place, form, null, null).withStatus(422);
        }
        long id = place.assessment().id();
        try {
            assessments.write(user, id, expected, judgement);
        } catch (Rejection rejection) {
            return page(request, place, form.reject(rejection, request::text), null, null).withStatus(422);
        } catch (StaleVersion e) {
            Map<String, String> typed = AssessmentForm.typed(form);
            assessments.saveDraft(user, id, Math.max(expected, 0), typed);
            Assessment now = assessments.get(user, id).assessment();
            Form kept = AssessmentForm.form(typed, expected);
            return page(request, place, kept, conflict(request, now, typed), null).withStatus(409);
        }
        GoalView saved = place(request).goal();
        if (saved.missing().stream().anyMatch(missing -> missing.part() == Missing.Part.ANALYSIS)) {
            return Response.redirect(saved.analysis().href()).withNotice("followup.analysis.asked.saved");
        }
        boolean onward = form.value("then").equals("next") && place.next().isPresent();
        String target = onward
                ? place.next().orElseThrow().href()
                : Addresses.followUp(place.progress().followUp().id());
        return Response.redirect(target).withNotice("followup.goal.saved", place.goal().goal().title());
    }

    private Response showBoth(Request request, Place place, Form form) {
        CurrentUser user = HttpRequest.user(request);
        Assessment now = place.assessment();
        Map<String, String> both =
                AssessmentForm.both(AssessmentForm.typed(form), AssessmentForm.values(now.judgement()));
        try {
            assessments.saveDraft(user, now.id(), now.version(), both);
        } catch (Rejection rejection) {
            return page(request, place, form.reject(rejection, request::text), null, null).withStatus(422);
        }
        return Response.redirect(place.goal().href()).withNotice("followup.conflict.both");
    }

    private Response saveDraft(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Assessment assessment = assessments.of(user, Addresses.id(request, "id"), Addresses.id(request, "goal"));
        Form form = Form.of(request);
        Map<String, String> typed = AssessmentForm.typed(form);
        int base = number(form.value("version"));
        Optional<Elsewhere> elsewhere = elsewhere(request, assessment, form);
        if (elsewhere.isPresent()) {
            return new Response.Page(409, FOLDER + "elsewhere", Map.of("elsewhere", elsewhere.get()));
        }
        Instant at = assessments.saveDraft(user, assessment.id(), Math.max(base, 0), typed);
        if (base != assessment.version()) {
            Conflict conflict = conflict(request, assessment, typed);
            return new Response.Page(409, FOLDER + "conflict", Map.of("conflict", conflict));
        }
        return Response.json(Map.of("savedAt", Times.text(at)));
    }

    private Response discardDraft(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Assessment assessment = assessments.of(user, Addresses.id(request, "id"), Addresses.id(request, "goal"));
        assessments.discardDraft(user, assessment.id());
        return Response.redirect(Addresses.goal(assessment.followUpId(), assessment.goalId()))
                .withNotice("followup.draft.discarded");
    }

    private Optional<Elsewhere> elsewhere(Request request, Assessment assessment, Form form) {
        return assessments
                .draft(HttpRequest.user(request), assessment.id())
                .filter(draft -> AssessmentForm.elsewhere(form, draft))
                .map(draft -> new Elsewhere(
                        draft.savedAt(),
                        draft.content().getOrDefault(AssessmentForm.PAGE, ""),
                        Addresses.goal(assessment.followUpId(), assessment.goalId()),
                        AssessmentForm.differences(AssessmentForm.typed(form), draft.content(), request)));
    }

    private Response.Page page(
            Request request, Place place, Form form, @Nullable Conflict conflict, @Nullable Instant draftAt) {
        return page(request, place, form, conflict, null, draftAt);
    }

    private Response.Page page(
            Request request,
            Place place,
            Form form,
            @Nullable Conflict conflict,
            @Nullable Elsewhere elsewhere,
            @Nullable Instant draftAt) {
        View view = new View(
                place.progress(),
                place.goals(),
                place.goal(),
                place.next().orElse(null),
                place.previous().orElse(null),
                conflict,
                elsewhere,
                draftAt,
                statuses(request),
                trends(request),
                history.of(AssessmentService.ENTITY, place.assessment().id(), HISTORY, request));
        return Response.page(FOLDER + "assessment", Map.of("view", view, "form", form));
    }

    private Conflict conflict(Request request, Assessment now, Map<String, String> typed) {
        List<AssessmentForm.Difference> fields =
                AssessmentForm.differences(typed, AssessmentForm.values(now.judgement()), request);
        HistoryItem last = history.last(AssessmentService.ENTITY, now.id(), request)
                .orElseThrow(() -> new StaleVersion(AssessmentService.ENTITY, now.id(), now.version()));
        return new Conflict(last.who(), last.at(), now.version(), fields);
    }

    private Place place(Request request) {
        FollowUpProgress progress = followUps.get(HttpRequest.user(request), Addresses.id(request, "id"));
        List<GoalView> goals = views.of(request, progress).goals();
        long goalId = Addresses.id(request, "goal");
        GoalView goal = goals.stream()
                .filter(view -> view.goal().goalId() == goalId)
                .findFirst()
                .orElseThrow(() -> new NotFound(request.path()));
        return new Place(progress, goals, goal);
    }

    private static List<StatusOption> statuses(Request request) {
        return Arrays.stream(Status.values())
                .map(status -> new StatusOption(status.name(), request.text("web.status." + status)))
                .toList();
    }

    private static List<Option> trends(Request request) {
        return Arrays.stream(Assessment.Trend.values())
                .map(trend -> new Option(trend.name(), request.text("followup.trend." + trend), null))
                .toList();
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
