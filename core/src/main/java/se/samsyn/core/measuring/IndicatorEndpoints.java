package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.INDICATOR_EDIT;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;

/** Indicators over the REST interface. */
final class IndicatorEndpoints {

    private static final String ALL = "/api/v1/indicators";
    private static final String ONE = "/api/v1/indicators/{indicator}";
    private static final Set<String> FIELDS = Set.of(
            "code", "name", "definition", "unitOfMeasure", "decimals", "direction", "periodicity", "aggregation",
            "tolerance", "byGender", "retiredOn");

    private final IndicatorService indicators;
    private final IndicatorRepository repository;
    private final UnitRepository units;

    IndicatorEndpoints(IndicatorService indicators, IndicatorRepository repository, UnitRepository units) {
        this.indicators = indicators;
        this.repository = repository;
        this.units = units;
    }

    /** An indicator as it is sent. */
    record IndicatorJson(
            String id,
            String source,
            String code,
            String name,
            String definition,
            String unitOfMeasure,
            int decimals,
            String direction,
            String periodicity,
            String aggregation,
            @Nullable Double tolerance,
            boolean byGender,
            @Nullable String retiredOn,
            int version) {

        static IndicatorJson of(Indicator indicator) {
            return new IndicatorJson(
                    Long.toString(indicator.id()),
                    indicator.source(),
                    indicator.code(),
                    indicator.name(),
                    indicator.definition(),
                    indicator.unitOfMeasure(),
                    indicator.decimals(),
                    indicator.direction().name(),
                    indicator.periodicity().name(),
                    indicator.aggregation().name(),
                    indicator.tolerance(),
                    indicator.byGender(),
                    indicator.retiredOn() == null ? null : indicator.retiredOn().toString(),
                    indicator.version());
        }
    }

    /** What an indicator of one's own is created from, and what can be changed in one. */
    record IndicatorBody(
            String code,
            String name,
            @Nullable String definition,
            @Nullable String unitOfMeasure,
            @Nullable Integer decimals,
            @Nullable String direction,
            @Nullable String periodicity,
            @Nullable String aggregation,
            @Nullable Double tolerance,
            @Nullable Boolean byGender,
            @Nullable String retiredOn) {}

    List<Operation> operations() {
        Access read = Access.permission(PLAN_READ);
        Access edit = Access.permission(INDICATOR_EDIT);
        return List.of(
                Operation.list(ALL, read, this::list, "Lists indicators", IndicatorJson.class, "source", "q"),
                Operation.read(ONE, read, this::read, "Reads an indicator", IndicatorJson.class),
                Operation.create(
                        ALL, edit, this::create, "Creates an indicator of one's own", IndicatorBody.class, IndicatorJson.class),
                Operation.change(
                        ONE, edit, this::change, "Changes an indicator", IndicatorBody.class, IndicatorJson.class));
    }

    private Response list(Request request) {
        Listing listing = Listing.of(request);
        IndicatorFilter filter =
                new IndicatorFilter(request.query("q"), request.query("source"), null, false, true);
        return listing.answer(
                repository.after(filter, listing.after(), listing.rowsToRead()),
                Indicator::id,
                items -> items.stream().map(IndicatorJson::of).toList());
    }

    private Response read(Request request) {
        return answer(200, indicators.get(Queries.pathId(request, "indicator")));
    }

    private Response create(Request request) {
        Indicator blank = new Indicator(
                0, IndicatorService.OWN, "", "", "", "", 0, Indicator.Direction.HIGHER, Indicator.Periodicity.YEAR,
                Indicator.Aggregation.NONE, null, false, null, 0);
        Indicator draft = edited(request, blank);
        return answer(201, indicators.create(grant(request), draft));
    }

    private Response change(Request request) {
        long id = Queries.pathId(request, "indicator");
        Indicator current = indicators.get(id);
        int version = Precondition.version(request, IndicatorService.ENTITY, id, current.version());
        Indicator draft = edited(request, current).identified(id, version);
        return answer(200, indicators.update(grant(request), draft));
    }

    private Grant grant(Request request) {
        CurrentUser user = HttpRequest.user(request);
        return user.require(INDICATOR_EDIT, units.root().orElseThrow().id());
    }

    private static Indicator edited(Request request, Indicator current) {
        JsonBody body = JsonBody.of(request, FIELDS);
        String definition = body.optionalText("definition", current.definition());
        String unitOfMeasure = body.optionalText("unitOfMeasure", current.unitOfMeasure());
        Indicator edited = new Indicator(
                current.id(),
                current.source(),
                body.text("code", current.code()),
                body.text("name", current.name()),
                definition == null ? "" : definition,
                unitOfMeasure == null ? "" : unitOfMeasure,
                body.wholeNumber("decimals", current.decimals()),
                body.required("direction", body.choice("direction", Indicator.Direction.class, current.direction())),
                body.required("periodicity", body.choice("periodicity", Indicator.Periodicity.class, current.periodicity())),
                body.required("aggregation", body.choice("aggregation", Indicator.Aggregation.class, current.aggregation())),
                body.number("tolerance", current.tolerance()),
                body.flag("byGender", current.byGender()),
                body.date("retiredOn", current.retiredOn()),
                current.version());
        body.check();
        return edited;
    }

    private static Response answer(int status, Indicator indicator) {
        return new Response.Json(status, IndicatorJson.of(indicator), Integer.toString(indicator.version()));
    }
}
