package se.samsyn.core.organisation;

import static se.samsyn.core.access.CorePermissions.UNIT_EDIT;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Makes, changes, moves and ends units. */
final class UnitEditPages {

    private static final String TEMPLATE = "se/samsyn/core/organisation/edit";

    private final UnitRepository units;
    private final UnitService service;
    private final History history;

    UnitEditPages(UnitRepository units, UnitService service, History history) {
        this.units = units;
        this.service = service;
        this.history = history;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/units/new", Access.permission(UNIT_EDIT), this::blank),
                Route.post("/units/new", Access.permission(UNIT_EDIT), this::create),
                Route.get("/units/{unit}/edit", Access.permission(UNIT_EDIT), this::edit),
                Route.post("/units/{unit}/edit", Access.permission(UNIT_EDIT), this::update));
    }

    private Response blank(Request request) {
        OptionalLong parent = Ids.parse(request.query("parent"));
        return page(request, UnitForm.empty(parent.isPresent() ? parent.getAsLong() : null), null, null);
    }

    private Response create(Request request) {
        Form form = Form.of(request);
        try {
            Unit unit = service.create(HttpRequest.user(request), UnitForm.details(form, Map.of()));
            return Response.redirect("/units/" + unit.id()).withNotice("organisation.unit.saved", unit.name());
        } catch (Rejection rejection) {
            return page(request, form.reject(rejection, request::text), null, null).withStatus(422);
        }
    }

    private Response edit(Request request) {
        Unit unit = editable(request);
        return page(request, UnitForm.of(unit), unit, null);
    }

    private Response update(Request request) {
        Unit unit = editable(request);
        Form form = Form.of(request);
        int version = (int) Ids.parse(form.value("version")).orElse(0);
        try {
            UnitDetails details = UnitForm.details(form, unit.identifiers());
            Unit saved = service.update(HttpRequest.user(request), unit.id(), version, details);
            return Response.redirect("/units/" + unit.id()).withNotice("organisation.unit.saved", saved.name());
        } catch (Rejection rejection) {
            return page(request, form.reject(rejection, request::text), unit, null).withStatus(422);
        } catch (StaleVersion e) {
            HistoryItem meanwhile =
                    history.last(UnitService.ENTITY, unit.id(), request).orElse(null);
            form.put("version", Integer.toString(unit.version()));
            return page(request, form, unit, meanwhile).withStatus(409);
        }
    }

    private Unit editable(Request request) {
        Unit unit = UnitPages.found(units, request);
        if (!service.mayEdit(HttpRequest.user(request), unit)) {
            throw new AccessDenied(UNIT_EDIT);
        }
        return unit;
    }

    /** A choice in a list. */
    record Option(Object value, String label) {}

    /** A field for an identifier. */
    record Identifier(String field, String label) {}

    private Response.Page page(
            Request request, Form form, @Nullable Unit unit, @Nullable HistoryItem meanwhile) {
        CurrentUser user = HttpRequest.user(request);
        Map<String, String> kept = unit == null ? Map.of() : unit.identifiers();
        boolean onTop = units.root().filter(root -> user.may(UNIT_EDIT, root.id())).isPresent();
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("unit", unit);
        model.put("meanwhile", meanwhile);
        model.put("top", unit != null && unit.standing() == Standing.OWN && unit.parentId() == null);
        model.put("kinds", options(UnitKind.values(), "organisation.kind.", request));
        model.put("standings", onTop ? options(Standing.values(), "organisation.standing.", request) : List.of());
        model.put("parents", parents(user, unit));
        model.put("identifiers", UnitForm.schemes(kept).stream()
                .map(scheme -> new Identifier("identifier." + scheme, UnitPages.schemeName(scheme, request)))
                .toList());
        return Response.page(TEMPLATE, model);
    }

    /** Where the unit can lie: wherever the user may edit, but not below itself. */
    private List<Option> parents(CurrentUser user, @Nullable Unit unit) {
        Set<Long> below = unit == null ? Set.of() : units.withDescendants(Set.of(unit.id()));
        Set<Long> allowed = user.units(UNIT_EDIT);
        return UnitNode.tree(units.all(Standing.OWN)).stream()
                .flatMap(UnitNode::flat)
                .filter(node -> !below.contains(node.unit().id()))
                .filter(node -> allowed.contains(node.unit().id())
                        || unit != null && Long.valueOf(node.unit().id()).equals(unit.parentId()))
                .map(node -> new Option(node.unit().id(), "– ".repeat(node.depth()) + node.unit().name()))
                .toList();
    }

    private static List<Option> options(Enum<?>[] all, String prefix, Request request) {
        return Arrays.stream(all)
                .map(one -> new Option(one.name(), request.text(prefix + one.name())))
                .toList();
    }
}
