package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.MEASUREMENT_EDIT;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.Grant;
import se.samsyn.core.access.Ids;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.IndicatorPages.Option;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Where a person gives outcome, target and forecast of a unit for a period, with the years before in sight. */
final class FigurePages {

    private static final String TEMPLATE = "se/samsyn/core/measuring/figures";
    private static final int YEARS_IN_SIGHT = 3;

    private final Database database;
    private final IndicatorService indicators;
    private final MeasurementService measurements;
    private final ReadableUnits units;
    private final Clock clock;

    FigurePages(
            Database database,
            IndicatorService indicators,
            MeasurementService measurements,
            ReadableUnits units,
            Clock clock) {
        this.database = database;
        this.indicators = indicators;
        this.measurements = measurements;
        this.units = units;
        this.clock = clock;
    }

    List<Route> routes() {
        Access access = Access.permission(MEASUREMENT_EDIT).on("unit");
        return List.of(
                Route.get("/indicators/{id}/units/{unit}/figures", access, this::show),
                Route.post("/indicators/{id}/units/{unit}/figures", access, this::save));
    }

    /** What the form is about, and the figures that are saved for it now. */
    private record Subject(Indicator indicator, Unit unit, Period period, Gender gender, List<Measurement> series) {

        @Nullable Measurement saved(Kind kind) {
            return at(period, kind);
        }

        @Nullable Measurement at(Period when, Kind kind) {
            return series.stream()
                    .filter(m -> m.gender() == gender && m.kind() == kind && m.period().equals(when))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A year before, in sight beside the form. */
    public record Before(String period, ShownFigure outcome, ShownFigure target, ShownFigure forecast) {}

    private Response show(Request request) {
        Subject subject = subject(request, request.query("period"), request.query("gender"));
        return page(request, subject, filled(subject, request), 200);
    }

    private Response save(Request request) {
        Form form = Form.of(request);
        Subject subject = subject(request, form.value("period"), form.value("gender"));
        Grant grant = HttpRequest.user(request).require(MEASUREMENT_EDIT, subject.unit().id());
        List<Change> changes = read(request, form, subject);
        if (!form.valid()) {
            return page(request, subject, form, 422);
        }
        try {
            database.write(() -> changes.forEach(change -> set(grant, change)));
        } catch (StaleVersion e) {
            form.reject("", request.text("measuring.figures.stale"));
            return page(request, subject, revised(form, subject), 409);
        } catch (Rejection rejection) {
            return page(request, subject, form.reject(rejection, request::text), 422);
        }
        return Response.redirect("/indicators/" + subject.indicator().id() + "?unit=" + subject.unit().id()
                        + "&period=" + Paging.encode(subject.period().text()))
                .withNotice("measuring.figures.saved", subject.period().text());
    }

    private record Change(Figure figure, int baseRevision) {}

    private void set(Grant grant, Change change) {
        try {
            measurements.set(grant, change.figure(), change.baseRevision());
        } catch (Rejection rejection) {
            throw rejection.at(change.figure().kind().name());
        }
    }

    private static List<Change> read(Request request, Form form, Subject subject) {
        List<Change> changes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            @Nullable Measurement saved = subject.saved(kind);
            boolean shownAlone = form.all(kind.name()).isEmpty();
            if (shownAlone || MeasurementRules.published(subject.indicator(), saved)) {
                continue;
            }
            State state = kind == Kind.OUTCOME ? state(request, form) : State.EXISTS;
            String typed = form.value(kind.name());
            if (typed.isEmpty() && state.hasValue()) {
                state = State.MISSING;
            }
            @Nullable Double value = state.hasValue() ? number(request, form, kind, typed) : null;
            if (state.hasValue() && value == null || unchanged(saved, kind, value, state, revision(form, kind))) {
                continue;
            }
            if (value != null && !subject.indicator().shows(value)) {
                form.reject(kind.name(), request.text("measuring.error.decimals", subject.indicator().decimals()));
                continue;
            }
            Figure figure = new Figure(
                    subject.indicator().id(), subject.unit().id(), subject.period(), subject.gender(), kind, value,
                    state, Sources.OWN);
            changes.add(new Change(figure, revision(form, kind)));
        }
        return changes;
    }

    /** Whether the form came back as it was filled; a hidden figure was filled with nothing. */
    private static boolean unchanged(
            @Nullable Measurement saved, Kind kind, @Nullable Double value, State state, int seen) {
        if (saved == null) {
            return state == State.MISSING;
        }
        boolean sameState = state == saved.state() || kind != Kind.OUTCOME;
        return seen == saved.revision() && sameState && Objects.equals(value, saved.value());
    }

