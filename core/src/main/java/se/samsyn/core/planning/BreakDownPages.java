package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.database.Database;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.planning.Goal.LinkKind;
import se.samsyn.core.planning.PlanType.Level;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Option;
import se.samsyn.core.web.Rejection;

/** 'Bryt ned': from an upper goal a unit makes its own. */
final class BreakDownPages {

    private static final String TEMPLATE = "se/samsyn/core/planning/break-down";
    private static final String PLAN = "plan:";
    private static final String UNIT = "unit:";

    private final Database database;
    private final PlanTypeService types;
    private final PlanService plans;
    private final GoalService goals;
    private final PlanningSurroundings around;

    BreakDownPages(
            Database database,
            PlanTypeService types,
            PlanService plans,
            GoalService goals,
            PlanningSurroundings around) {
        this.database = database;
        this.types = types;
        this.plans = plans;
        this.goals = goals;
        this.around = around;
    }

    List<Route> routes() {
        Access edit = Access.permission(CorePermissions.GOAL_EDIT);
        return List.of(
                Route.get("/goals/{goal}/break-down", edit, this::blank),
                Route.post("/goals/{goal}/break-down", edit, this::create));
    }

    /** What the form is drawn from; into the proposed and adopted plans of the user's own units the goal cannot go yet. */
    public record BreakDownView(
            GoalRow upper,
            List<Option> places,
            List<PlanRow> frozen,
            List<Option> levels,
            List<Option> kinds,
            List<Crumb> crumbs) {}

    private Response blank(Request request) {
        CurrentUser user = HttpRequest.user(request);
        GoalRow upper = goals.row(user, GoalPages.id(request));
        List<Option> places = places(request, upper);
        Map<String, Object> values = new HashMap<>();
        values.put("title", upper.goal().title());
        values.put("description", upper.goal().description());
        values.put("kind", LinkKind.BREAKS_DOWN.name());
        values.put("place", places.isEmpty() ? "" : places.get(0).value());
        values.put("level", defaultLevel(user, upper));
        return page(request, Form.of(values), upper, places);
    }

    private Response create(Request request) {
        CurrentUser user = HttpRequest.user(request);
        GoalRow upper = goals.row(user, GoalPages.id(request));
        Form form = Form.of(request);
        try {
            Goal goal = database.write(() -> {
                Plan plan = place(request, upper, form.value("place"));
                return goals.create(user, plan.id(), draft(user, form, upper, plan));
            });
            return Response.redirect(Addresses.goal(goal.id())).withNotice("planning.goal.brokendown");
        } catch (Rejection rejection) {
            form.reject(rejection, request::text);
            return page(request, form, upper, places(request, upper)).withStatus(422);
        }
    }

    private GoalDraft draft(CurrentUser user, Form form, GoalRow upper, Plan plan) {
        List<Level> levels = types.find(plan.planTypeId()).orElseThrow().levels();
        long chosen = Ids.parse(form.value("level")).orElse(0);
        // A plan of another model has other levels: there the goal goes lowest.
        boolean known = levels.stream().anyMatch(level -> level.id() == chosen);
        return new GoalDraft(
                known ? chosen : levels.get(levels.size() - 1).id(),
                form.value("title"),
                form.value("description"),
                user.userId(),
                List.of(new Link(upper.goal().id(), GoalForm.kind(form.value("kind")))),
                form.value("kind").equals(LinkKind.TAKES_OVER.name()) ? upper.goal().indicatorIds() : List.of(),
                null);
    }

    /** The plan chosen; one that is not there yet is made. */
    private Plan place(Request request, GoalRow upper, String place) {
        CurrentUser user = HttpRequest.user(request);
        boolean offered = places(request, upper).stream().anyMatch(option -> option.value().equals(place));
        if (!offered) {
            throw Rejection.of("place", "planning.breakdown.error.place");
        }
        if (place.startsWith(PLAN)) {
            return plans.get(user, Long.parseLong(place.substring(PLAN.length())));
        }
        Plan of = plans.get(user, upper.goal().planId());
        return plans.create(
                user,
                of.planTypeId(),
                Long.parseLong(place.substring(UNIT.length())),
                of.period(),
                request.text("planning.plan.title", of.period().text()));
    }

