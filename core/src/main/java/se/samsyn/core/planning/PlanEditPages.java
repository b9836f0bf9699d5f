package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.planning.GoalForm.Difference;
import se.samsyn.core.planning.Plan.Decision;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Changing a plan on its page: adding goals, naming it, proposing and adopting it, opening it for a correction. */
final class PlanEditPages {

    private final PlanService plans;
    private final PlanStates states;
    private final GoalService goals;
    private final PlanPages pages;

    PlanEditPages(PlanService plans, PlanStates states, GoalService goals, PlanPages pages) {
        this.plans = plans;
        this.states = states;
        this.goals = goals;
        this.pages = pages;
    }

    List<Route> routes() {
        Access edit = Access.permission(CorePermissions.PLAN_EDIT);
        Access adopt = Access.permission(CorePermissions.PLAN_ADOPT);
        return List.of(
                Route.post("/plans/{plan}/goals", Access.permission(CorePermissions.GOAL_EDIT), this::addGoal),
                Route.post("/plans/{plan}/title", edit, this::rename),
                Route.post("/plans/{plan}/propose", edit, this::propose),
                Route.post("/plans/{plan}/withdraw", edit, this::withdraw),
                Route.post("/plans/{plan}/hand-back", adopt, this::handBack),
                Route.post("/plans/{plan}/adopt", adopt, this::adopt),
                Route.post("/plans/{plan}/correct", edit, this::correct));
    }

    private Response addGoal(Request request) {
        return change(request, "planning.goal.created", (user, id, form) -> {
            goals.create(user, id, GoalDraft.titled(Ids.parse(form.value("level")).orElse(0), form.value("title")));
            return List.of();
        });
    }

    private Response rename(Request request) {
        return change(request, "planning.plan.renamed", (user, id, form) -> {
            try {
                plans.rename(user, id, version(form), form.value("planTitle"));
            } catch (Rejection rejection) {
                throw rejection.at("planTitle");
            }
            return List.of();
        });
    }

    private Response propose(Request request) {
        return change(request, "planning.plan.proposed", (user, id, form) -> {
            states.propose(user, id, version(form), form.value("proposal"));
            return List.of();
        });
    }

    private Response withdraw(Request request) {
        return change(request, "planning.plan.withdrawn", (user, id, form) -> {
            states.withdraw(user, id, version(form));
            return List.of();
        });
    }

    private Response handBack(Request request) {
        return change(request, "planning.plan.handedback", (user, id, form) -> {
            states.handBack(user, id, version(form), form.value("returned"));
            return List.of();
        });
    }

    private Response adopt(Request request) {
        return change(request, "planning.plan.adopted", (user, id, form) -> {
            LocalDate on = form.date("adoptedOn");
            if (on == null) {
                throw Rejection.of("adoptedOn", "planning.error.required");
            }
            states.adopt(user, id, version(form), new Decision(on, form.value("decidedBy"), form.value("registryNumber")));
            return List.of();
        });
    }

    private Response correct(Request request) {
        return change(request, "planning.plan.opened", (user, id, form) -> {
            states.correct(user, id, version(form), form.value("note"));
            return List.of();
        });
    }

    private interface Act {
        /** Does it, and gives what the notice of it says besides its words. */
        List<Object> on(CurrentUser user, long planId, Form form);
    }

    private Response change(Request request, String notice, Act act) {
        Form form = Form.of(request);
        long id = PlanPages.id(request);
        if (form.value("resolution").equals("theirs")) {
            return Response.redirect(Addresses.plan(id));
        }
        try {
            Object[] arguments = act.on(HttpRequest.user(request), id, form).toArray();
            return Response.redirect(Addresses.plan(id)).withNotice(notice, arguments);
        } catch (Rejection rejection) {
            return pages.page(request, id, form.reject(rejection, request::text), List.of()).withStatus(422);
        } catch (StaleVersion stale) {
            List<Difference> typed = typed(request, form, plans.get(HttpRequest.user(request), id));
            if (typed.isEmpty()) {
                form.reject("", request.text("web.error.stale"));
            }
            return pages.page(request, id, form, typed).withStatus(409);
        }
    }

    /** What was typed of the plan, beside what is saved now. */
    private static List<Difference> typed(Request request, Form form, Plan now) {
        if (!form.value("planTitle").isEmpty()) {
            String label = request.text("planning.plan.field.title");
            return List.of(new Difference(label, form.value("planTitle"), now.title()));
        }
        Map<String, String> notes =
                Map.of("note", now.correction(), "proposal", now.proposal(), "returned", now.returned());
        return notes.entrySet().stream()
                .filter(note -> !form.value(note.getKey()).isEmpty())
                .map(note -> new Difference(
                        request.text("planning.plan.field." + note.getKey()),
                        form.value(note.getKey()),
                        note.getValue().isEmpty() ? request.text("planning.plan.nonote") : note.getValue()))
                .toList();
    }

    private static int version(Form form) {
        String field = form.value("resolution").isEmpty() ? "version" : "conflictVersion";
        return (int) Ids.parse(form.value(field)).orElse(0);
    }
}
