package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.field.Fields;
import se.samsyn.core.measuring.IndicatorFilter;
import se.samsyn.core.planning.GoalThread.Step;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Option;
import se.samsyn.core.web.PageParts.Tab;
import se.samsyn.core.web.PageParts.Who;
import se.samsyn.core.web.PanelSource;
import se.samsyn.core.web.PanelSource.PanelLink;

/** A goal: how it stands, its indicators, activities, judgements and history, and the thread it hangs on. */
final class GoalPages {

    private static final String TEMPLATE = "se/samsyn/core/planning/goal";
    private static final int HISTORY = 100;
    private static final int MOST_CHOICES = 1_000;
    private static final IndicatorFilter IN_USE = new IndicatorFilter(null, null, null, false, false);

    private final PlanService plans;
    private final PlanPast past;
    private final GoalService goals;
    private final ActivityService activities;
    private final GoalThread thread;
    private final GoalIndicators indicators;
    private final Fields fields;
    private final PlanningSurroundings around;

    GoalPages(
            PlanService plans,
            PlanPast past,
            GoalService goals,
            ActivityService activities,
            GoalThread thread,
            Fields fields,
            PlanningSurroundings around) {
        this.plans = plans;
        this.past = past;
        this.goals = goals;
        this.activities = activities;
        this.thread = thread;
        this.indicators = new GoalIndicators(around);
        this.fields = fields;
        this.around = around;
    }

    /** The parts of a goal's page, each with an address. */
    private enum Part {
        OVERVIEW(""),
        INDICATORS("/indicators"),
        ACTIVITIES("/activities"),
        FOLLOWUP("/follow-up"),
        HISTORY("/history");

        private final String path;

        Part(String path) {
            this.path = path;
        }
    }

    List<Route> routes() {
        Access read = Access.permission(CorePermissions.PLAN_READ);
        List<Route> routes = new ArrayList<>();
        for (Part part : Part.values()) {
            Handler handler = request -> {
                Goal goal = goals.get(HttpRequest.user(request), id(request));
                return around.notYet(request, GoalService.ENTITY, goal.id(), goal.title(), Addresses.goal(goal.id()))
                        .orElseGet(() -> page(request, part, Form.of(Map.of()), 200));
            };
            routes.add(Route.get("/goals/{goal}" + part.path, read, handler));
        }
        return routes;
    }

    /** What the page shows. */
    public record GoalView(
            Goal goal,
            String level,
            String unit,
            String unitHref,
            Plan plan,
            String part,
            GoalStanding standing,
            @Nullable Who owner,
            List<GoalIndicators.Row> indicators,
            List<Option> choosable,
            List<ActivityView> activities,
            List<ActivityView> removedActivities,
            List<Step> thread,
            @Nullable GoalRow previous,
            @Nullable GoalRow next,
            List<Crumb> crumbs,
            List<Tab> tabs,
            boolean mayEdit,
            boolean mayActivate,
            boolean mayBreakDown,
            @Nullable AsOf asOf,
            String today,
            List<HistoryItem> history,
            List<Fields.Shown> fields,
            List<PanelLink> panels) {

        public @Nullable HistoryItem last() {
            return history.isEmpty() ? null : history.get(0);
        }

        public String path() {
            return Addresses.goal(goal.id());
        }
    }

    private Response page(Request request, Part part, Form form, int status) {
        GoalView view = view(request, part);
        return Response.page(TEMPLATE, Map.of("view", view, "form", form)).withStatus(status);
    }

    /** The tab with the indicators, with a form as it was sent. */
    Response indicators(Request request, Form form, int status) {
        return page(request, Part.INDICATORS, form, status);
    }

