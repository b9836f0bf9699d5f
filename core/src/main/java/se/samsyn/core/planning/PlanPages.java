package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
import se.samsyn.core.change.Change;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.GoalForm.Difference;
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
    private final PlanningSurroundings around;

    PlanPages(
            PlanTypeService types,
            PlanService plans,
            GoalService goals,
            GoalCarryOver carryOver,
            PlanningSurroundings around) {
        this.carryOver = carryOver;
        this.types = types;
        this.plans = plans;
        this.goals = goals;
        this.around = around;
    }

    List<Route> routes() {
        return List.of(Route.get("/plans/{plan}", Access.permission(CorePermissions.PLAN_READ), this::plan));
    }

    /** A goal in the tree with those under it. */
    public record Node(
            long id,
            String title,
            String level,
            @Nullable Who owner,
            @Nullable Status status,
            String statusText,
            int version,
            List<Node> under) {}

    /** The goals of one level that stand under no other. */
    public record Group(String level, List<Node> goals) {}

    /** An adoption, and the address that shows the plan as it was adopted. */
    public record Edition(int number, LocalDate date, String asOf) {}

    /** What the page shows. */
    public record PlanView(
            Plan plan,
            String unit,
            String unitHref,
            String type,
            boolean adopted,
            List<Group> groups,
            List<Tally> tally,
            int goals,
            List<Node> removed,
            List<Option> levels,
            List<Tab> filters,
            List<Edition> editions,
            List<Crumb> crumbs,
            boolean mayEdit,
            boolean mayAddGoals,
            @Nullable Plan earlier,
            @Nullable AsOf asOf,
            String asOfDate,
            String today,
            List<Difference> conflict,
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
        Plan plan = asOf.isEmpty() ? now : at(asOf.get(), now);
        PlanType type = types.find(plan.planTypeId()).orElseThrow();
        List<GoalRow> rows = asOf.isEmpty() ? goals.ofPlan(user, plan.id()) : rowsAt(user, asOf.get(), plan);
        boolean mayEdit = asOf.isEmpty() && user.may(CorePermissions.PLAN_EDIT, plan.unitId());
        boolean mayAdd = asOf.isEmpty()
                && plan.state() == Plan.State.DRAFT
                && user.may(CorePermissions.GOAL_EDIT, plan.unitId());
        List<Long> ids = rows.stream().map(row -> row.goal().id()).toList();
        Map<Long, Status> statuses = asOf.isEmpty()
                ? around.judgements().latest(ids)
                : around.judgements().latestAsOf(ids, asOf.get().until());
        List<GoalRow> removed = mayAdd ? goals.removedOfPlan(user, plan.id()) : List.of();
        Nodes nodes = new Nodes(request, statuses, owners(rows, removed));
        String unit = around.units().find(plan.unitId()).orElseThrow().name();
        String show = request.query("show") == null ? "" : request.query("show");
        PlanView view = new PlanView(
                plan,
                unit,
                Addresses.unit(plan.unitId()),
                type.name(),
                plan.state() == Plan.State.ADOPTED,
                groups(nodes.tree(rows, keep(show, user, statuses)), type),
                PlanListPages.tally(request, ids, statuses),
                rows.size(),
                removed.stream().map(row -> nodes.node(row, List.of())).toList(),
                type.levels().stream().map(level -> new Option(level.id(), level.name())).toList(),
                filters(request, plan.id(), show),
                editions(plan.id()),
                List.of(new Crumb(request.text("planning.list.title"), "/plans"), new Crumb(unit, Addresses.unit(plan.unitId()))),
                mayEdit,
                mayAdd,
                mayAdd ? carryOver.earlier(user, plan).orElse(null) : null,
                asOf.orElse(null),
                asOf.map(a -> a.date().toString()).orElse(""),
                around.today().toString(),
                conflict,
                around.history().of(PlanService.ENTITY, plan.id(), HISTORY, request));
        return Response.page(TEMPLATE, Map.of("view", view, "form", withLevel(form, rows, type)));
    }

    private Plan at(AsOf asOf, Plan plan) {
        return around.changes()
                .asOf(PlanService.ENTITY, plan.id(), asOf.until(), Plan.class)
                .orElseThrow();
    }

    /** The goals that were in the plan then, in the order they had. */
    private List<GoalRow> rowsAt(CurrentUser user, AsOf asOf, Plan plan) {
        Map<Long, GoalRow> ever = goals.everOfPlan(user, plan.id()).stream()
                .collect(Collectors.toMap(row -> row.goal().id(), row -> row));
        Map<Long, Goal> then = around.changes().asOf(GoalService.ENTITY, ever.keySet(), asOf.until(), Goal.class);
        List<Long> levels = types.find(plan.planTypeId()).orElseThrow().levels().stream().map(Level::id).toList();
        return then.values().stream()
                .filter(goal -> !goal.removed())
                .sorted(java.util.Comparator.<Goal>comparingInt(goal -> levels.indexOf(goal.levelId()))
                        .thenComparingInt(Goal::position)
                        .thenComparingLong(Goal::id))
                .map(goal -> ever.get(goal.id()).with(goal))
                .toList();
    }

    private Map<Long, Who> owners(List<GoalRow> rows, List<GoalRow> removed) {
        List<GoalRow> all = new ArrayList<>(rows);
        all.addAll(removed);
        return around.people(all.stream().map(row -> row.goal().ownerId()).toList());
    }

    private interface Keep {
        boolean test(GoalRow row);
    }

    private static Keep keep(String show, CurrentUser user, Map<Long, Status> statuses) {
        return switch (show) {
            case "mine" -> row -> row.goal().ownerId() != null && row.goal().ownerId().equals(user.userId());
            case "deviating" -> row -> {
                Status status = statuses.get(row.goal().id());
                return status == Status.AT_RISK || status == Status.OFF_TRACK;
            };
            default -> row -> true;
        };
    }

    /** Makes nodes of goals; one that is not kept stays when something under it is. */
    private record Nodes(Request request, Map<Long, Status> statuses, Map<Long, Who> owners) {

        List<Node> tree(List<GoalRow> rows, Keep keep) {
            PlanTree tree = PlanTree.of(rows);
            return nodes(tree, tree.top(), keep);
        }

        private List<Node> nodes(PlanTree tree, List<GoalRow> rows, Keep keep) {
            List<Node> nodes = new ArrayList<>();
            for (GoalRow row : rows) {
                List<Node> under = nodes(tree, tree.under(row.goal().id()), keep);
                if (!under.isEmpty() || keep.test(row)) {
                    nodes.add(node(row, under));
                }
            }
            return nodes;
        }

        Node node(GoalRow row, List<Node> under) {
            Goal goal = row.goal();
            Status status = statuses.get(goal.id());
            return new Node(
                    goal.id(),
                    goal.title(),
                    row.levelName(),
                    goal.ownerId() == null ? null : owners.get(goal.ownerId()),
                    status,
                    status == null ? request.text("planning.status.none") : request.text("web.status." + status),
                    goal.version(),
                    under);
        }
    }

    private static List<Group> groups(List<Node> nodes, PlanType type) {
        Map<String, List<Node>> byLevel = nodes.stream().collect(Collectors.groupingBy(Node::level));
        return type.levels().stream()
                .map(Level::name)
                .filter(byLevel::containsKey)
                .map(level -> new Group(level, byLevel.get(level)))
                .toList();
    }

    private static List<Tab> filters(Request request, long plan, String show) {
        Function<String, Tab> tab = name -> new Tab(
                request.text("planning.plan.show." + (name.isEmpty() ? "all" : name)),
                Addresses.plan(plan) + (name.isEmpty() ? "" : "?show=" + name),
                name.equals(show),
                null);
        return List.of(tab.apply(""), tab.apply("mine"), tab.apply("deviating"));
    }

    /** The latest adoptions, read from the history. */
    private List<Edition> editions(long plan) {
        List<Edition> editions = new ArrayList<>();
        for (Change change : around.changes().history(PlanService.ENTITY, plan, 200)) {
            change.fields().stream()
                    .filter(field -> field.field().equals("edition") && field.before() != null)
                    .forEach(field -> editions.add(new Edition(
                            Integer.parseInt(String.valueOf(field.after())),
                            Times.date(change.at()),
                            Times.text(change.at()))));
        }
        return editions;
    }

    /** The level that the next goal most likely is on: that of the last one, or the lowest. */
    private static Form withLevel(Form form, List<GoalRow> rows, PlanType type) {
        if (!form.value("level").isEmpty()) {
            return form;
        }
        long level = rows.isEmpty()
                ? type.levels().get(type.levels().size() - 1).id()
                : rows.get(rows.size() - 1).goal().levelId();
        return form.put("level", String.valueOf(level));
    }

    static long id(Request request) {
        return Ids.parse(request.pathParameter("plan"))
                .orElseThrow(() -> new NotFound("plan " + request.pathParameter("plan")));
    }
}
