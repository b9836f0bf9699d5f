package se.samsyn.core.planning;

import static se.samsyn.core.access.CorePermissions.PLAN_EDIT;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;

/** Plans over the REST interface. */
final class PlanEndpoints {

    private static final String ALL = "/api/v1/plans";
    private static final String ONE = "/api/v1/plans/{plan}";

    private final PlanService plans;

    PlanEndpoints(PlanService plans) {
        this.plans = plans;
    }

    /** A plan as it is sent. */
    record PlanJson(String id, String planType, String unit, String period, String title, String state, int version) {

        static PlanJson of(Plan plan) {
            return new PlanJson(
                    Long.toString(plan.id()),
                    Long.toString(plan.planTypeId()),
                    Long.toString(plan.unitId()),
                    plan.period().text(),
                    plan.title(),
                    plan.state().name(),
                    plan.version());
        }
    }

    /** What a plan is created from. */
    record NewPlan(String planType, String unit, String period, @Nullable String title) {}

    /** What can be changed in a plan. */
    record PlanPatch(String title) {}

    List<Operation> operations() {
        Access read = Access.permission(PLAN_READ);
        Access edit = Access.permission(PLAN_EDIT);
        return List.of(
                Operation.list(ALL, read, this::list, "Lists plans", PlanJson.class, "unit", "period"),
                Operation.read(ONE, read, this::read, "Reads a plan", PlanJson.class),
                Operation.create(ALL, edit, this::create, "Creates a plan", NewPlan.class, PlanJson.class),
                Operation.change(ONE, edit, this::change, "Renames a plan", PlanPatch.class, PlanJson.class));
    }

    private Response list(Request request) {
        Listing listing = Listing.of(request);
        Period period = Queries.parsed(request, "period", Period::of, "rest.error.period");
        PlanQuery query = new PlanQuery(period, null, Queries.id(request, "unit"), Set.of());
        List<PlanRow> rows = plans.after(HttpRequest.user(request), query, listing.after(), listing.rowsToRead());
        return listing.answer(rows, row -> row.plan().id(), items -> items.stream()
                .map(row -> PlanJson.of(row.plan()))
                .toList());
    }

    private Response read(Request request) {
        return answer(200, plans.get(HttpRequest.user(request), Queries.pathId(request, "plan")));
    }

    private Response create(Request request) {
        JsonBody body = JsonBody.of(request, Set.of("planType", "unit", "period", "title"));
        Long type = body.required("planType", body.id("planType", null));
        Long unit = body.required("unit", body.id("unit", null));
        Period period = body.required("period", body.parsed("period", null, Period::of, "rest.error.period"));
        String title = body.optionalText("title", "");
        body.check();
        return answer(201, plans.create(HttpRequest.user(request), type, unit, period, title == null ? "" : title));
    }

    private Response change(Request request) {
        long id = Queries.pathId(request, "plan");
        Plan plan = plans.get(HttpRequest.user(request), id);
        int version = Precondition.version(request, "plan", id, plan.version());
        JsonBody body = JsonBody.of(request, Set.of("title"));
        String title = body.text("title", plan.title());
        body.check();
        return answer(200, plans.rename(HttpRequest.user(request), id, version, title));
    }

    private static Response answer(int status, Plan plan) {
        return new Response.Json(status, PlanJson.of(plan), Integer.toString(plan.version()));
    }
}