    private GoalView view(Request request, Part part) {
        CurrentUser user = HttpRequest.user(request);
        GoalRow now = goals.row(user, id(request));
        Optional<AsOf> asOf = AsOf.of(request, around.clock());
        Goal goal = asOf.isEmpty() ? now.goal() : at(asOf.get(), now.goal());
        Plan plan = asOf.isEmpty()
                ? plans.get(user, goal.planId())
                : past.plan(user, goal.planId(), asOf.get().until());
        GoalRow row = asOf.map(at -> past.goal(now, goal, plan, at.until())).orElse(now);
        GoalStanding standing = GoalStanding.of(request, goal, plan, asOf, around.judgements());
        List<ActivityView> ongoing = activities(request, user, goal, asOf);
        boolean mayEdit = asOf.isEmpty()
                && plan.state() == Plan.State.DRAFT
                && user.may(CorePermissions.GOAL_EDIT, plan.unitId());
        boolean mayActivate = asOf.isEmpty() && user.may(CorePermissions.ACTIVITY_EDIT, plan.unitId());
        return new GoalView(
                goal,
                row.levelName(),
                row.unitName(),
                Addresses.unit(row.unitId()),
                plan,
                part.name(),
                standing,
                goal.ownerId() == null ? null : around.people(List.of(goal.ownerId())).get(goal.ownerId()),
                shows(part, Part.OVERVIEW, Part.INDICATORS) ? indicators.of(request, goal, plan, asOf) : List.of(),
                part == Part.INDICATORS && mayEdit ? choosable(goal) : List.of(),
                ongoing,
                part == Part.ACTIVITIES && mayActivate ? removed(request, user, goal) : List.of(),
                thread.of(user, row, goal.links()),
                goal.previousGoalId() == null
                        ? null
                        : goals.rows(List.of(goal.previousGoalId())).get(goal.previousGoalId()),
                asOf.isPresent() ? null : next(user, goal.id()),
                List.of(
                        new Crumb(row.unitName(), Addresses.unit(row.unitId())),
                        new Crumb(plan.title(), Addresses.plan(plan.id()))),
                tabs(request, goal, part, ongoing.size(), standing.judgements().size()),
                mayEdit,
                mayActivate && !goal.removed(),
                asOf.isEmpty() && !goal.removed() && user.may(CorePermissions.GOAL_EDIT),
                asOf.orElse(null),
                around.today().toString(),
                around.history().of(GoalService.ENTITY, goal.id(), part == Part.HISTORY ? HISTORY : 1, request),
                fields.shown(goal.customFields(), request.locale()),
                asOf.isPresent() ? List.of() : around.panels().panels(PanelSource.Place.goal(goal.id(), row.unitId()), user));
    }

    /** The goal that came of it in a later plan, for those who may read that. */
    private @Nullable GoalRow next(CurrentUser user, long goalId) {
        Long next = goals.successors(List.of(goalId)).get(goalId);
        return next == null ? null : goals.readable(user, next).orElse(null);
    }

    private Goal at(AsOf asOf, Goal goal) {
        return around.changes()
                .asOf(GoalService.ENTITY, goal.id(), asOf.until(), Goal.class)
                .orElseThrow();
    }

    private List<ActivityView> activities(Request request, CurrentUser user, Goal goal, Optional<AsOf> asOf) {
        List<ActivityRow> rows = asOf.isEmpty()
                ? activities.ofGoal(user, goal.id())
                : activities.asOf(user, goal.id(), asOf.get().until());
        return views(request, rows, asOf.map(AsOf::date).orElse(around.today()));
    }

    private List<ActivityView> removed(Request request, CurrentUser user, Goal goal) {
        return views(request, activities.removedOfGoal(user, goal.id()), around.today());
    }

    /** The activities as seen on the day: what was late then. */
    private List<ActivityView> views(Request request, List<ActivityRow> rows, LocalDate day) {
        Map<Long, Who> people = around.people(
                rows.stream().flatMap(row -> row.activity().ownerIds().stream()).toList());
        return rows.stream()
                .map(row -> ActivityView.of(request, row, people, day))
                .toList();
    }

    /** The indicators that the goal does not have yet. */
    private List<Option> choosable(Goal goal) {
        return around.indicators().list(IN_USE, 0, MOST_CHOICES).stream()
                .filter(indicator -> !goal.indicatorIds().contains(indicator.id()))
                .map(indicator -> new Option(indicator.id(), indicator.name() + " (" + indicator.code() + ")"))
                .toList();
    }

    private static List<Tab> tabs(Request request, Goal goal, Part current, int activities, int judgements) {
        return Stream.of(Part.values())
                .map(part -> new Tab(
                        request.text("planning.goal.tab." + part),
                        Addresses.goal(goal.id()) + part.path,
                        part == current,
                        switch (part) {
                            case INDICATORS -> (Integer) goal.indicatorIds().size();
                            case ACTIVITIES -> (Integer) activities;
                            case FOLLOWUP -> (Integer) judgements;
                            case OVERVIEW, HISTORY -> null;
                        }))
                .toList();
    }

    private static boolean shows(Part part, Part... parts) {
        return List.of(parts).contains(part);
    }

    static long id(Request request) {
        return Ids.parse(request.pathParameter("goal"))
                .orElseThrow(() -> new NotFound("goal " + request.pathParameter("goal")));
    }
}
