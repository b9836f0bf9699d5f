package se.samsyn.core.planning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.GoalForm.Difference;
import se.samsyn.core.planning.PlanNodes.Group;
import se.samsyn.core.planning.PlanNodes.Node;
import se.samsyn.core.planning.PlanType.Level;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Option;
import se.samsyn.core.web.PageParts.Tab;
import se.samsyn.core.web.PageParts.Tally;
import se.samsyn.core.web.PageParts.Who;

/** One plan: its tree of goals, its adoptions and its history. */
final class PlanPages {

    private static final String TEMPLATE = "se/samsyn/core/planning/plan";
    private static final int HISTORY = 30;

    private final PlanTypeService types;
    private final PlanService plans;
    private final GoalService goals;
    private final GoalCarryOver carryOver;
    private final PlanStates states;
    private final PlanEditions editions;
    private final PlanPast past;
    private final PlanningSurroundings around;

    PlanPages(
            PlanTypeService types,
            PlanService plans,
            PlanStates states,
            PlanEditions editions,
            PlanPast past,
            GoalService goals,
            GoalCarryOver carryOver,
            PlanningSurroundings around) {
        this.carryOver = carryOver;
        this.types = types;
        this.plans = plans;
        this.states = states;
        this.editions = editions;
        this.past = past;
        this.goals = goals;
        this.around = around;
    }

    List<Route> routes() {
        return List.of(Route.get("/plans/{plan}", Access.permission(CorePermissions.PLAN_READ), this::plan));
    }

    /** What the page shows. */
    public record PlanView(
            Plan plan,
            String unit,
            String unitHref,
            String type,
            @Nullable Who proposer,
            List<Group> groups,
            List<Tally> tally,
            int goals,
            List<Node> removed,
            List<Option> levels,
            List<Tab> filters,
            List<PlanEdition> editions,
            List<Crumb> crumbs,
            boolean mayEdit,
            boolean mayAdopt,
            boolean mayWithdraw,
            boolean mayAddGoals,
            @Nullable Plan earlier,
            @Nullable AsOf asOf,
            String asOfDate,
            String asOfText,
            String today,
            List<Difference> conflict,
            boolean conflictInForm,
            List<HistoryItem> history) {

        public @Nullable HistoryItem last() {
            return history.isEmpty() ? null : history.get(0);
        }
    }

    private Response plan(Request request) {
        Plan plan = plans.get(HttpRequest.user(request), id(request));
        return around.notYet(request, PlanService.ENTITY, plan.id(), plan.title(), Addresses.plan(plan.id()))
                .orElseGet(() -> page(request, plan.id(), Form.of(Map.of()), List.of()));
    }

