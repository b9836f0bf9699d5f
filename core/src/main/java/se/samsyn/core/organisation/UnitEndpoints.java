package se.samsyn.core.organisation;

import static se.samsyn.core.access.CorePermissions.UNIT_EDIT;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;

/** Units over the REST interface: our own, unless another standing is asked for. */
final class UnitEndpoints {

    private static final String ALL = "/api/v1/units";
    private static final String ONE = "/api/v1/units/{unit}";

    private final UnitRepository units;
    private final UnitService service;

    UnitEndpoints(UnitRepository units, UnitService service) {
        this.units = units;
        this.service = service;
    }

    /** A unit as it is sent; {@code identifiers} from scheme to value. */
    record UnitJson(
            String id,
            String name,
            String kind,
            @Nullable String parentId,
            Map<String, String> identifiers,
            String standing,
            @Nullable String validFrom,
            @Nullable String validTo,
            int version) {

        static UnitJson of(Unit unit) {
            return new UnitJson(
                    Long.toString(unit.id()),
                    unit.name(),
                    unit.kind().name(),
                    text(unit.parentId()),
                    unit.identifiers(),
                    unit.standing().name(),
                    text(unit.validFrom()),
                    text(unit.validTo()),
                    unit.version());
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }

    /** What a unit is created from, and what can be changed in it. */
    record UnitBody(
            String name,
            String kind,
            String parentId,
            Map<String, String> identifiers,
            @Nullable String validFrom,
            @Nullable String validTo) {}

    List<Operation> operations() {
        Access edit = Access.permission(UNIT_EDIT);
        return List.of(
                Operation.list(
                        ALL, Access.signedIn(), this::list, "Lists units", UnitJson.class, "identifier", "parent", "kind", "standing"),
                Operation.read(ONE, Access.signedIn(), this::read, "Reads a unit", UnitJson.class),
                Operation.create(ALL, edit, this::create, "Creates a unit", UnitBody.class, UnitJson.class),
                Operation.change(ONE, edit, this::change, "Changes a unit", UnitBody.class, UnitJson.class));
    }

    private Response list(Request request) {
        Listing listing = Listing.of(request);
        String identifier = request.query("identifier");
        if (identifier != null) {
            return listing.answer(byIdentifier(request, identifier), Unit::id, UnitEndpoints::json);
        }
        Standing standing = Queries.choice(request, "standing", Standing.class);
        UnitFilter filter = new UnitFilter(
                standing == null ? Standing.OWN : standing,
                Queries.id(request, "parent"),
                Queries.choice(request, "kind", UnitKind.class));
        return listing.answer(
                units.after(filter, listing.after(), listing.rowsToRead()), Unit::id, UnitEndpoints::json);
    }

    private List<Unit> byIdentifier(Request request, String identifier) {
        int colon = identifier.indexOf(':');
        if (colon < 1) {
            String text = request.text("rest.error.identifier");
            throw new InputException(text, Map.of("identifier", text));
        }
        return units.byIdentifier(identifier.substring(0, colon), identifier.substring(colon + 1)).stream()
                .toList();
    }

    private static List<UnitJson> json(List<Unit> rows) {
        return rows.stream().map(UnitJson::of).toList();
    }

    private Response read(Request request) {
        return answer(200, find(request));
    }

    private Unit find(Request request) {
        return units.find(Queries.pathId(request, "unit")).orElseThrow(() -> new NotFound(request.path()));
    }

    private Response create(Request request) {
        UnitDetails details = edited(request, null);
        return answer(201, service.create(HttpRequest.user(request), details));
    }

    private Response change(Request request) {
        Unit unit = find(request);
        int version = Precondition.version(request, UnitService.ENTITY, unit.id(), unit.version());
        return answer(200, service.update(HttpRequest.user(request), unit.id(), version, edited(request, unit)));
    }

    private static UnitDetails edited(Request request, @Nullable Unit current) {
        JsonBody body = JsonBody.of(
                request, Set.of("name", "kind", "parentId", "identifiers", "validFrom", "validTo"));
        UnitKind kind = body.required("kind", body.choice("kind", UnitKind.class, current == null ? null : current.kind()));
        UnitDetails details = new UnitDetails(
                body.id("parentId", current == null ? null : current.parentId()),
                current == null ? Standing.OWN : current.standing(),
                kind == null ? UnitKind.OTHER : kind,
                body.text("name", current == null ? "" : current.name()),
                body.texts("identifiers", current == null ? Map.of() : current.identifiers()),
                body.date("validFrom", current == null ? null : current.validFrom()),
                body.date("validTo", current == null ? null : current.validTo()));
        body.check();
        return details;
    }

    private static Response answer(int status, Unit unit) {
        return new Response.Json(status, UnitJson.of(unit), Integer.toString(unit.version()));
    }
}
