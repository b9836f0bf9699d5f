package se.samsyn.core.report;

import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Paging;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.planning.GoalRow;
import se.samsyn.core.report.ComparePages.Option;
import se.samsyn.core.report.UnitGoals.Followed;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Tally;

/** Units beside each other on goals: under each goal that they share, how their own goals stand. */
final class CompareGoalPages {

    static final String ADDRESS = "/compare/goals";
    private static final String TEMPLATE = "se/samsyn/core/report/compare-goals";

    /** The column of goals that come from no other. */
    private static final long OWN = 0;

    private final ComparedUnits units;
    private final UnitGoals goals;

    CompareGoalPages(ComparedUnits units, UnitGoals goals) {
        this.units = units;
        this.goals = goals;
    }

    List<Route> routes() {
        Access read = Access.permission(PLAN_READ);
        List<Route> routes = new ArrayList<>(SheetFile.routes(ADDRESS + "/export", read, this::sheet));
        routes.add(Route.get(ADDRESS, read, this::show));
        return routes;
    }

    /** A goal that units' goals come from. */
    public record Column(long id, String name, String note, @Nullable String href) {}

    /** How a unit's goal stands, and where its reason is. */
    public record Mark(@Nullable String code, String text, String href, String title, String period) {}

    /** A unit. */
    public record Row(
            String name, String kind, String href, List<List<Mark>> cells, List<Tally> goals) {}

    private record Table(@Nullable Period period, List<Column> columns, List<Row> rows) {}

    private Response show(Request request) {
        CurrentUser user = HttpRequest.user(request);
        ComparedUnits.Choice choice = units.of(user);
        CompareQuery query = ComparePages.query(request, choice);
        List<Unit> filtered = choice.of(query);
        List<Unit> page = sorted(filtered, query).stream()
                .skip(query.paging().offset())
                .limit(query.paging().size())
                .toList();
        Table table = table(request, user, query, page);
        Map<String, List<String>> parameters = parameters(query, table);
        Map<String, Object> model = new HashMap<>();
        model.put(
                "form",
                Form.of(Map.of(
                        "kind", query.kindText(),
                        "area", query.areaText(),
                        "period", table.period() == null ? "" : table.period().text())));
        model.put("kinds", ComparePages.kinds(request, choice));
        model.put("areas", ComparePages.areas(choice));
        model.put("periods", goals.periods().stream().map(p -> new Option(p.text(), p.text())).toList());
        model.put("period", table.period() == null ? "" : table.period().text());
        model.put("columns", table.columns());
        model.put("rows", table.rows());
        model.put("statuses", ComparePages.statuses(request));
        model.put("total", choice.all().size());
        model.put("shown", filtered.size());
        model.put("links", query.paging().links(request, filtered.size(), ADDRESS, parameters));
        model.put("query", Paging.query(parameters));
        model.put("indicatorsHref", ComparePages.ADDRESS + "?" + Paging.query(query.units()));
        model.put("nameHref", ADDRESS + "?" + Paging.query(parameters) + (query.descending() ? "" : "order=desc"));
        model.put("direction", query.descending() ? "descending" : "ascending");
        return Response.page(TEMPLATE, model);
    }

    private Sheet sheet(Request request) {
        CurrentUser user = HttpRequest.user(request);
        ComparedUnits.Choice choice = units.of(user);
        CompareQuery query = ComparePages.query(request, choice);
        Table table = table(request, user, query, sorted(choice.of(query), query));
        return sheet(request, table);
    }

    private static List<Unit> sorted(List<Unit> filtered, CompareQuery query) {
        List<Unit> sorted = new ArrayList<>(filtered);
        sorted.sort(query.descending() ? CompareService.BY_NAME.reversed() : CompareService.BY_NAME);
        return sorted;
    }

    private Table table(Request request, CurrentUser user, CompareQuery query, List<Unit> shown) {
        List<Period> known = goals.periods();
        Optional<Period> period = Optional.ofNullable(query.period()).filter(known::contains).or(goals::current);
        if (period.isEmpty()) {
            return new Table(null, List.of(), List.of());
        }
        Map<Long, List<Followed>> byUnit = goals.of(user, shown.stream().map(Unit::id).toList(), period.get());
        List<Column> columns = columns(request, byUnit);
        List<Row> rows = shown.stream()
                .map(unit -> row(request, unit, byUnit.getOrDefault(unit.id(), List.of()), columns))
                .toList();
        return new Table(period.get(), columns, rows);
    }

    private List<Column> columns(Request request, Map<Long, List<Followed>> byUnit) {
        Set<Long> upper = new LinkedHashSet<>();
        byUnit.values().forEach(all -> all.forEach(followed -> upper.addAll(uppers(followed))));
        boolean own = upper.remove(OWN);
        Map<Long, GoalRow> rows = goals.rows(upper);
        Map<Long, Column> columns = new LinkedHashMap<>();
        rows.values().stream()
                .sorted(java.util.Comparator.comparing((GoalRow row) -> row.goal().levelId())
                        .thenComparing(row -> row.goal().position())
                        .thenComparing(row -> row.goal().id()))
                .forEach(row -> columns.put(
                        row.goal().id(),
                        new Column(
                                row.goal().id(),
                                row.goal().title(),
                                row.levelName() + ", " + row.unitName() + ", " + row.period(),
                                "/goals/" + row.goal().id())));
        if (own) {
            columns.put(OWN, new Column(OWN, request.text("report.goals.own"), request.text("report.goals.own.note"), null));
        }
        return List.copyOf(columns.values());
    }

    private static Row row(Request request, Unit unit, List<Followed> followed, List<Column> columns) {
        List<List<Mark>> cells = columns.stream()
                .map(column -> followed.stream()
                        .filter(goal -> uppers(goal).contains(column.id()))
                        .map(goal -> mark(request, goal))
                        .toList())
                .toList();
        return new Row(
                unit.name(),
                request.text("organisation.kind." + unit.kind()),
                "/units/" + unit.id(),
                cells,
                GoalTallies.counts(followed, request));
    }

    private static Mark mark(Request request, Followed goal) {
        Status status = goal.status();
        return new Mark(
                status == null ? null : status.name(),
                request.text(status == null ? "report.goals.notjudged" : "web.status." + status),
                goal.href(),
                goal.row().goal().title(),
                goal.stated() == null ? "" : goal.stated().period().text());
    }

    private static List<Long> uppers(Followed followed) {
        List<Long> uppers = followed.row().goal().links().stream().map(Link::upperGoalId).toList();
        return uppers.isEmpty() ? List.of(OWN) : uppers;
    }

    private static Map<String, List<String>> parameters(CompareQuery query, Table table) {
        Map<String, List<String>> parameters = query.units();
        parameters.put("period", List.of(table.period() == null ? "" : table.period().text()));
        return parameters;
    }

    private static Sheet sheet(Request request, Table table) {
        List<String> head = new ArrayList<>(List.of(request.text("report.unit"), request.text("report.unitkind")));
        table.columns().forEach(column -> head.add(column.name() + " (" + column.note() + ")"));
        List<List<Object>> rows = table.rows().stream()
                .map(row -> {
                    List<Object> cells = new ArrayList<>(List.of(row.name(), row.kind()));
                    row.cells().forEach(marks -> cells.add(String.join(
                            "; ",
                            marks.stream()
                                    .map(m -> m.title() + ": " + m.text() + (m.period().isEmpty() ? "" : " (" + m.period() + ")"))
                                    .toList())));
                    return cells;
                })
                .toList();
        return new Sheet(request.text("report.goals.file"), head, rows);
    }
}
