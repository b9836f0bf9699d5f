package se.samsyn.core.report;

import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Comparison;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.MeasurementService;
import se.samsyn.core.measuring.Paging;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.ShownFigure;
import se.samsyn.core.measuring.Sources;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.report.CompareTable.Column;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Tally;

/** 'Jämför skolor': units beside each other on indicators, on the page and as a file. */
final class ComparePages {

    static final String ADDRESS = "/compare";
    private static final String TEMPLATE = "se/samsyn/core/report/compare";

    private final ComparedUnits units;
    private final CompareService compare;
    private final MeasurementService measurements;
    private final GoalTallies tallies;

    ComparePages(
            ComparedUnits units, CompareService compare, MeasurementService measurements, GoalTallies tallies) {
        this.units = units;
        this.compare = compare;
        this.measurements = measurements;
        this.tallies = tallies;
    }

    List<Route> routes() {
        Access read = Access.permission(PLAN_READ);
        List<Route> routes = new ArrayList<>(SheetFile.routes(ADDRESS + "/export", read, this::sheet));
        routes.add(Route.get(ADDRESS, read, this::show));
        return routes;
    }

    /** An option of a choice. */
    public record Option(String value, String label) {}

    /** A heading, which sorts by its link. */
    public record Heading(String name, String href, String direction, String period, String source) {

        public @Nullable String ariaSort() {
            return direction.isEmpty() ? null : direction;
        }
    }

    /** A unit. */
    public record Row(String name, String kind, String href, List<Shown> cells, List<Tally> goals) {}

    /** A figure in the table, and where its reason is. */
    public record Shown(ShownFigure figure, @Nullable String status, String comparison, String href) {}

    /** A total below the units. */
    public record Foot(String name, List<ShownFigure> figures) {}

    private Response show(Request request) {
        CurrentUser user = HttpRequest.user(request);
        ComparedUnits.Choice choice = units.of(user);
        CompareQuery query = query(request, choice);
        List<Unit> filtered = choice.of(query);
        List<Indicator> measured = compare.measured(filtered);
        List<Indicator> chosen = compare.chosen(query, measured, filtered);
        CompareTable table = compare.page(query, chosen, filtered);
        Map<String, Object> model = new HashMap<>();
        model.put("form", form(query, chosen));
        model.put("kinds", kinds(request, choice));
        model.put("areas", areas(choice));
        model.put("indicators", measured.stream().map(i -> new Option(Long.toString(i.id()), i.name())).toList());
        model.put("periods", periods(chosen, query));
        model.put("name", heading(request, query, CompareQuery.BY_NAME, request.text("report.unit"), "", ""));
        model.put("headings", table.columns().stream().map(c -> heading(request, query, c)).toList());
        Map<Long, List<Tally>> goals = tallies.of(user, table.units(), request);
        model.put("rows", table.units().stream().map(u -> row(request, table, u, goals)).toList());
        model.put("feet", feet(request, table));
        model.put("computed", computed(request, table));
        model.put("statuses", statuses(request));
        model.put("total", choice.all().size());
        model.put("shown", filtered.size());
        model.put("links", query.paging().links(request, table.total(), ADDRESS, query.sortedParameters()));
        model.put("query", Paging.query(query.sortedParameters()));
        model.put("goalsHref", CompareGoalPages.ADDRESS + "?" + Paging.query(query.units()));
        return Response.page(TEMPLATE, model);
    }

    private Sheet sheet(Request request) {
        ComparedUnits.Choice choice = units.of(HttpRequest.user(request));
        CompareQuery query = query(request, choice);
        List<Unit> filtered = choice.of(query);
        List<Indicator> chosen = compare.chosen(query, compare.measured(filtered), filtered);
        return CompareSheet.of(request, compare.all(query, chosen, filtered));
    }

    static CompareQuery query(Request request, ComparedUnits.Choice choice) {
        CompareQuery query = CompareQuery.of(request);
        boolean known = query.every() || query.kind() != null && choice.kinds().containsKey(query.kind());
        return known || choice.usual() == null ? query : query.of(choice.usual());
    }

    private static Form form(CompareQuery query, List<Indicator> chosen) {
        return Form.of(Map.of(
                        "kind", query.kindText(),
                        "area", query.areaText(),
                        "period", query.period() == null ? "" : query.period().text()))
                .with("indicator", chosen.stream().map(i -> Long.toString(i.id())).toList());
    }

    static List<Option> kinds(Request request, ComparedUnits.Choice choice) {
        List<Option> kinds = new ArrayList<>();
        choice.kinds().forEach((kind, count) -> kinds.add(new Option(
                kind.name(), request.text("report.kind", request.text("organisation.kind." + kind), count))));
        if (kinds.size() > 1) {
            kinds.add(new Option("ALL", request.text("report.kind.all")));
        }
        return kinds;
    }