    /**
     * The page with a form as it was sent.
     *
     * @param conflict where what was typed differs from what someone else has saved meanwhile; empty when nobody has
     */
    Response.Page page(Request request, long id, Form form, List<Difference> conflict) {
        CurrentUser user = HttpRequest.user(request);
        Plan now = plans.get(user, id);
        Optional<AsOf> asOf = AsOf.of(request, around.clock());
        Instant then = asOf.map(AsOf::until).orElse(null);
        Plan plan = then == null ? now : past.plan(user, id, then);
        PlanType type = then == null ? types.find(plan.planTypeId()).orElseThrow() : past.type(plan, then);
        List<GoalRow> rows = then == null ? goals.ofPlan(user, id) : past.goals(user, plan, type, then);
        boolean mayEdit = asOf.isEmpty() && user.may(CorePermissions.PLAN_EDIT, plan.unitId());
        boolean mayAdd = asOf.isEmpty()
                && plan.state() == Plan.State.DRAFT
                && user.may(CorePermissions.GOAL_EDIT, plan.unitId());
        boolean mayAdopt = asOf.isEmpty() && user.may(CorePermissions.PLAN_ADOPT, plan.unitId());
        List<Long> ids = rows.stream().map(row -> row.goal().id()).toList();
        Map<Long, Status> statuses = then == null
                ? around.judgements().latest(ids)
                : around.judgements().latestAsOf(ids, then);
        List<GoalRow> removed = mayAdd ? goals.removedOfPlan(user, plan.id()) : List.of();
        Map<Long, Who> people = people(plan, rows, removed);
        PlanNodes nodes = new PlanNodes(request, statuses, people);
        String unit = then == null
                ? around.units().find(plan.unitId()).orElseThrow().name()
                : past.unitName(plan.unitId(), then);
        String show = request.query("show") == null ? "" : request.query("show");
        PlanView view = new PlanView(
                plan,
                unit,
                Addresses.unit(plan.unitId()),
                type.name(),
                plan.proposedBy() == null ? null : people.get(plan.proposedBy()),
                nodes.groups(rows, keep(show, user, statuses), type),
                PlanListPages.tally(request, ids, statuses),
                rows.size(),
                removed.stream().map(row -> nodes.node(row, List.of())).toList(),
                type.levels().stream().map(level -> new Option(level.id(), level.name())).toList(),
                filters(request, plan.id(), show),
                plan.edition() == 0
                        ? List.of()
                        : editions.of(user, plan.id()).stream()
                                .filter(edition -> edition.number() <= plan.edition())
                                .toList(),
                List.of(new Crumb(request.text("planning.list.title"), "/plans"), new Crumb(unit, Addresses.unit(plan.unitId()))),
                mayEdit,
                mayAdopt,
                asOf.isEmpty() && states.mayWithdraw(user, plan),
                mayAdd,
                mayAdd ? carryOver.earlier(user, plan).orElse(null) : null,
                asOf.orElse(null),
                asOf.map(a -> a.date().toString()).orElse(""),
                asOf.map(a -> String.valueOf(request.query("asof")).strip()).orElse(""),
                around.today().toString(),
                conflict,
                hasForm(form, plan, mayEdit, mayAdopt),
                around.history().of(PlanService.ENTITY, plan.id(), HISTORY, request));
        return Response.page(TEMPLATE, Map.of("view", view, "form", filled(form, plan, rows, type)));
    }

    /** Whether what was typed stands in a form that the page still has. */
    private static boolean hasForm(Form form, Plan plan, boolean mayEdit, boolean mayAdopt) {
        return switch (plan.state()) {
            case DRAFT -> mayEdit && (!form.value("planTitle").isEmpty() || !form.value("proposal").isEmpty());
            case PROPOSED -> mayAdopt && !form.value("returned").isEmpty();
            case ADOPTED -> mayEdit && !form.value("note").isEmpty();
        };
    }

    private Map<Long, Who> people(Plan plan, List<GoalRow> rows, List<GoalRow> removed) {
        List<@Nullable Long> all = new ArrayList<>();
        rows.forEach(row -> all.add(row.goal().ownerId()));
        removed.forEach(row -> all.add(row.goal().ownerId()));
        all.add(plan.proposedBy());
        return around.people(all);
    }

    private static Predicate<GoalRow> keep(String show, CurrentUser user, Map<Long, Status> statuses) {
        return switch (show) {
            case "mine" -> row -> row.goal().ownerId() != null && row.goal().ownerId().equals(user.userId());
            case "deviating" -> row -> {
                Status status = statuses.get(row.goal().id());
                return status == Status.AT_RISK || status == Status.OFF_TRACK;
            };
            default -> row -> true;
        };
    }

    private static List<Tab> filters(Request request, long plan, String show) {
        Function<String, Tab> tab = name -> new Tab(
                request.text("planning.plan.show." + (name.isEmpty() ? "all" : name)),
                Addresses.plan(plan) + (name.isEmpty() ? "" : "?show=" + name),
                name.equals(show),
                null);
        return List.of(tab.apply(""), tab.apply("mine"), tab.apply("deviating"));
    }

    /**
     * With what most likely is written: the level of the next goal, that of the last one or the lowest; today, and whoever
     * adopted the edition before.
     */
    private Form filled(Form form, Plan plan, List<GoalRow> rows, PlanType type) {
        if (form.value("level").isEmpty()) {
            long level = rows.isEmpty()
                    ? type.levels().get(type.levels().size() - 1).id()
                    : rows.get(rows.size() - 1).goal().levelId();
            form.put("level", String.valueOf(level));
        }
        if (form.all("adoptedOn").isEmpty()) {
            form.put("adoptedOn", around.today().toString());
            form.put("decidedBy", plan.decidedBy());
        }
        return form;
    }

    static long id(Request request) {
        return Ids.parse(request.pathParameter("plan"))
                .orElseThrow(() -> new NotFound("plan " + request.pathParameter("plan")));
    }
}
