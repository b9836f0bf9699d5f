package se.samsyn.core.planning;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Tab;
import se.samsyn.core.web.PageParts.Who;
import se.samsyn.core.web.Paging;

/** A unit's own activities, those without a goal: what is left, what is over and what has been removed. */
final class UnitActivityPages {

    private static final String TEMPLATE = "se/samsyn/core/planning/unit-activities";

    private final ActivityService activities;
    private final PlanningSurroundings around;

    UnitActivityPages(ActivityService activities, PlanningSurroundings around) {
        this.activities = activities;
        this.around = around;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/units/{unit}/activities", Access.permission(CorePermissions.PLAN_READ).on("unit"), this::list));
    }

    /** What the page shows. */
    public record ListView(
            long unitId,
            List<Crumb> crumbs,
            List<Tab> tabs,
            ActivityPart part,
            List<ActivityView> activities,
            Paging.Links pages,
            boolean mayEdit) {}

    private Response list(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Unit unit = unit(request, around);
        ActivityPart shown = part(request);
        Paging paging = Paging.of(request, "part");
        List<ActivityRow> rows = activities.ofUnit(user, unit.id(), shown, paging.offset(), paging.size());
        Map<Long, Who> people = around.people(
                rows.stream().flatMap(row -> row.activity().ownerIds().stream()).toList());
        Map<ActivityPart, Integer> counts = activities.countsOfUnit(unit.id());
        ListView view = new ListView(
                unit.id(),
                List.of(new Crumb(unit.name(), Addresses.unit(unit.id()))),
                Arrays.stream(ActivityPart.values())
                        .filter(part -> part != ActivityPart.REMOVED || counts.get(part) > 0 || part == shown)
                        .map(part -> new Tab(
                                request.text("planning.activities.part." + part),
                                address(unit.id(), part),
                                part == shown,
                                counts.get(part)))
                        .toList(),
                shown,
                rows.stream().map(row -> ActivityView.of(request, row, people, around.today())).toList(),
                paging.links(counts.get(shown)),
                user.may(CorePermissions.ACTIVITY_EDIT, unit.id()));
        return Response.page(TEMPLATE, Map.of("view", view));
    }

    private static String address(long unitId, ActivityPart part) {
        return Addresses.unitActivities(unitId)
                + (part == ActivityPart.OPEN ? "" : "?part=" + part.name().toLowerCase(Locale.ROOT));
    }

    private static ActivityPart part(Request request) {
        return Arrays.stream(ActivityPart.values())
                .filter(part -> part.name().toLowerCase(Locale.ROOT).equals(request.query("part")))
                .findFirst()
                .orElse(ActivityPart.OPEN);
    }

    /** The unit of ours that the address names. */
    static Unit unit(Request request, PlanningSurroundings around) {
        String id = request.pathParameter("unit");
        return Ids.parse(id).stream()
                .boxed()
                .flatMap(number -> around.units().find(number).stream())
                .filter(unit -> unit.standing() == Unit.Standing.OWN)
                .findFirst()
                .orElseThrow(() -> new NotFound("unit " + id));
    }
}
