package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.MEASUREMENT_EDIT;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Indicator.Periodicity;
import se.samsyn.core.measuring.IndicatorPages.Option;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.ValueGrid.Column;
import se.samsyn.core.measuring.ValueGrid.Line;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;

/** Where a person gives many values at once, as in a sheet: a unit's indicators, or an indicator's units. */
final class ValueGridPages {

    private static final String TEMPLATE = "se/samsyn/core/measuring/value-grid";
    private static final int ROWS = 50;
    private static final String ALL = "all";

    private final IndicatorService indicators;
    private final IndicatorRepository repository;
    private final MeasurementService measurements;
    private final MeasurementBatch batch;
    private final ValueGridRepository rows;
    private final ValueGrids grids;
    private final ReadableUnits units;
    private final Clock clock;

    ValueGridPages(
            IndicatorService indicators,
            IndicatorRepository repository,
            MeasurementService measurements,
            MeasurementBatch batch,
            ValueGridRepository rows,
            ReadableUnits units,
            Clock clock) {
        this.indicators = indicators;
        this.repository = repository;
        this.measurements = measurements;
        this.batch = batch;
        this.rows = rows;
        this.grids = new ValueGrids(batch, measurements);
        this.units = units;
        this.clock = clock;
    }

    List<Route> routes() {
        Access edit = Access.permission(MEASUREMENT_EDIT);
        return List.of(
                Route.get("/units/{unit}/values", edit.on("unit"), request -> page(request, ofUnit(request), null)),
                Route.post("/units/{unit}/values", edit.on("unit"), request -> save(request, ofUnit(request))),
                Route.get("/indicators/{id}/values", edit, request -> page(request, ofIndicator(request), null)),
                Route.post("/indicators/{id}/values", edit, request -> save(request, ofIndicator(request))),
                Route.post("/values/check", edit, this::check));
    }

    /**
     * What a grid is of.
     *
     * @param indicator null when it is a unit's
     * @param unit null when it is an indicator's
     * @param periods those that can be chosen, by how often it is measured
     * @param total how many rows there are besides those of this page
     */
    private record Subject(
            @Nullable Indicator indicator,
            @Nullable Unit unit,
            String path,
            boolean all,
            Period period,
            Map<Periodicity, List<Period>> periods,
            List<Line> lines,
            int total) {}

    /** The periods of one kind, to choose among. */
    public record Periodical(String label, List<String> periods) {}

    private Subject ofUnit(Request request) {
        Unit unit = units.chosen(HttpRequest.user(request), request.pathParameter("unit"));
        boolean all = ALL.equals(request.query("show"));
        Map<Periodicity, List<Period>> periods = new LinkedHashMap<>();
        List<Periodicity> measured = rows.periodicities(unit.id(), all);
        measured.forEach(p -> periods.put(p, Periods.around(p, today())));
        Period period = Period.parse(request.query("period"))
                .orElseGet(() -> Periods.now(measured.isEmpty() ? Periodicity.YEAR : measured.get(0), today()));
        Periodicity periodicity = Periodicity.valueOf(period.kind().name());
        List<Long> ids = rows.page(unit.id(), periodicity, all, Paging.of(request, ROWS));
        Map<Long, Indicator> found = repository.findAll(ids);
        List<Line> lines = ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(i -> new Line(i, unit, i.name(), note(i, request)))
                .toList();
        return new Subject(
                null, unit, "/units/" + unit.id() + "/values", all, period, periods, lines,
                rows.count(unit.id(), periodicity, all));
    }

    private static String note(Indicator indicator, Request request) {
        String source = Sources.of(indicator, request::text);
        return indicator.unitOfMeasure().isEmpty() ? source : indicator.unitOfMeasure() + " · " + source;
    }

    /** By default the units that have figures, all of them as long as none has; those first where one may write. */
    private Subject ofIndicator(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Indicator indicator = indicators.get(Ids.parse(request.pathParameter("id"))
                .orElseThrow(() -> new NotFound("indicator " + request.pathParameter("id"))));
        Set<Long> measured = measurements.unitsMeasured(indicator.id());
        Set<Long> reach = user.units(MEASUREMENT_EDIT);
        List<Unit> ours = units.ours(user).stream()
                .sorted(Comparator.comparing(unit -> !reach.contains(unit.id())))
                .toList();
        List<Unit> used = ours.stream().filter(unit -> measured.contains(unit.id())).toList();
        boolean all = ALL.equals(request.query("show")) || used.isEmpty();
        List<Unit> shown = all ? ours : used;
        Paging paging = Paging.of(request, ROWS);
        List<Line> lines = shown.stream()
                .skip(paging.offset())
                .limit(ROWS)
                .map(unit -> new Line(indicator, unit, unit.name(), ""))
                .toList();
        Period period = Period.parse(request.query("period"))
                .orElseGet(() -> Periods.now(indicator.periodicity(), today()));
        return new Subject(
                indicator, null, "/indicators/" + indicator.id() + "/values", all, period,
                Map.of(indicator.periodicity(), Periods.around(indicator.periodicity(), today())), lines, shown.size());
    }

