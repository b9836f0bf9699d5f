package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.MEASUREMENT_EDIT;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.measuring.MeasurementBatch.Problem;
import se.samsyn.core.measuring.MeasurementBatch.Wanted;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.StaleVersion;

/** Measurements over the REST interface. */
final class MeasurementEndpoints {

    private static final String ALL = "/api/v1/measurements";
    private static final String MANY = "/api/v1/measurements/batch";
    private static final String ONE = "/api/v1/measurements/{measurement}";

    private static final Set<String> FIELDS =
            Set.of("indicator", "unit", "period", "gender", "kind", "value", "state", "source");
    private static final Set<String> FIELDS_AND_REVISION =
            Stream.concat(FIELDS.stream(), Stream.of("revision")).collect(Collectors.toUnmodifiableSet());
    private static final int MOST_AT_ONCE = 1_000;

    private final MeasurementService measurements;
    private final MeasurementBatch batch;
    private final IndicatorService indicators;
    private final UnitRepository units;

    MeasurementEndpoints(
            MeasurementService measurements, MeasurementBatch batch, IndicatorService indicators, UnitRepository units) {
        this.measurements = measurements;
        this.batch = batch;
        this.indicators = indicators;
        this.units = units;
    }

    /** A measurement as it is sent; the value is null unless the state is {@code exists} or {@code rounded}. */
    record MeasurementJson(
            String id,
            String indicator,
            String unit,
            String period,
            String gender,
            String kind,
            @Nullable Double value,
            String state,
            String source,
            int revision) {

        static MeasurementJson of(Measurement measurement) {
            return new MeasurementJson(
                    Long.toString(measurement.id()),
                    Long.toString(measurement.indicatorId()),
                    Long.toString(measurement.unitId()),
                    measurement.period().text(),
                    measurement.gender().name(),
                    measurement.kind().name(),
                    measurement.value(),
                    measurement.state().code(),
                    measurement.source(),
                    measurement.revision());
        }
    }

    /** What a measurement is created from. */
    record NewMeasurement(
            String indicator,
            String unit,
            String period,
            @Nullable String gender,
            @Nullable String kind,
            @Nullable Double value,
            @Nullable String state,
            @Nullable String source) {}

    /** What can be changed in a measurement. */
    record MeasurementPatch(@Nullable Double value, @Nullable String state, @Nullable String source) {}

    /** One of many that are saved at once; the revision is the one that was read, 0 for a new one. */
    record BatchedMeasurement(
            String indicator,
            String unit,
            String period,
            @Nullable String gender,
            @Nullable String kind,
            @Nullable Double value,
            @Nullable String state,
            @Nullable String source,
            int revision) {}

    /** Measurements that are saved at once, all or none. */
    record MeasurementBatchBody(List<BatchedMeasurement> measurements) {}

    /** How many were sent, those that were saved already too. */
    record SavedBatch(int saved) {}

    List<Operation> operations() {
        Access read = Access.permission(PLAN_READ);
        Access edit = Access.permission(MEASUREMENT_EDIT);
        return List.of(
                Operation.list(
                        ALL, read, this::list, "Lists measurements", MeasurementJson.class, "unit", "indicator", "period", "kind"),
                Operation.read(ONE, read, this::read, "Reads a measurement", MeasurementJson.class),
                Operation.create(
                        ALL, edit, this::create, "Creates a measurement", NewMeasurement.class, MeasurementJson.class),
                new Operation(
                        Route.post(MANY, edit, this::createMany), "Saves many measurements, all or none", List.of(),
                        MeasurementBatchBody.class, SavedBatch.class, Operation.Shape.ITEM),
                Operation.change(
                        ONE, edit, this::change, "Revises a measurement", MeasurementPatch.class, MeasurementJson.class));
    }

    private Response list(Request request) {
        Listing listing = Listing.of(request);
        MeasurementFilter filter = new MeasurementFilter(
                units(request),
                Queries.id(request, "indicator"),
                Queries.parsed(request, "period", Period::of, "rest.error.period"),
                Queries.choice(request, "kind", Measurement.Kind.class));
        List<Measurement> rows = measurements.after(filter, listing.after(), listing.rowsToRead());
        return listing.answer(
                rows, Measurement::id, items -> items.stream().map(MeasurementJson::of).toList());
    }

    /** The unit that is asked for, or every own unit that the user may read. */
    private Set<Long> units(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Long unit = Queries.id(request, "unit");
        if (unit == null) {
            return user.units(PLAN_READ);
        }
        if (!readable(user, unit)) {
            throw new AccessDenied(PLAN_READ);
        }
        return Set.of(unit);
    }

    /** Figures of schools and bodies that are not ours are public; those of our own follow the user's reach. */
    private boolean readable(CurrentUser user, long unit) {
        return user.may(PLAN_READ, unit)
                || units.find(unit)
                        .filter(found -> found.standing() != Unit.Standing.OWN)
                        .isPresent();
    }

    private Response read(Request request) {
        return answer(200, find(request));
    }

    private Measurement find(Request request) {
        return measurements
                .find(Queries.pathId(request, "measurement"))
                .filter(found -> readable(HttpRequest.user(request), found.unitId()))
                .orElseThrow(() -> new NotFound(request.path()));
    }

