package se.samsyn.core.planning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.StaleVersion;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Who;

/** An activity's page, taking it away and putting it back. */
final class ActivityPages {

    private static final String TEMPLATE = "se/samsyn/core/planning/activity";
    private static final String MY_PAGE = "/my-page";
    private static final int HISTORY = 50;

    private final ActivityService activities;
    private final ActivityCauses causes;
    private final PlanPast past;
    private final PlanningSurroundings around;

    ActivityPages(
            ActivityService activities, ActivityCauses causes, PlanPast past, PlanningSurroundings around) {
        this.activities = activities;
        this.causes = causes;
        this.past = past;
        this.around = around;
    }

    List<Route> routes() {
        Access edit = Access.permission(CorePermissions.ACTIVITY_EDIT);
        return List.of(
                Route.get("/activities/{activity}", Access.permission(CorePermissions.PLAN_READ), this::activity),
                Route.post("/activities/{activity}/done", Access.permission(CorePermissions.PLAN_READ), this::done),
                Route.post("/activities/{activity}/reopen", Access.permission(CorePermissions.PLAN_READ), this::reopen),
                Route.post("/activities/{activity}/remove", edit, this::remove),
                Route.post("/activities/{activity}/restore", edit, this::restore));
    }

    /** What an activity's page shows. */
    public record ActivityPageView(
            Activity activity,
            ActivityView shown,
            @Nullable String goalHref,
            String unitHref,
            @Nullable FoundCause cause,
            @Nullable String originHref,
            @Nullable ActivityRow previous,
            @Nullable ActivityRow next,
            List<Crumb> crumbs,
            boolean mayEdit,
            boolean mayReport,
            @Nullable AsOf asOf,
            String today,
            List<HistoryItem> history) {

        public @Nullable HistoryItem last() {
            return history.isEmpty() ? null : history.get(0);
        }

        public String path() {
            return Addresses.activity(activity.id());
        }
    }

    private Response activity(Request request) {
        Activity activity = activities.row(HttpRequest.user(request), id(request)).activity();
        return around.notYet(
                        request,
                        ActivityService.ENTITY,
                        activity.id(),
                        activity.title(),
                        Addresses.activity(activity.id()))
                .orElseGet(() -> page(request, Form.of(Map.of())));
    }

    private Response.Page page(Request request, Form form) {
        CurrentUser user = HttpRequest.user(request);
        ActivityRow now = activities.row(user, id(request));
        Optional<AsOf> asOf = AsOf.of(request, around.clock());
        ActivityRow row = asOf.map(at -> past.activity(now, at(at, now.activity()), at.until())).orElse(now);
        boolean reads = user.may(CorePermissions.PLAN_READ, now.unitId());
        Map<Long, Who> people = around.people(row.activity().ownerIds());
        ActivityPageView view = new ActivityPageView(
                row.activity(),
                ActivityView.of(request, row, people, asOf.map(AsOf::date).orElse(around.today())),
                reads && now.goal() != null ? Addresses.goal(now.goal().id()) : null,
                Addresses.unit(now.unitId()),
                cause(user, row.activity()),
                originHref(user, row.activity()),
                other(user, row.activity().previousActivityId()),
                asOf.isPresent() ? null : other(user, activities.successors(List.of(now.activity().id())).get(now.activity().id())),
                ActivityPlace.of(now).crumbs(request),
                asOf.isEmpty() && user.may(CorePermissions.ACTIVITY_EDIT, now.unitId()),
                asOf.isEmpty() && activities.mayReport(user, now),
                asOf.orElse(null),
                around.today().toString(),
                around.history().of(ActivityService.ENTITY, row.activity().id(), HISTORY, request));
        return Response.page(TEMPLATE, Map.of("view", view, "form", form));
    }

    /** Where the activity comes from can be gone to while the plugin that made it is on, by those who find it there. */
    private @Nullable String originHref(CurrentUser user, Activity activity) {
        Activity.Origin origin = activity.origin();
        return origin != null && around.leads().test(user, origin) ? origin.address() : null;
    }

    /** The same activity in another year's plan, for those who may read that. */
    private @Nullable ActivityRow other(CurrentUser user, @Nullable Long id) {
        return id == null ? null : activities.rows(user, List.of(id)).stream().findFirst().orElse(null);
    }

    private @Nullable FoundCause cause(CurrentUser user, Activity activity) {
        Long id = activity.causeId();
        return id == null ? null : causes.of(user, List.of(id)).get(id);
    }

    private Activity at(AsOf asOf, Activity activity) {
        return around.changes()
                .asOf(ActivityService.ENTITY, activity.id(), asOf.until(), Activity.class)
                .orElseThrow();
    }

    /** From 'Min sida' it is taken back there as well, so that nobody loses their place. */
    private Response done(Request request) {
        return inActivity(request, (user, version) -> {
            Activity activity = activities.complete(user, id(request), version);
            String back = fromMyPage(request) ? MY_PAGE + "?done=" + activity.id() : Addresses.activity(activity.id());
            return Response.redirect(back).withNotice("planning.activity.isdone", activity.title());
        });
    }

    private Response reopen(Request request) {
        return inActivity(request, (user, version) -> {
            Activity activity = activities.reopen(user, id(request), version);
            return Response.redirect(fromMyPage(request) ? MY_PAGE : Addresses.activity(activity.id()))
                    .withNotice("planning.activity.reopened", activity.title());
        });
    }

    private static boolean fromMyPage(Request request) {
        return "my-page".equals(request.form("from"));
    }

    private Response remove(Request request) {
        return inActivity(request, (user, version) -> {
            ActivityRow row = activities.row(user, id(request));
            Activity activity = activities.remove(user, id(request), version);
            return Response.redirect(Addresses.list(row))
                    .withNotice("planning.activity.removed", activity.title());
        });
    }

    private Response restore(Request request) {
        return inActivity(request, (user, version) -> {
            ActivityRow row = activities.row(user, id(request));
            Activity activity = activities.restore(user, id(request), version);
            return Response.redirect(Addresses.list(row))
                    .withNotice("planning.activity.restored", activity.title());
        });
    }

    private interface Act {
        Response on(CurrentUser user, int version);
    }

    /** Does what has no form of its own; when someone else came before, the activity is shown as it is now. */
    private Response inActivity(Request request, Act act) {
        Form form = Form.of(request);
        try {
            return act.on(HttpRequest.user(request), version(form, "version"));
        } catch (StaleVersion stale) {
            return page(request, form.reject("", request.text("web.error.stale"))).withStatus(409);
        }
    }

    static int version(Form form, String field) {
        return (int) Ids.parse(form.value(field)).orElse(0);
    }

    static long id(Request request) {
        return Ids.parse(request.pathParameter("activity"))
                .orElseThrow(() -> new NotFound("activity " + request.pathParameter("activity")));
    }
}
