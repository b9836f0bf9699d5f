package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.field.FieldForm;
import se.samsyn.core.field.Fields;
import se.samsyn.core.planning.Goal.LinkKind;
import se.samsyn.core.planning.GoalForm.Difference;
import se.samsyn.core.planning.GoalForm.LinkRow;
import se.samsyn.core.planning.GoalService.Direction;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Option;
import se.samsyn.core.web.PageParts.Who;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Changing a goal, moving it, taking it out of the plan and putting it back. */
final class GoalEditPages {

    private static final String TEMPLATE = "se/samsyn/core/planning/goal-edit";

    private final PlanTypeService types;
    private final PlanService plans;
    private final PlanPages planPages;
    private final GoalService goals;
    private final RedThread thread;
    private final PlanningReferences references;
    private final Fields fields;
    private final PlanningSurroundings around;

    GoalEditPages(
            PlanTypeService types,
            PlanService plans,
            PlanPages planPages,
            GoalService goals,
            RedThread thread,
            PlanningReferences references,
            Fields fields,
            PlanningSurroundings around) {
        this.types = types;
        this.plans = plans;
        this.planPages = planPages;
        this.goals = goals;
        this.thread = thread;
        this.references = references;
        this.fields = fields;
        this.around = around;
    }

    List<Route> routes() {
        Access edit = Access.permission(CorePermissions.GOAL_EDIT);
        return List.of(
                Route.get("/goals/{goal}/edit", edit, this::form),
                Route.post("/goals/{goal}/edit", edit, this::save),
                Route.post("/goals/{goal}/move", edit, this::move),
                Route.post("/goals/{goal}/remove", edit, this::remove),
                Route.post("/goals/{goal}/restore", edit, this::restore));
    }

    /** What the form is drawn from; who, at and now are null unless someone else has saved meanwhile. */
    public record EditView(
            Goal goal,
            List<Option> levels,
            List<Option> people,
            List<Option> upperGoals,
            List<Option> kinds,
            List<LinkRow> links,
            List<FieldForm.Group> fields,
            Map<String, String> labels,
            List<Crumb> crumbs,
            @Nullable HistoryItem other,
            int currentVersion,
            List<Difference> differences) {}

    private Response form(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Goal goal = goals.get(user, GoalPages.id(request));
        Plan plan = plans.get(user, goal.planId());
        if (!user.may(CorePermissions.GOAL_EDIT, plan.unitId())) {
            throw new AccessDenied(CorePermissions.GOAL_EDIT);
        }
        plans.requireDraft(plan);
        Form form = fields.form().fill(GoalForm.of(goal), goal.customFields(), request.locale());
        return page(request, form, goal, plan, false);
    }

    private Response save(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Form form = Form.of(request);
        Goal now = goals.get(user, GoalPages.id(request));
        Plan plan = plans.get(user, now.planId());
        String resolution = form.value("resolution");
        if (resolution.equals("theirs")) {
            return Response.redirect(Addresses.goal(now.id()));
        }
        GoalDraft draft = GoalForm.draft(form, now, fields.form());
        int expected = version(form, resolution.isEmpty() ? "version" : "conflictVersion");
        try {
            goals.edit(user, now.id(), expected, resolution.equals("both") ? both(draft, now) : draft);
            return Response.redirect(Addresses.goal(now.id())).withNotice("planning.goal.saved");
        } catch (Rejection rejection) {
            return page(request, form.reject(rejection, request::text), now, plan, false).withStatus(422);
        } catch (StaleVersion stale) {
            return page(request, form, goals.get(user, now.id()), plan, true).withStatus(409);
        }
    }

    /** One's own choices, with both descriptions. */
    private static GoalDraft both(GoalDraft mine, Goal theirs) {
        String description = mine.description().equals(theirs.description())
                ? mine.description()
                : theirs.description() + "\n\n" + mine.description();
        return new GoalDraft(
                mine.levelId(), mine.title(), description, mine.ownerId(), mine.links(), mine.indicatorIds(),
                mine.previousGoalId(), mine.customFields());
    }

    private Response move(Request request) {
        Form form = Form.of(request);
        Direction direction = form.value("direction").equals("up") ? Direction.UP : Direction.DOWN;
        return inPlan(request, form, (user, id, version) -> {
            Goal goal = goals.move(user, id, version, direction);
            return Response.redirect(Addresses.plan(goal.planId()) + "#goal-" + goal.id());
        });
    }