    private Response create(Request request) {
        JsonBody body = JsonBody.of(request, FIELDS);
        NewFigure sent = NewFigure.of(body);
        body.check();
        Grant grant = HttpRequest.user(request).require(MEASUREMENT_EDIT, sent.unit());
        indicators.get(sent.indicator());
        return answer(201, measurements.set(grant, sent.figure(), 0));
    }

    private Response createMany(Request request) {
        JsonBody body = JsonBody.of(request, Set.of("measurements"));
        List<JsonBody> items = body.objects("measurements", FIELDS_AND_REVISION);
        if (items.size() > MOST_AT_ONCE) {
            body.reject("measurements", "rest.error.most", MOST_AT_ONCE);
        }
        List<NewFigure> sent = items.stream().map(NewFigure::of).toList();
        List<Integer> revisions = items.stream().map(item -> item.wholeNumber("revision", 0)).toList();
        body.check();
        CurrentUser user = HttpRequest.user(request);
        sent.stream().map(NewFigure::indicator).distinct().forEach(indicators::get);
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Grant grant = user.require(MEASUREMENT_EDIT, sent.get(i).unit());
            wanted.add(new Wanted(grant, sent.get(i).figure(), revisions.get(i)));
        }
        requireNone(request, wanted, batch.save(wanted));
        return Response.json(new SavedBatch(wanted.size()));
    }

    private static void requireNone(Request request, List<Wanted> wanted, List<Problem> problems) {
        Map<String, String> errors = new LinkedHashMap<>();
        for (Problem problem : problems) {
            if (problem.rejection() == null) {
                Measurement theirs = problem.theirs();
                throw new StaleVersion(
                        "measurement",
                        theirs == null ? 0 : theirs.id(),
                        Objects.requireNonNullElse(problem.wanted().baseRevision(), 0));
            }
            String place = "measurements[" + wanted.indexOf(problem.wanted()) + "].";
            problem.rejection().in(request::text).errors().forEach((field, text) -> errors.put(place + field, text));
        }
        if (!errors.isEmpty()) {
            throw new InputException(request.text("rest.error.fields"), errors);
        }
    }

    /** A figure as it was sent, whatever of it is wrong. */
    private record NewFigure(
            @Nullable Long indicatorSent,
            @Nullable Long unitSent,
            @Nullable Period period,
            Measurement.@Nullable Gender gender,
            Measurement.@Nullable Kind kind,
            @Nullable Double value,
            Measurement.State state,
            String source) {

        static NewFigure of(JsonBody body) {
            Double value = body.number("value", null);
            return new NewFigure(
                    body.required("indicator", body.id("indicator", null)),
                    body.required("unit", body.id("unit", null)),
                    body.required("period", body.parsed("period", null, Period::of, "rest.error.period")),
                    body.required("gender", body.choice("gender", Measurement.Gender.class, Measurement.Gender.T)),
                    body.required("kind", body.choice("kind", Measurement.Kind.class, Measurement.Kind.OUTCOME)),
                    value,
                    MeasurementEndpoints.state(body, value, null),
                    body.text("source", Sources.OWN));
        }

        long unit() {
            return Objects.requireNonNull(unitSent);
        }

        long indicator() {
            return Objects.requireNonNull(indicatorSent);
        }

        Figure figure() {
            return new Figure(
                    indicator(),
                    unit(),
                    Objects.requireNonNull(period),
                    Objects.requireNonNull(gender),
                    Objects.requireNonNull(kind),
                    value,
                    state,
                    source);
        }
    }

    private Response change(Request request) {
        Measurement current = find(request);
        int revision = Precondition.version(request, "measurement", current.id(), current.revision());
        JsonBody body = JsonBody.of(request, Set.of("value", "state", "source"));
        Double value = body.number("value", current.value());
        Measurement.State state = state(body, value, current.state());
        boolean same = Objects.equals(value, current.value()) && state == current.state();
        String source = body.text("source", same ? current.source() : Sources.OWN);
        body.check();
        Grant grant = HttpRequest.user(request).require(MEASUREMENT_EDIT, current.unitId());
        Figure figure = new Figure(
                current.indicatorId(),
                current.unitId(),
                current.period(),
                current.gender(),
                current.kind(),
                value,
                state,
                source);
        return answer(200, measurements.set(grant, figure, revision));
    }

    /** The state that was sent, or the one that follows from whether there is a value. */
    private static Measurement.State state(JsonBody body, @Nullable Double value, Measurement.@Nullable State current) {
        Measurement.State follows = value == null ? Measurement.State.MISSING : Measurement.State.EXISTS;
        Measurement.State kept = current != null && current.hasValue() == (value != null) ? current : follows;
        Measurement.State state = body.choice("state", Measurement.State.class, kept);
        if (state == null || state.hasValue() != (value != null)) {
            body.reject("state", "rest.error.state");
            return follows;
        }
        return state;
    }

    private static Response answer(int status, Measurement measurement) {
        return new Response.Json(
                status, MeasurementJson.of(measurement), Integer.toString(measurement.revision()));
    }
}
