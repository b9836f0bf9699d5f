package se.samsyn.core.planning;

import static se.samsyn.core.access.CorePermissions.GOAL_EDIT;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.field.Fields;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;

/** Goals over the REST interface. */
final class GoalEndpoints {

    private static final String ALL = "/api/v1/goals";
    private static final String ONE = "/api/v1/goals/{goal}";

    private final GoalService goals;
    private final Fields fields;

    GoalEndpoints(GoalService goals, Fields fields) {
        this.goals = goals;
        this.fields = fields;
    }

    /** A goal as it is sent; {@code links} from the id of a goal above to what this goal does with it. */
    record GoalJson(
            String id,
            String plan,
            String unit,
            String period,
            String level,
            String title,
            String description,
            @Nullable String owner,
            Map<String, String> links,
            List<String> indicators,
            @Nullable String previousGoal,
            Map<String, String> customFields,
            boolean removed,
            int version) {

        static GoalJson of(GoalRow row, Fields fields) {
            Goal goal = row.goal();
            return new GoalJson(
                    Long.toString(goal.id()),
                    Long.toString(goal.planId()),
                    Long.toString(row.unitId()),
                    row.period().text(),
                    Long.toString(goal.levelId()),
                    goal.title(),
                    goal.description(),
                    text(goal.ownerId()),
                    links(goal.links()),
                    goal.indicatorIds().stream().map(String::valueOf).toList(),
                    text(goal.previousGoalId()),
                    fields.known(goal.customFields()),
                    goal.removed(),
                    goal.version());
        }

        private static Map<String, String> links(List<Goal.Link> links) {
            Map<String, String> json = new TreeMap<>();
            links.forEach(link -> json.put(
                    Long.toString(link.upperGoalId()), link.kind().name()));
            return json;
        }

        private static @Nullable String text(@Nullable Long id) {
            return id == null ? null : Long.toString(id);
        }
    }

    /** What a goal is created from, and what can be changed in it. */
    record GoalBody(
            String plan,
            String level,
            String title,
            @Nullable String description,
            @Nullable String owner,
            Map<String, String> links,
            List<String> indicators,
            @Nullable String previousGoal,
            Map<String, @Nullable String> customFields) {}

    List<Operation> operations() {
        Access read = Access.permission(PLAN_READ);
        Access edit = Access.permission(GOAL_EDIT);
        return List.of(
                Operation.list(ALL, read, this::list, "Lists goals", GoalJson.class, "plan", "unit", "period", "owner"),
                Operation.read(ONE, read, this::read, "Reads a goal", GoalJson.class),
                Operation.create(ALL, edit, this::create, "Creates a goal", GoalBody.class, GoalJson.class),
                Operation.change(ONE, edit, this::change, "Changes a goal", GoalBody.class, GoalJson.class));
    }

    private Response list(Request request) {
        Listing listing = Listing.of(request);
        GoalQuery query = new GoalQuery(
                Queries.id(request, "plan"),
                Queries.id(request, "unit"),
                Queries.parsed(request, "period", Period::of, "rest.error.period"),
                Queries.id(request, "owner"));
        List<GoalRow> rows = goals.after(HttpRequest.user(request), query, listing.after(), listing.rowsToRead());
        return listing.answer(
                rows, row -> row.goal().id(), items -> items.stream().map(row -> GoalJson.of(row, fields)).toList());
    }

    private Response read(Request request) {
        return answer(request, 200, Queries.pathId(request, "goal"));
    }

    private Response create(Request request) {
        JsonBody body = JsonBody.of(
                request,
                Set.of("plan", "level", "title", "description", "owner", "links", "indicators", "previousGoal",
                        "customFields"));
        Long plan = body.required("plan", body.id("plan", null));
        Long level = body.required("level", body.id("level", null));
        GoalDraft draft = draft(body, GoalDraft.titled(level == null ? 0 : level, ""));
        body.check();
        Goal goal = goals.create(HttpRequest.user(request), plan, draft);
        return answer(request, 201, goal.id());
    }

    private Response change(Request request) {
        long id = Queries.pathId(request, "goal");
        CurrentUser user = HttpRequest.user(request);
        Goal goal = goals.get(user, id);
        int version = Precondition.version(request, GoalService.ENTITY, id, goal.version());
        JsonBody body = JsonBody.of(
                request,
                Set.of(
                        "level", "title", "description", "owner", "links", "indicators", "previousGoal",
                        "customFields"));
        GoalDraft draft = draft(body, GoalDraft.of(goal));
        body.check();
        goals.edit(user, id, version, draft);
        return answer(request, 200, id);
    }

    private static GoalDraft draft(JsonBody body, GoalDraft current) {
        Long level = body.required("level", body.id("level", current.levelId()));
        String description = body.optionalText("description", current.description());
        return new GoalDraft(
                level == null ? 0 : level,
                body.text("title", current.title()),
                description == null ? "" : description,
                body.id("owner", current.ownerId()),
                links(body, current.links()),
                body.ids("indicators", current.indicatorIds()),
                body.id("previousGoal", current.previousGoalId()),
                body.patch("customFields", current.customFields()));
    }

    private static List<Goal.Link> links(JsonBody body, List<Goal.Link> current) {
        if (!body.has("links")) {
            return current;
        }
        List<Goal.Link> links = new ArrayList<>();
        body.texts("links", Map.of()).forEach((upper, kind) -> {
            OptionalLong id = Ids.parse(upper);
            Goal.LinkKind parsed = JsonBody.constant(kind, Goal.LinkKind.class);
            if (id.isPresent() && parsed != null) {
                links.add(new Goal.Link(id.getAsLong(), parsed));
            } else {
                body.reject("links", "rest.error.links");
            }
        });
        return links;
    }

    private Response answer(Request request, int status, long id) {
        GoalRow row = goals.row(HttpRequest.user(request), id);
        return new Response.Json(
                status, GoalJson.of(row, fields), Integer.toString(row.goal().version()));
    }
}