    private Response remove(Request request) {
        return inPlan(request, Form.of(request), (user, id, version) -> {
            Goal goal = goals.remove(user, id, version);
            return Response.redirect(Addresses.plan(goal.planId())).withNotice("planning.goal.removed", goal.title());
        });
    }

    private Response restore(Request request) {
        return inPlan(request, Form.of(request), (user, id, version) -> {
            Goal goal = goals.restore(user, id, version);
            return Response.redirect(Addresses.plan(goal.planId())).withNotice("planning.goal.restored", goal.title());
        });
    }

    private interface Act {
        Response on(CurrentUser user, long goalId, int version);
    }

    /** Does what has no form of its own; when someone else came before, the plan is shown as it is now. */
    private Response inPlan(Request request, Form form, Act act) {
        CurrentUser user = HttpRequest.user(request);
        long id = GoalPages.id(request);
        try {
            return act.on(user, id, version(form, "version"));
        } catch (StaleVersion stale) {
            form.reject("", request.text("web.error.stale"));
            return planPages.page(request, goals.get(user, id).planId(), form, List.of()).withStatus(409);
        }
    }

    private Response.Page page(Request request, Form form, Goal goal, Plan plan, boolean conflict) {
        CurrentUser user = HttpRequest.user(request);
        Set<Long> above = around.units().withAncestors(plan.unitId());
        PlanType type = types.find(plan.planTypeId()).orElseThrow();
        List<Who> people = people(above, form, goal);
        Map<Long, Who> byId = new HashMap<>();
        people.forEach(who -> byId.put(who.id(), who));
        FieldForm custom = fields.form();
        EditView view = new EditView(
                goal,
                type.levels().stream().map(level -> new Option(level.id(), level.name())).toList(),
                people.stream().map(who -> new Option(who.id(), who.name())).toList(),
                GoalForm.upperGoals(user, goals, thread, above, plans.periodsMeeting(plan.period()), goal),
                kinds(request),
                GoalForm.links(form),
                custom.groups(form, request.locale()),
                labels(request, custom),
                List.of(
                        new Crumb(plan.title(), Addresses.plan(plan.id())),
                        new Crumb(goal.title(), Addresses.goal(goal.id()))),
                conflict
                        ? around.history().last(GoalService.ENTITY, goal.id(), request).orElse(null)
                        : null,
                goal.version(),
                conflict ? differences(request, form, goal, byId) : List.of());
        return Response.page(TEMPLATE, Map.of("view", view, "form", form));
    }

    private List<Difference> differences(Request request, Form form, Goal now, Map<Long, Who> people) {
        List<Difference> differences = GoalForm.differences(request, form, now, people);
        Map<String, String> mine = fields.form().typed(form, now.customFields());
        fields.differences(mine, now.customFields(), request.locale()).forEach(field -> differences.add(new Difference(
                field.label(),
                Objects.requireNonNullElse(field.before(), "–"),
                Objects.requireNonNullElse(field.after(), "–"))));
        return differences;
    }

    /** What the fields are called in the list of what is wrong. */
    private static Map<String, String> labels(Request request, FieldForm custom) {
        Map<String, String> labels = new HashMap<>(custom.labels(request.locale()));
        for (String field : List.of("title", "description", "level", "owner")) {
            labels.put(field, request.text("planning.goal.field." + field));
        }
        return labels;
    }

    static List<Option> kinds(Request request) {
        return Stream.of(LinkKind.values())
                .map(kind -> new Option(
                        kind.name(),
                        request.text("planning.link." + kind),
                        request.text("planning.link." + kind + ".help")))
                .toList();
    }

    /** Those with a role on the unit or above it, and whoever is chosen already. */
    private List<Who> people(Set<Long> units, Form form, Goal goal) {
        List<Long> chosen = new ArrayList<>();
        chosen.add(goal.ownerId());
        Ids.parse(form.value("owner")).ifPresent(chosen::add);
        Map<Long, Who> people = new LinkedHashMap<>();
        references.peopleOn(units).forEach(who -> people.put(who.id(), who));
        around.people(chosen).forEach(people::putIfAbsent);
        return List.copyOf(people.values());
    }

    private static int version(Form form, String field) {
        return (int) Ids.parse(form.value(field)).orElse(0);
    }
}
