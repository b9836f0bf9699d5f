package se.samsyn.core.followup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.History;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** A unit's follow-up: the list of what is to be done, checking it, handing it in, and reading it. */
final class FollowUpPages {

    private static final String FOLDER = "se/samsyn/core/followup/";
    private static final int HISTORY = 20;

    private final FollowUpService followUps;
    private final AssessmentService assessments;
    private final GoalViews views;
    private final History history;

    FollowUpPages(FollowUpService followUps, AssessmentService assessments, GoalViews views, History history) {
        this.followUps = followUps;
        this.assessments = assessments;
        this.views = views;
        this.history = history;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/followups/{id}", Access.signedIn(), onceHandedIn(this::tasks)),
                Route.post("/followups/{id}/goals/{goal}/unchanged", Access.signedIn(), this::unchanged),
                Route.get("/followups/{id}/check", Access.signedIn(), this::check),
                Route.post("/followups/{id}/complete", Access.signedIn(), this::complete),
                Route.get("/followups/{id}/read", Access.signedIn(), onceHandedIn(this::read)),
                Route.post("/followups/{id}/reopen", Access.signedIn(), this::reopen));
    }

    /** Tells those who may read it once it is handed in that it is not yet; that it is being written is no secret. */
    private static Handler onceHandedIn(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (AccessDenied e) {
                return Response.problem(403, "not-handed-in", request.text("followup.notyet"));
            }
        };
    }

    private Response tasks(Request request) {
        FollowUpProgress progress = find(request);
        if (!followUps.mayWrite(HttpRequest.user(request), progress)) {
            return Response.redirect(Addresses.read(progress.followUp().id()));
        }
        return Response.page(FOLDER + "followup", model(request, progress));
    }

    private Response unchanged(Request request) {
        CurrentUser user = HttpRequest.user(request);
        FollowUpProgress progress = find(request);
        Assessment assessment = assessments.of(user, progress.followUp().id(), Addresses.id(request, "goal"));
        try {
            assessments.unchanged(user, assessment.id(), version(request));
        } catch (StaleVersion e) {
            return Response.redirect(Addresses.goal(progress.followUp().id(), assessment.goalId()))
                    .withFailure("followup.unchanged.stale");
        }
        return Response.redirect(Addresses.followUp(progress.followUp().id())).withNotice("followup.unchanged.done");
    }

    private Response check(Request request) {
        FollowUpProgress progress = find(request);
        if (!followUps.mayWrite(HttpRequest.user(request), progress)) {
            return Response.redirect(Addresses.read(progress.followUp().id()));
        }
        Form form = Form.of(Map.of(
                "summary", progress.followUp().summary(), "version", progress.followUp().version()));
        return checkPage(request, progress, form);
    }

    private Response.Page checkPage(Request request, FollowUpProgress progress, Form form) {
        Map<String, Object> model = model(request, progress);
        model.put("form", form);
        model.put("mayHandIn", followUps.mayHandIn(HttpRequest.user(request), progress));
        return Response.page(FOLDER + "check", model);
    }

    private Response complete(Request request) {
        FollowUpProgress progress = find(request);
        long id = progress.followUp().id();
        Form form = Form.of(request);
        try {
            followUps.markComplete(HttpRequest.user(request), id, version(request), form.value("summary"));
        } catch (Rejection rejection) {
            return checkPage(request, find(request), form.reject(rejection, request::text)).withStatus(422);
        } catch (StaleVersion e) {
            return checkPage(request, find(request), form.reject("", request.text("web.error.stale"))).withStatus(409);
        }
        return Response.redirect(Addresses.read(id))
                .withNotice("followup.complete.done", progress.unitName(), progress.cycleName());
    }

    private Response read(Request request) {
        return readPage(request, find(request), Form.of(Map.of("reason", "")));
    }

    private Response.Page readPage(Request request, FollowUpProgress progress, Form form) {
        CurrentUser user = HttpRequest.user(request);
        Map<String, Object> model = model(request, progress);
        model.put("form", form);
        model.put("mayWrite", followUps.mayWrite(user, progress));
        model.put("mayReopen", followUps.mayReopen(user, progress));
        model.put("history", history.of(FollowUpService.ENTITY, progress.followUp().id(), HISTORY, request));
        return Response.page(FOLDER + "read", model);
    }

    private Response reopen(Request request) {
        FollowUpProgress progress = find(request);
        Form form = Form.of(request);
        try {
            followUps.reopen(
                    HttpRequest.user(request), progress.followUp().id(), version(request), form.value("reason"));
        } catch (Rejection rejection) {
            return readPage(request, progress, form.reject(rejection, request::text)).withStatus(422);
        } catch (StaleVersion e) {
            return readPage(request, find(request), form.reject("", request.text("web.error.stale"))).withStatus(409);
        }
        return Response.redirect(Addresses.read(progress.followUp().id())).withNotice("followup.reopen.done");
    }

    private Map<String, Object> model(Request request, FollowUpProgress progress) {
        GoalViews.Whole whole = views.of(request, progress);
        List<GoalView> goals = whole.goals();
        Map<String, Object> model = new HashMap<>();
        model.put("progress", progress);
        model.put("goals", goals);
        model.put("analysis", whole.analysis());
        model.put("done", goals.stream().filter(GoalView::done).count());
        return model;
    }

    private FollowUpProgress find(Request request) {
        return followUps.get(HttpRequest.user(request), Addresses.id(request, "id"));
    }

    static int version(Request request) {
        String text = request.form("version");
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