    /**
     * The user's drafts of years that meet the goal's, and units that have no plan for its year; none above the goal's own
     * unit, since a goal is broken down, never up. Their own units come first, and on those the plans of the goal's own kind
     * and year before new ones, and both before other plans.
     */
    private List<Option> places(Request request, GoalRow upper) {
        CurrentUser user = HttpRequest.user(request);
        Plan of = plans.get(user, upper.goal().planId());
        Set<Long> own = ownUnits(user);
        Set<Long> above = around.units().withAncestors(upper.unitId());
        above.remove(upper.unitId());
        List<Option> first = new ArrayList<>();
        List<Option> then = new ArrayList<>();
        Map<Boolean, List<PlanRow>> drafts = plans.drafts(user, plans.periodsMeeting(upper.period())).stream()
                .filter(row -> !above.contains(row.plan().unitId()))
                .collect(Collectors.partitioningBy(row -> sameKind(row.plan(), of)));
        drafts.get(true).forEach(row -> (own.contains(row.plan().unitId()) ? first : then).add(draft(request, row)));
        Set<Long> without = new HashSet<>(user.units(CorePermissions.PLAN_EDIT));
        without.retainAll(user.units(CorePermissions.GOAL_EDIT));
        without.removeAll(plans.unitsWith(of.planTypeId(), of.period()));
        without.removeAll(above);
        for (Unit unit : around.units().find(without).values()) {
            String label = request.text("planning.breakdown.place.unit", unit.name(), of.period().text());
            (own.contains(unit.id()) ? first : then).add(new Option(UNIT + unit.id(), label));
        }
        drafts.get(false).forEach(row -> (own.contains(row.plan().unitId()) ? first : then).add(draft(request, row)));
        first.addAll(then);
        return first;
    }

    private static boolean sameKind(Plan plan, Plan other) {
        return plan.planTypeId() == other.planTypeId() && plan.period().equals(other.period());
    }

    private static Option draft(Request request, PlanRow row) {
        String label = request.text("planning.breakdown.place.plan", row.unitName(), row.plan().title());
        return new Option(PLAN + row.plan().id(), label);
    }

    private static Set<Long> ownUnits(CurrentUser user) {
        return user.assignments().stream().map(Assignment::unitId).collect(Collectors.toSet());
    }

    /** The next level for the goal's own unit, the lowest for others. */
    private long defaultLevel(CurrentUser user, GoalRow upper) {
        List<Level> levels = types.find(plans.get(user, upper.goal().planId()).planTypeId()).orElseThrow().levels();
        boolean own = user.assignments().stream().anyMatch(a -> a.unitId() == upper.unitId());
        int place = levels.stream().map(Level::id).toList().indexOf(upper.goal().levelId());
        return levels.get(own ? Math.min(place + 1, levels.size() - 1) : levels.size() - 1).id();
    }

    private Response.Page page(Request request, Form form, GoalRow upper, List<Option> places) {
        CurrentUser user = HttpRequest.user(request);
        PlanType type = types.find(plans.get(user, upper.goal().planId()).planTypeId()).orElseThrow();
        BreakDownView view = new BreakDownView(
                upper,
                places,
                plans.frozen(user, ownUnits(user), plans.periodsMeeting(upper.period())),
                type.levels().stream().map(level -> new Option(level.id(), level.name())).toList(),
                GoalEditPages.kinds(request),
                List.of(
                        new Crumb(upper.planTitle(), Addresses.plan(upper.goal().planId())),
                        new Crumb(upper.goal().title(), Addresses.goal(upper.goal().id()))));
        return Response.page(TEMPLATE, Map.of("view", view, "form", form));
    }
}
