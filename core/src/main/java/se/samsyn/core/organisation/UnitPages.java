package se.samsyn.core.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.change.NotYet;
import se.samsyn.core.database.Times;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.PanelSource;

/** The organisation as a tree, and the page of each unit. */
final class UnitPages {

    private static final String FOLDER = "se/samsyn/core/organisation/";

    /** So much of a unit's history is shown. */
    private static final int MOST = 100;

    private final UnitRepository units;
    private final UnitService service;
    private final ChangeLog changes;
    private final History history;
    private final Clock clock;
    private final UnitPageParts parts;

    UnitPages(
            UnitRepository units,
            UnitService service,
            ChangeLog changes,
            History history,
            Clock clock,
            UnitPageParts parts) {
        this.units = units;
        this.service = service;
        this.changes = changes;
        this.history = history;
        this.clock = clock;
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/units", Access.signedIn(), this::tree),
                Route.get("/units/{unit}", Access.signedIn(), this::unit),
                Route.get("/units/{unit}/history", Access.signedIn(), this::history));
    }

    /** A unit among the hits of a search, with where it belongs. */
    record Hit(Unit unit, String path) {}

    private Response tree(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Form filter = Form.of(Map.of(
                "q", text(request.query("q")), "closed", text(request.query("closed"))));
        LocalDate today = Times.date(clock.instant());
        List<Unit> all = units.all(Standing.OWN).stream()
                .filter(unit -> filter.checked("closed") || unit.validOn(today))
                .toList();
        String searched = filter.value("q");
        Map<String, Object> model = new HashMap<>();
        model.put("form", filter);
        model.put("searched", !searched.isEmpty());
        model.put("hits", searched.isEmpty() ? List.of() : hits(all, searched));
        model.put("tree", searched.isEmpty() ? UnitNode.tree(all) : List.of());
        model.put("today", today);
        model.put("independent", units.count(Standing.INDEPENDENT, null, ""));
        model.put("comparison", units.count(Standing.COMPARISON, null, ""));
        model.put("mayAdd", user.may(CorePermissions.UNIT_EDIT));
        return Response.page(FOLDER + "tree", model);
    }

    private List<Hit> hits(List<Unit> all, String searched) {
        Map<Long, Unit> byId = new HashMap<>();
        all.forEach(unit -> byId.put(unit.id(), unit));
        return units.search(Standing.OWN, null, searched, 0, 200).stream()
                .filter(unit -> byId.containsKey(unit.id()))
                .map(unit -> new Hit(unit, path(unit, byId)))
                .toList();
    }

    private static String path(Unit unit, Map<Long, Unit> byId) {
        List<String> names = new ArrayList<>();
        Unit above = unit.parentId() == null ? null : byId.get(unit.parentId());
        while (above != null) {
            names.add(0, above.name());
            above = above.parentId() == null ? null : byId.get(above.parentId());
        }
        return String.join(" › ", names);
    }

    private Response unit(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Unit now = found(units, request);
        return NotYet.of(request, changes, clock, UnitService.ENTITY, now.id(), now.name(), "/units/" + now.id())
                .orElseGet(() -> unit(request, user, now));
    }

    private Response unit(Request request, CurrentUser user, Unit now) {
        Optional<AsOf> asOf = AsOf.of(request, clock);
        Unit unit = asOf.isEmpty() ? now : then(now, asOf.get());
        List<Unit> above = above(now);
        Map<String, Object> model = new HashMap<>();
        model.put("unit", unit);
        model.put("asOf", asOf.orElse(null));
        model.put("today", Times.date(clock.instant()));
        model.put("crumbs", crumbs(above, request));
        model.put("parent", above.isEmpty() ? null : above.get(above.size() - 1));
        model.put("facts", facts(unit, request));
        model.put("children", units.children(now.id()));
        Map<Boolean, List<UnitPeople.Holder>> holders = parts.people().on(now.id(), request).stream()
                .collect(Collectors.partitioningBy(UnitPeople.Holder::leads));
        model.put("holders", holders.get(true));
        model.put("staff", holders.get(false));
        model.put("sections", parts.sections().stream()
                .flatMap(section -> section.on(now, request).stream())
                .toList());
        model.put("panels", parts.panels().panels(PanelSource.Place.unit(now.id()), user));
        model.put("mayEdit", service.mayEdit(user, now));
        model.put("happened", history.ofUnit(now.id(), 8, request));
        model.put("last", history.last(UnitService.ENTITY, now.id(), request).orElse(null));
        return Response.page(FOLDER + "unit", model);
    }

    private Unit then(Unit now, AsOf asOf) {
        return changes.asOf(UnitService.ENTITY, now.id(), asOf.until(), Unit.class)
                .orElseThrow(() -> new NotFound("unit " + now.id() + " then"));
    }

    private Response history(Request request) {
        Unit unit = found(units, request);
        Map<String, Object> model = new HashMap<>();
        model.put("unit", unit);
        model.put("crumbs", crumbs(with(above(unit), unit), request));
        model.put("items", items(unit, request));
        model.put("happened", history.ofUnit(unit.id(), MOST, request));
        model.put("today", Times.date(clock.instant()));
        return Response.page(FOLDER + "history", model);
    }

    /** What has happened to the unit itself, and to its members when it is a group. */
    private List<HistoryItem> items(Unit unit, Request request) {
        return Stream.of(
                        history.of(UnitService.ENTITY, unit.id(), MOST, request),
                        history.of(UnitGroupService.ENTITY, unit.id(), MOST, request))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(HistoryItem::at).reversed())
                .limit(MOST)
                .toList();
    }

    /** An identifier with the name of its kind. */
    record Fact(String label, String value) {}

    private static List<Fact> facts(Unit unit, Request request) {
        return unit.identifiers().entrySet().stream()
                .map(e -> new Fact(schemeName(e.getKey(), request), e.getValue()))
                .toList();
    }

    static String schemeName(String scheme, Request request) {
        String key = "organisation.scheme." + scheme;
        return UnitForm.SCHEMES.contains(scheme)
                ? request.text(key)
                : scheme.substring(0, 1).toUpperCase(Locale.ROOT) + scheme.substring(1);
    }

    /** The units above, from the top. */
    private List<Unit> above(Unit unit) {
        if (unit.parentId() == null) {
            return List.of();
        }
        Map<Long, Unit> all = units.find(units.withAncestors(unit.parentId()));
        List<Unit> above = new ArrayList<>();
        Unit next = all.get(unit.parentId());
        while (next != null) {
            above.add(0, next);
            next = next.parentId() == null ? null : all.get(next.parentId());
        }
        return above;
    }

    private static List<Unit> with(List<Unit> above, Unit unit) {
        List<Unit> all = new ArrayList<>(above);
        all.add(unit);
        return all;
    }

    /** A link in the line that says where the page is. */
    record Crumb(String label, String href) {}

    private static List<Crumb> crumbs(List<Unit> above, Request request) {
        List<Crumb> crumbs = new ArrayList<>();
        crumbs.add(new Crumb(request.text("organisation.navigation"), "/units"));
        above.forEach(unit -> crumbs.add(new Crumb(unit.name(), "/units/" + unit.id())));
        return crumbs;
    }

    static Unit found(UnitRepository units, Request request) {
        String id = request.pathParameter("unit");
        return Ids.parse(id).stream()
                .boxed()
                .flatMap(number -> units.find(number).stream())
                .findFirst()
                .orElseThrow(() -> new NotFound("unit " + id));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