    private static State state(Request request, Form form) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(form.value("state")))
                .findFirst()
                .orElseGet(() -> {
                    form.reject("state", request.text("measuring.error.choice"));
                    return State.MISSING;
                });
    }

    private static @Nullable Double number(Request request, Form form, Kind kind, String typed) {
        OptionalDouble number = Numbers.parse(typed);
        if (number.isEmpty()) {
            form.reject(kind.name(), request.text("measuring.error.number"));
            return null;
        }
        return number.getAsDouble();
    }

    private static int revision(Form form, Kind kind) {
        return (int) Ids.parse(form.value("revision." + kind)).orElse(0);
    }

    private Subject subject(Request request, @Nullable String period, @Nullable String gender) {
        Indicator indicator = indicators.get(Ids.parse(request.pathParameter("id"))
                .orElseThrow(() -> new NotFound("indicator " + request.pathParameter("id"))));
        Unit unit = units.chosen(HttpRequest.user(request), request.pathParameter("unit"));
        Gender whom = Arrays.stream(Gender.values())
                .filter(g -> g.name().equals(gender) && indicator.byGender())
                .findFirst()
                .orElse(Gender.T);
        return new Subject(
                indicator,
                unit,
                Period.parse(period).orElseGet(() -> Periods.now(indicator.periodicity(), today())),
                whom,
                measurements.series(List.of(indicator.id()), List.of(unit.id())));
    }

    private static Form filled(Subject subject, Request request) {
        Map<String, Object> values = new HashMap<>();
        values.put("period", subject.period().text());
        values.put("gender", subject.gender().name());
        values.put("state", State.EXISTS.name());
        for (Kind kind : Kind.values()) {
            @Nullable Measurement saved = subject.saved(kind);
            values.put(
                    kind.name(),
                    saved == null || saved.value() == null ? "" : Numbers.text(saved.value(), request.locale()));
            values.put("revision." + kind, saved == null ? 0 : saved.revision());
            if (kind == Kind.OUTCOME && saved != null) {
                values.put("state", saved.state().name());
            }
        }
        return Form.of(values);
    }

    /** What was typed, over the revisions that are saved now. */
    private static Form revised(Form form, Subject subject) {
        Form revised = form;
        for (Kind kind : Kind.values()) {
            @Nullable Measurement saved = subject.saved(kind);
            revised = revised.with("revision." + kind, saved == null ? 0 : saved.revision());
        }
        return revised;
    }

    private Response page(Request request, Subject subject, Form form, int status) {
        @Nullable Measurement outcome = subject.saved(Kind.OUTCOME);
        Map<String, Object> model = new HashMap<>();
        model.put("indicator", subject.indicator());
        model.put("unit", subject.unit());
        model.put("form", form);
        model.put("period", subject.period().text());
        model.put("path", "/indicators/" + subject.indicator().id() + "/units/" + subject.unit().id() + "/figures");
        model.put("back", "/indicators/" + subject.indicator().id() + "?unit=" + subject.unit().id());
        model.put("published", MeasurementRules.published(subject.indicator(), outcome));
        model.put("publisher", outcome == null ? "" : outcome.source());
        model.put("targetFrozen", targetFrozen(subject));
        model.put("saved", before(subject, subject.period(), request));
        model.put("before", years(subject, request));
        model.put("periods", periods(subject));
        model.put("genders", options(request, "measuring.gender.", Gender.values()));
        model.put("states", options(request, "measuring.state.", State.values()));
        return Response.page(TEMPLATE, model).withStatus(status);
    }

    /** Whether a target has been adopted; then it is shown, but has no field. */
    private boolean targetFrozen(Subject subject) {
        Figure target = new Figure(
                subject.indicator().id(), subject.unit().id(), subject.period(), subject.gender(), Kind.TARGET, null,
                State.MISSING, Sources.OWN);
        return !measurements.frozen(List.of(target)).isEmpty();
    }

    private static List<Before> years(Subject subject, Request request) {
        List<Before> years = new ArrayList<>();
        Period period = subject.period().yearBefore();
        for (int i = 0; i < YEARS_IN_SIGHT; i++, period = period.yearBefore()) {
            years.add(before(subject, period, request));
        }
        return years;
    }

    private static Before before(Subject subject, Period period, Request request) {
        return new Before(
                period.text(),
                ShownFigure.of(subject.indicator(), subject.at(period, Kind.OUTCOME), request.locale()),
                ShownFigure.of(subject.indicator(), subject.at(period, Kind.TARGET), request.locale()),
                ShownFigure.of(subject.indicator(), subject.at(period, Kind.FORECAST), request.locale()));
    }

    private List<Option> periods(Subject subject) {
        List<Option> options = new ArrayList<>(Periods.around(subject.indicator().periodicity(), today()).stream()
                .map(p -> new Option(p.text(), p.text()))
                .toList());
        if (options.stream().noneMatch(o -> o.value().equals(subject.period().text()))) {
            options.add(0, new Option(subject.period().text(), subject.period().text()));
        }
        return options;
    }

    private LocalDate today() {
        return Times.date(clock.instant());
    }

    private static List<Option> options(Request request, String prefix, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> new Option(value.name(), request.text(prefix + value.name())))
                .toList();
    }

}
