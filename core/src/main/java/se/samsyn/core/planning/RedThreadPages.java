package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.database.SwedishCollation;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.RedThread.Edge;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Option;
import se.samsyn.core.web.PageParts.Who;

/** 'Röda tråden': the whole line of sight of a unit and year, from the highest goals to the activities. */
final class RedThreadPages {

    private static final String TEMPLATE = "se/samsyn/core/planning/red-thread";

    private final PlanService plans;
    private final GoalService goals;
    private final ActivityService activities;
    private final RedThread thread;
    private final PlanningSurroundings around;

    RedThreadPages(
            PlanService plans,
            GoalService goals,
            ActivityService activities,
            RedThread thread,
            PlanningSurroundings around) {
        this.plans = plans;
        this.goals = goals;
        this.activities = activities;
        this.thread = thread;
        this.around = around;
    }

    List<Route> routes() {
        return List.of(Route.get("/red-thread", Access.permission(CorePermissions.PLAN_READ), this::page));
    }

    /**
     * A goal on the thread.
     *
     * @param href null for a goal that the user knows of but may not open
     * @param own whether it is the chosen unit's own
     * @param again whether it hangs under another goal too, where what comes from it is shown
     */
    public record Node(
            String title,
            String level,
            String unit,
            @Nullable String href,
            boolean own,
            boolean again,
            @Nullable Status status,
            String statusText,
            List<ActivityView> activities,
            int activityCount,
            List<Node> under) {}

    /**
     * What the page shows.
     *
     * @param goals how many of the unit's own there are below the top level
     * @param unlinked how many of those come from nothing above
     */
    public record ThreadView(
            List<Node> top, List<Option> units, List<Option> periods, String unit, int goals, int unlinked) {}

    private Response page(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Set<Long> readable = user.units(CorePermissions.PLAN_READ);
        Optional<Long> unit = unit(request, user, readable);
        List<Period> periods = unit.map(id -> plans.periodsOf(user, id)).orElse(List.of());
        Period period = Period.parse(request.query("period"))
                .filter(periods::contains)
                .orElse(usual(periods));
        List<GoalRow> own =
                unit.isEmpty() || period == null ? List.of() : goals.ofUnits(user, Set.of(unit.get()), period);
        List<GoalRow> below = own.stream().filter(row -> !row.topLevel()).toList();
        ThreadView view = new ThreadView(
                tree(request, own, readable),
                options(readable),
                periods.stream().map(p -> new Option(p.text(), p.text())).toList(),
                unit.map(id -> around.units().find(id).orElseThrow().name()).orElse(""),
                below.size(),
                (int) below.stream().filter(row -> row.goal().links().isEmpty()).count());
        Form form = Form.of(Map.of(
                "unit", unit.map(String::valueOf).orElse(""), "period", period == null ? "" : period.text()));
        return Response.page(TEMPLATE, Map.of("view", view, "form", form));
    }

    /** The unit asked for, else the user's own, else the first there is. */
    private Optional<Long> unit(Request request, CurrentUser user, Set<Long> readable) {
        return Stream.concat(
                        Ids.parse(request.query("unit")).stream().boxed(),
                        Stream.concat(
                                user.assignments().stream().map(Assignment::unitId), readable.stream().sorted()))
                .filter(readable::contains)
                .findFirst();
    }

    /** The year that is now, else the latest. */
    private @Nullable Period usual(List<Period> periods) {
        return periods.stream()
                .filter(period -> period.contains(around.today()))
                .findFirst()
                .orElse(periods.isEmpty() ? null : periods.get(0));
    }

    private List<Option> options(Set<Long> readable) {
        return around.units().tree(around.today()).stream()
                .flatMap(node -> node.flat())
                .filter(node -> readable.contains(node.unit().id()))
                .map(node -> new Option(node.unit().id(), node.unit().name()))
                .toList();
    }

    private List<Node> tree(Request request, List<GoalRow> own, Set<Long> readable) {
        List<Long> ownIds = own.stream().map(row -> row.goal().id()).toList();
        List<Edge> edges = new ArrayList<>(thread.up(ownIds));
        List<Edge> down = thread.down(ownIds);
        Set<Long> ids = new LinkedHashSet<>(ownIds);
        ids.addAll(Edge.goals(edges));
        Set<Long> upward = new HashSet<>(ids);
        ids.addAll(Edge.goals(down));
        Map<Long, GoalRow> rows = new HashMap<>(goals.rows(ids));
        rows.values().removeIf(row -> row.goal().removed()
                || !upward.contains(row.goal().id()) && !readable.contains(row.unitId()));
        edges.addAll(down);
        edges.removeIf(edge -> !rows.containsKey(edge.goalId()) || !rows.containsKey(edge.upperGoalId()));
        return new Tree(
                        request,
                        rows,
                        edges.stream()
                                .distinct()
                                .collect(Collectors.groupingBy(
                                        Edge::upperGoalId,
                                        Collectors.mapping(Edge::goalId, Collectors.toList()))),
                        new HashSet<>(ownIds),
                        around.judgements().latest(rows.keySet()),
                        activities(request, ownIds),
                        activities.counts(rows.keySet()),
                        readable,
                        new HashSet<>())
                .top(edges);
    }

    private Map<Long, List<ActivityView>> activities(Request request, List<Long> goalIds) {
        List<ActivityRow> rows = activities.ofGoals(goalIds);
        Map<Long, Who> people = around.people(
                rows.stream().flatMap(row -> row.activity().ownerIds().stream()).toList());
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.activity().goalId(),
                        Collectors.mapping(
                                row -> ActivityView.of(request, row, people, around.today()), Collectors.toList())));
    }

    /** Hangs goals under those they come from; each goal's own tree is drawn once. */
    private record Tree(
            Request request,
            Map<Long, GoalRow> rows,
            Map<Long, List<Long>> under,
            Set<Long> own,
            Map<Long, Status> statuses,
            Map<Long, List<ActivityView>> activities,
            Map<Long, Integer> counts,
            Set<Long> readable,
            Set<Long> drawn) {

        List<Node> top(List<Edge> edges) {
            Set<Long> hanging = edges.stream().map(Edge::goalId).collect(Collectors.toSet());
            List<Node> top = nodes(rows.keySet().stream().filter(id -> !hanging.contains(id)).toList());
            // What hangs on something above comes before what hangs on nothing.
            return Stream.concat(top.stream().filter(node -> !node.own()), top.stream().filter(Node::own))
                    .toList();
        }

        private List<Node> nodes(List<Long> ids) {
            List<Node> nodes = new ArrayList<>();
            ids.stream()
                    .map(rows::get)
                    .sorted(Comparator.comparing((GoalRow row) -> !own.contains(row.goal().id()))
                            .thenComparing(GoalRow::unitName, SwedishCollation::compare)
                            .thenComparing(row -> row.goal().position())
                            .thenComparing(row -> row.goal().id()))
                    .forEach(row -> nodes.add(node(row)));
            return nodes;
        }

        private Node node(GoalRow row) {
            long id = row.goal().id();
            boolean again = !drawn.add(id);
            Status status = statuses.get(id);
            return new Node(
                    row.goal().title(),
                    row.levelName(),
                    row.unitName(),
                    readable.contains(row.unitId()) ? Addresses.goal(id) : null,
                    own.contains(id),
                    again,
                    status,
                    request.text(status == null ? "planning.status.none" : "web.status." + status),
                    again ? List.of() : activities.getOrDefault(id, List.of()),
                    counts.getOrDefault(id, 0),
                    again ? List.of() : nodes(under.getOrDefault(id, List.of())));
        }
    }
}