    /** The parts of the organisation to choose between; none when there is but one. */
    static List<Option> areas(ComparedUnits.Choice choice) {
        return choice.areas().size() < 2
                ? List.of()
                : choice.areas().keySet().stream()
                        .map(area -> new Option(Long.toString(area.id()), area.name()))
                        .toList();
    }

    /** What the shapes of statuses mean. */
    static List<Option> statuses(Request request) {
        return Arrays.stream(Status.values())
                .map(status -> new Option(status.name(), request.text(
                        status == Status.NOT_STARTED ? "report.notbegun" : "web.status." + status)))
                .toList();
    }

    private List<Option> periods(List<Indicator> chosen, CompareQuery query) {
        TreeSet<Period> periods = new TreeSet<>(Comparator.reverseOrder());
        periods.addAll(measurements.periods(chosen.stream().map(Indicator::id).toList()));
        if (query.period() != null) {
            periods.add(query.period());
        }
        return periods.stream().map(p -> new Option(p.text(), p.text())).toList();
    }

    private static Heading heading(Request request, CompareQuery query, Column column) {
        String source = Arrays.stream(column.source().split("\n"))
                .filter(part -> !part.isEmpty())
                .map(part -> Sources.text(part, request::text))
                .collect(Collectors.joining(", "));
        return heading(
                request,
                query,
                Long.toString(column.indicator().id()),
                column.indicator().name(),
                column.period() == null ? request.text("report.noperiod") : column.period().text(),
                source);
    }

    private static Heading heading(
            Request request, CompareQuery query, String key, String name, String period, String source) {
        boolean current = query.sort().equals(key);
        Map<String, List<String>> parameters = query.parameters();
        parameters.put("sort", List.of(key));
        parameters.put("order", List.of(current && !query.descending() ? "desc" : ""));
        String href = ADDRESS + "?" + Paging.query(parameters);
        String direction = !current ? "" : query.descending() ? "descending" : "ascending";
        return new Heading(name, href.substring(0, href.length() - 1), direction, period, source);
    }

    private static Row row(
            Request request, CompareTable table, Unit unit, Map<Long, List<Tally>> goals) {
        return new Row(
                unit.name(),
                request.text("organisation.kind." + unit.kind()),
                "/units/" + unit.id(),
                table.columns().stream().map(column -> shown(request, table, column, unit)).toList(),
                goals.getOrDefault(unit.id(), List.of()));
    }

    private static Shown shown(Request request, CompareTable table, Column column, Unit unit) {
        @Nullable Standing standing = table.at(column, unit);
        @Nullable Status status = standing == null ? null : standing.proposal().status();
        Comparison comparison = table.comparison(column, unit);
        return new Shown(
                ShownFigure.of(column.indicator(), table.outcome(column, unit), request.locale()),
                status == null ? null : status.name(),
                comparison.name(),
                "/indicators/" + column.indicator().id() + "?unit=" + unit.id()
                        + (column.period() == null ? "" : "&period=" + Paging.encode(column.period().text())));
    }

    private static List<Foot> feet(Request request, CompareTable table) {
        List<Foot> feet = new ArrayList<>();
        Locale locale = request.locale();
        if (table.municipality() != null) {
            feet.add(new Foot(
                    request.text("report.municipality"),
                    table.columns().stream().map(c -> municipal(table, c, locale)).toList()));
        }
        List<ShownFigure> country = table.columns().stream()
                .map(c -> table.country() == null
                        ? ShownFigure.NONE
                        : ShownFigure.of(c.indicator(), table.outcome(c, table.country()), locale))
                .toList();
        feet.add(new Foot(request.text("report.country"), country));
        return feet;
    }

    static ShownFigure municipal(CompareTable table, Column column, Locale locale) {
        Double value = table.municipal(column);
        if (table.computed(column) && value != null) {
            return new ShownFigure(
                    value,
                    ShownFigure.text(column.indicator(), value, locale) + "\u00a0†",
                    Measurement.State.EXISTS.name());
        }
        return table.municipality() == null
                ? ShownFigure.NONE
                : ShownFigure.of(column.indicator(), table.outcome(column, table.municipality()), locale);
    }

    /** Says whose data and how many units our own calculations are made of; empty when there is none. */
    static String computed(Request request, CompareTable table) {
        String sources = table.columns().stream()
                .filter(table::computed)
                .map(column -> table.aggregates().get(column.indicator().id()).source())
                .distinct()
                .sorted()
                .map(source -> Sources.text(source, request::text))
                .collect(Collectors.joining(", "));
        String units = table.columns().stream()
                .filter(table::computed)
                .map(column -> column.indicator().name() + ": " + table.unitsComputed(column))
                .collect(Collectors.joining(", "));
        return sources.isEmpty() ? "" : request.text("report.computed", sources, units);
    }
}
