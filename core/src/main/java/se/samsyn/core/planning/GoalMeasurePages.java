package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Choosing what a goal is measured by, and setting targets. */
final class GoalMeasurePages {

    private final GoalService goals;
    private final TargetService targets;
    private final GoalPages pages;

    GoalMeasurePages(GoalService goals, TargetService targets, GoalPages pages) {
        this.goals = goals;
        this.targets = targets;
        this.pages = pages;
    }

    List<Route> routes() {
        Access edit = Access.permission(CorePermissions.GOAL_EDIT);
        return List.of(
                Route.post("/goals/{goal}/indicators", edit, this::add),
                Route.post("/goals/{goal}/indicators/remove", edit, this::remove),
                Route.post("/goals/{goal}/targets", edit, this::setTargets));
    }

    private Response add(Request request) {
        Form form = Form.of(request);
        List<Long> chosen = form.all("indicators").stream()
                .filter(id -> !id.isBlank())
                .map(id -> Ids.parse(id).orElse(0))
                .toList();
        return change(request, form, "planning.indicator.added", ids -> {
            List<Long> all = new ArrayList<>(ids);
            all.addAll(chosen);
            return all;
        });
    }

    private Response remove(Request request) {
        Form form = Form.of(request);
        long gone = Ids.parse(form.value("indicator")).orElse(0);
        return change(request, form, "planning.indicator.removed", ids -> ids.stream()
                .filter(id -> id != gone)
                .toList());
    }

    private Response change(Request request, Form form, String notice, UnaryOperator<List<Long>> change) {
        CurrentUser user = HttpRequest.user(request);
        Goal goal = goals.get(user, GoalPages.id(request));
        GoalDraft draft = GoalDraft.of(goal.linked(goal.links(), change.apply(goal.indicatorIds())));
        try {
            goals.edit(user, goal.id(), (int) Ids.parse(form.value("version")).orElse(0), draft);
            return Response.redirect(Addresses.goal(goal.id()) + "/indicators").withNotice(notice);
        } catch (Rejection rejection) {
            return pages.indicators(request, form.reject(rejection, request::text), 422);
        } catch (StaleVersion stale) {
            return pages.indicators(request, form.reject("", request.text("web.error.stale")), 409);
        }
    }

    private Response setTargets(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Form form = Form.of(request);
        Goal goal = goals.get(user, GoalPages.id(request));
        List<TargetService.Target> set = new ArrayList<>();
        for (long indicator : goal.indicatorIds()) {
            String field = "target-" + indicator;
            Double value = null;
            if (!form.value(field).isEmpty()) {
                OptionalDouble number = Numbers.parse(form.value(field));
                if (number.isPresent()) {
                    value = number.getAsDouble();
                } else {
                    form.reject(field, request.text("planning.target.error.number"));
                }
            }
            set.add(new TargetService.Target(
                    indicator, value, (int) Ids.parse(form.value("revision-" + indicator)).orElse(0)));
        }
        if (form.valid()) {
            try {
                targets.set(user, goal.id(), set);
                return Response.redirect(Addresses.goal(goal.id()) + "/indicators").withNotice("planning.target.saved");
            } catch (Rejection rejection) {
                form.reject(rejection, request::text);
            } catch (StaleVersion stale) {
                markStale(request, form, goal, set);
                return pages.indicators(request, form, 409);
            }
        }
        return pages.indicators(request, form, 422);
    }

    /** Tells at each target that someone else has changed what it is now; what was typed stays in its field. */
    private void markStale(Request request, Form form, Goal goal, List<TargetService.Target> typed) {
        Map<Long, Measurement> now = targets.of(HttpRequest.user(request), goal);
        for (TargetService.Target target : typed) {
            Measurement saved = now.get(target.indicatorId());
            if (saved != null && !Objects.equals(target.baseRevision(), saved.revision())) {
                String text = saved.value() == null
                        ? request.text("planning.target.none")
                        : Numbers.text(saved.value(), request.locale());
                form.reject("target-" + target.indicatorId(), request.text("planning.target.error.stale", text));
            }
        }
    }
}
