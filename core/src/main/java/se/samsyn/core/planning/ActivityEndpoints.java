package se.samsyn.core.planning;

import static se.samsyn.core.access.CorePermissions.ACTIVITY_EDIT;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;

/** Activities over the REST interface. */
final class ActivityEndpoints {

    private static final String ALL = "/api/v1/activities";
    private static final String ONE = "/api/v1/activities/{activity}";

    private final ActivityService activities;

    ActivityEndpoints(ActivityService activities) {
        this.activities = activities;
    }

    /** An activity as it is sent. */
    record ActivityJson(
            String id,
            @Nullable String goal,
            String unit,
            String title,
            String description,
            List<String> owners,
            @Nullable String starts,
            @Nullable String due,
            String state,
            int progress,
            @Nullable String cause,
            @Nullable String origin,
            @Nullable String previousActivity,
            boolean removed,
            int version) {

        static ActivityJson of(ActivityRow row) {
            Activity activity = row.activity();
            return new ActivityJson(
                    Long.toString(activity.id()),
                    activity.goalId() == null ? null : Long.toString(activity.goalId()),
                    Long.toString(row.unitId()),
                    activity.title(),
                    activity.description(),
                    activity.ownerIds().stream().map(String::valueOf).toList(),
                    activity.starts() == null ? null : activity.starts().toString(),
                    activity.due() == null ? null : activity.due().toString(),
                    activity.state().name(),
                    activity.progress(),
                    activity.causeId() == null ? null : Long.toString(activity.causeId()),
                    activity.origin() == null ? null : activity.origin().text(),
                    activity.previousActivityId() == null ? null : Long.toString(activity.previousActivityId()),
                    activity.removed(),
                    activity.version());
        }
    }

    /** What an activity is created from, on a goal or as a unit's own, and what can be changed in it. */
    record ActivityBody(
            @Nullable String goal,
            @Nullable String unit,
            String title,
            @Nullable String description,
            List<String> owners,
            @Nullable String starts,
            @Nullable String due,
            @Nullable String state,
            @Nullable Integer progress,
            @Nullable String cause) {}

    List<Operation> operations() {
        Access read = Access.permission(PLAN_READ);
        Access edit = Access.permission(ACTIVITY_EDIT);
        return List.of(
                Operation.list(
                        ALL, read, this::list, "Lists activities", ActivityJson.class, "goal", "unit", "owner", "state"),
                Operation.read(ONE, read, this::read, "Reads an activity", ActivityJson.class),
                Operation.create(ALL, edit, this::create, "Creates an activity", ActivityBody.class, ActivityJson.class),
                Operation.change(ONE, edit, this::change, "Changes an activity", ActivityBody.class, ActivityJson.class));
    }

    private Response list(Request request) {
        Listing listing = Listing.of(request);
        ActivityQuery query = new ActivityQuery(
                Queries.id(request, "goal"),
                Queries.id(request, "unit"),
                Queries.id(request, "owner"),
                Queries.choice(request, "state", Activity.State.class));
        List<ActivityRow> rows =
                activities.after(HttpRequest.user(request), query, listing.after(), listing.rowsToRead());
        return listing.answer(
                rows, row -> row.activity().id(), items -> items.stream().map(ActivityJson::of).toList());
    }

    private Response read(Request request) {
        return answer(request, 200, Queries.pathId(request, "activity"));
    }

    private Response create(Request request) {
        JsonBody body = JsonBody.of(
                request, Set.of("goal", "unit", "title", "description", "owners", "starts", "due", "state", "progress",
                        "cause"));
        @Nullable Long unit = body.id("unit", null);
        @Nullable Long goal = unit == null ? body.required("goal", body.id("goal", null)) : body.id("goal", null);
        ActivityDraft draft = draft(body, ActivityDraft.titled(""));
        if (unit != null && goal != null) {
            body.reject("unit", "planning.activity.error.goalorunit");
        }
        body.check();
        CurrentUser user = HttpRequest.user(request);
        Activity activity = unit == null
                ? activities.create(user, goal, draft)
                : activities.createOnUnit(user, unit, draft, null);
        return answer(request, 201, activity.id());
    }

    private Response change(Request request) {
        long id = Queries.pathId(request, "activity");
        CurrentUser user = HttpRequest.user(request);
        Activity activity = activities.get(user, id);
        int version = Precondition.version(request, ActivityService.ENTITY, id, activity.version());
        JsonBody body =
                JsonBody.of(request, Set.of(
                        "title", "description", "owners", "starts", "due", "state", "progress", "cause"));
        ActivityDraft draft = draft(body, ActivityDraft.of(activity));
        body.check();
        activities.edit(user, id, version, draft);
        return answer(request, 200, id);
    }

    private static ActivityDraft draft(JsonBody body, ActivityDraft current) {
        String description = body.optionalText("description", current.description());
        Activity.State state = body.required("state", body.choice("state", Activity.State.class, current.state()));
        return new ActivityDraft(
                body.text("title", current.title()),
                description == null ? "" : description,
                body.ids("owners", current.ownerIds()),
                body.date("starts", current.starts()),
                body.date("due", current.due()),
                state == null ? current.state() : state,
                body.wholeNumber("progress", current.progress()),
                body.id("cause", current.causeId()));
    }

    private Response answer(Request request, int status, long id) {
        ActivityRow row = activities.row(HttpRequest.user(request), id);
        return new Response.Json(
                status, ActivityJson.of(row), Integer.toString(row.activity().version()));
    }
}
