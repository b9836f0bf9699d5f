package se.samsyn.core.planning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.planning.GoalCarryOver.Taken;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;

/** Taking along from last year's plan over the REST interface. */
final class CarryOverEndpoints {

    private final GoalCarryOver carryOver;

    CarryOverEndpoints(GoalCarryOver carryOver) {
        this.carryOver = carryOver;
    }

    /** The goals of the earlier plan that go on, and the activities of theirs that do. */
    record CarryOverBody(List<String> goals, List<String> activities) {}

    /** What came of them in the plan. */
    record CarriedJson(List<String> goals, List<String> activities) {}

    List<Operation> operations() {
        return List.of(Operation.create(
                "/api/v1/plans/{plan}/carry-over",
                Access.permission(CorePermissions.GOAL_EDIT),
                this::carry,
                "Takes goals and activities along from the unit's earlier plan of the same model",
                CarryOverBody.class,
                CarriedJson.class));
    }

    private Response carry(Request request) {
        long plan = Queries.pathId(request, "plan");
        JsonBody body = JsonBody.of(request, Set.of("goals", "activities"));
        Set<Long> goals = new HashSet<>(body.ids("goals", List.of()));
        Set<Long> activities = new HashSet<>(body.ids("activities", List.of()));
        body.check();
        Taken taken = carryOver.carry(HttpRequest.user(request), plan, goals, activities);
        return new Response.Json(
                201,
                new CarriedJson(
                        taken.goals().stream().map(goal -> Long.toString(goal.id())).toList(),
                        taken.activities().stream().map(activity -> Long.toString(activity.id())).toList()),
                null);
    }
}
