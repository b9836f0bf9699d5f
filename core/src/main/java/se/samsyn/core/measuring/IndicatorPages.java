package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.INDICATOR_EDIT;
import static se.samsyn.core.access.CorePermissions.MEASUREMENT_EDIT;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Line.Role;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;

/** The page of one indicator for one unit: its figures over time, beside those it is compared with. */
final class IndicatorPages {

    private static final String TEMPLATE = "se/samsyn/core/measuring/indicator";
    private static final int MOST_COMPARED = 4;
    private static final int REVISIONS = 10;
    private static final int ALL_REVISIONS = 1_000;

    private final IndicatorService indicators;
    private final MeasurementService measurements;
    private final ComparisonService comparisons;
    private final Lines lines;
    private final ReadableUnits units;
    private final Clock clock;

    IndicatorPages(
            IndicatorService indicators,
            MeasurementService measurements,
            ComparisonService comparisons,
            ReadableUnits units,
            Clock clock) {
        this.indicators = indicators;
        this.measurements = measurements;
        this.comparisons = comparisons;
        this.lines = new Lines(measurements, comparisons);
        this.units = units;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.get("/indicators/{id}", Access.permission(PLAN_READ), this::show));
    }

    /** An option of a choice. */
    public record Option(String value, String label, @Nullable String help) {

        Option(String value, String label) {
            this(value, label, null);
        }
    }

    /** What the page says besides the figures. */
    public record View(
            Indicator indicator,
            String source,
            Unit unit,
            String path,
            boolean mayEdit,
            boolean mayMeasure,
            @Nullable AsOf asOf,
            String today,
            FigureBoard board) {}

    /** A unit that has figures, and its latest. */
    public record Elsewhere(String name, String href, String period, ShownFigure figure) {}

    private Response show(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Indicator indicator = indicators.get(Ids.parse(request.pathParameter("id"))
                .orElseThrow(() -> new NotFound("indicator " + request.pathParameter("id"))));
        Set<Long> measured = measurements.unitsMeasured(indicator.id());
        Unit unit = units.chosen(user, request.query("unit"), measured);
        List<Unit> choices = comparisons.choices(indicator.id());
        Set<Long> chosen = compared(request, choices);
        Form form = form(request, unit, chosen);
        Optional<AsOf> asOf = asOf(request, form);
        Optional<Period> period = period(request, form);
        Indicator then = asOf.flatMap(at -> indicators.asOf(indicator.id(), at.until())).orElse(indicator);
        List<Line> all = lines.of(
                then,
                unit,
                choices.stream().filter(body -> chosen.contains(body.id())).toList(),
                asOf.map(AsOf::until).orElse(null));
        FigureBoard board = FigureBoard.of(then, unit, all, period.orElse(null), request);
        View view = new View(
                then,
                Sources.of(then, request::text),
                unit,
                "/indicators/" + indicator.id() + "?unit=" + unit.id(),
                user.mayOnAll(INDICATOR_EDIT),
                user.may(MEASUREMENT_EDIT, unit.id()),
                asOf.orElse(null),
                Times.date(clock.instant()).toString(),
                board);
        Map<String, Object> model = model(request, user, form, view, choices, all);
        model.put("elsewhere", measured.contains(unit.id()) ? List.of() : elsewhere(request, indicator, measured));
        Response.Page page = Response.page(TEMPLATE, model);
        return form.valid() ? page : page.withStatus(422);
    }

    /** Where there are figures when the unit that is shown has none. */
    private List<Elsewhere> elsewhere(Request request, Indicator indicator, Set<Long> measured) {
        List<Unit> having = units.ours(HttpRequest.user(request)).stream()
                .filter(unit -> measured.contains(unit.id()))
                .toList();
        Map<Cell, Standing> standings =
                measurements.latest(having.stream().map(Unit::id).toList(), List.of(indicator.id()));
        return having.stream()
                .map(unit -> elsewhere(request, unit, standings.get(new Cell(indicator.id(), unit.id()))))
                .toList();
    }

    private static Elsewhere elsewhere(Request request, Unit unit, Standing standing) {
        Measurement outcome = Objects.requireNonNull(standing.outcome());
        return new Elsewhere(
                unit.name(),
                "/indicators/" + standing.indicator().id() + "?unit=" + unit.id(),
                outcome.period().text(),
                ShownFigure.of(standing.indicator(), outcome, request.locale()));
    }

    private Map<String, Object> model(
            Request request, CurrentUser user, Form form, View view, List<Unit> choices, List<Line> all) {
        Map<String, Object> model = new HashMap<>();
        model.put("view", view);
        model.put("form", form);
        model.put("units", units.options(user, view.unit()));
        model.put("periods", periods(all));
        model.put(
                "bodies",
                choices.stream().map(u -> new Option(Long.toString(u.id()), u.name())).toList());
        List<Measurement> own = all.stream()
                .filter(line -> line.body().id() == view.unit().id())
                .flatMap(line -> line.figures().values().stream())
                .toList();
        int most = "all".equals(request.query("history")) ? ALL_REVISIONS : REVISIONS;
        List<Revision> revisions = measurements.revisions(own, most + 1);
        model.put(
                "revisions",
                RevisionTexts.of(
                        view.indicator(), revisions.subList(0, Math.min(most, revisions.size())), request));
        model.put("moreRevisions", most == REVISIONS && revisions.size() > most);
        return model;
    }

    private static List<Option> periods(List<Line> all) {
        TreeSet<Period> periods = new TreeSet<>(Comparator.reverseOrder());
        all.stream()
                .filter(line -> line.role() != Role.GROUP && line.role() != Role.COUNTRY)
                .forEach(line -> periods.addAll(line.figures().keySet()));
        return periods.stream().map(p -> new Option(p.text(), p.text())).toList();
    }

    private static Set<Long> compared(Request request, List<Unit> choices) {
        Set<Long> known = new LinkedHashSet<>();
        for (String text : request.queryAll("with")) {
            OptionalLong id = Ids.parse(text);
            if (id.isPresent() && choices.stream().anyMatch(u -> u.id() == id.getAsLong())) {
                known.add(id.getAsLong());
            }
        }
        return new LinkedHashSet<>(new ArrayList<>(known).subList(0, Math.min(known.size(), MOST_COMPARED)));
    }

    private static Form form(Request request, Unit unit, Set<Long> compared) {
        return Form.of(Map.of(
                        "unit", unit.id(),
                        "period", Optional.ofNullable(request.query("period")).orElse(""),
                        "asof", Optional.ofNullable(request.query("asof")).orElse("")))
                .with("with", compared.stream().map(String::valueOf).toList());
    }

    private Optional<AsOf> asOf(Request request, Form form) {
        try {
            return AsOf.of(request, clock);
        } catch (InputException e) {
            form.reject(e);
            return Optional.empty();
        }
    }

    private static Optional<Period> period(Request request, Form form) {
        Optional<Period> period = Period.parse(form.value("period"));
        if (period.isEmpty() && !form.value("period").isEmpty()) {
            form.reject("period", request.text("measuring.error.period"));
        }
        return period;
    }
}