    private Response save(Request request, Subject subject) {
        ValueGridForm sent = ValueGridForm.of(request, subject.period(), repository);
        // What one cell is read as is told together with what is wrong with the others.
        sent.reject(request, sent.valid() ? batch.save(sent.wanted()) : batch.problems(sent.wanted()), measurements);
        if (!sent.valid()) {
            return page(request, subject, sent);
        }
        Response.Redirect back = Response.redirect(subject.path() + "?" + Paging.query(parameters(request, subject, true)));
        return sent.wanted().isEmpty()
                ? back.withNotice("measuring.grid.unchanged")
                : back.withNotice("measuring.grid.saved", Integer.toString(sent.wanted().size()));
    }

    /** What the server would say of the cells, without saving them. */
    private Response check(Request request) {
        Period period = Period.parse(request.form("period")).orElse(null);
        if (period == null) {
            return Response.problem(422, "invalid", request.text("measuring.error.period"));
        }
        ValueGridForm sent = ValueGridForm.of(request, period, repository);
        sent.reject(request, batch.problems(sent.wanted()), measurements);
        Map<String, Map<String, String>> cells = new LinkedHashMap<>();
        sent.read().forEach((name, typed) -> cells.put(name, Map.of("text", typed.text(request.locale()))));
        sent.errors().forEach((name, text) -> cells.put(name, Map.of("error", text)));
        return Response.json(Map.of("cells", cells));
    }

    private Response page(Request request, Subject subject, @Nullable ValueGridForm sent) {
        ValueGrid grid = grids.of(request, subject.lines(), columns(request, subject), subject.period(), sent);
        Map<String, List<String>> parameters = parameters(request, subject, false);
        Form form = Form.of(Map.of("show", subject.all() ? ALL : "")).with("columns", request.queryAll("columns"));
        Map<String, String> labels = new HashMap<>();
        grid.rows().forEach(row -> row.cells().forEach(cell -> labels.put(cell.name(), cell.label())));
        if (sent != null) {
            sent.errors().forEach(form::reject);
        }
        Map<String, Object> model = new HashMap<>();
        model.put("grid", grid);
        model.put("labels", labels);
        model.put("form", form);
        model.put("indicator", subject.indicator());
        model.put("unit", subject.unit());
        model.put("path", subject.path());
        model.put("action", subject.path() + "?" + Paging.query(parameters(request, subject, true)));
        model.put("period", subject.period().text());
        model.put("before", subject.period().yearBefore().text());
        model.put("periods", periods(request, subject));
        model.put("columns", List.of(
                new Option("TARGET", request.text("measuring.kind.TARGET")),
                new Option("FORECAST", request.text("measuring.kind.FORECAST")),
                new Option("GENDER", request.text("measuring.grid.bygender"))));
        model.put("shows", List.of(
                new Option("", request.text(subject.unit() != null ? "measuring.grid.show.own" : "measuring.grid.show.used")),
                new Option(ALL, request.text(subject.unit() != null ? "measuring.grid.show.all" : "measuring.grid.show.units"))));
        model.put("links", Paging.of(request, ROWS).links(request, subject.total(), subject.path(), parameters));
        int status = sent == null ? 200 : sent.overtaken() ? 409 : 422;
        return Response.page(TEMPLATE, model).withStatus(status);
    }

    private static Map<String, List<String>> parameters(Request request, Subject subject, boolean page) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("period", List.of(subject.period().text()));
        parameters.put("show", List.of(ALL.equals(request.query("show")) ? ALL : ""));
        parameters.put("columns", request.queryAll("columns"));
        if (page) {
            int at = Paging.of(request, ROWS).page();
            parameters.put("page", List.of(at == 1 ? "" : Integer.toString(at)));
        }
        return parameters;
    }

    private static List<Column> columns(Request request, Subject subject) {
        List<String> chosen = request.queryAll("columns");
        boolean byGender = chosen.contains("GENDER")
                && subject.lines().stream().anyMatch(line -> line.indicator().byGender());
        List<Column> columns = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind == Kind.OUTCOME || chosen.contains(kind.name())) {
                Arrays.stream(Gender.values())
                        .filter(gender -> gender == Gender.T || byGender)
                        .forEach(gender -> columns.add(new Column(
                                kind,
                                gender,
                                request.text("measuring.kind." + kind),
                                byGender ? request.text("measuring.gender." + gender) : "")));
            }
        }
        return columns;
    }

    private static List<Periodical> periods(Request request, Subject subject) {
        List<Periodical> periods = new ArrayList<>();
        boolean among = subject.periods().values().stream().anyMatch(all -> all.contains(subject.period()));
        if (!among) {
            periods.add(new Periodical(request.text("measuring.period"), List.of(subject.period().text())));
        }
        subject.periods().forEach((periodicity, all) -> periods.add(new Periodical(
                request.text("measuring.periodicity." + periodicity), all.stream().map(Period::text).toList())));
        return periods;
    }

    private LocalDate today() {
        return Times.date(clock.instant());
    }
}
