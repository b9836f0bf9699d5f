package se.samsyn.core.planning;

import static se.samsyn.core.access.CorePermissions.PLAN_EDIT;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Plan.Decision;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.settings.Checksums;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import tools.jackson.databind.util.RawValue;

/** Plans over the REST interface. */
final class PlanEndpoints {

    private static final String ALL = "/api/v1/plans";
    private static final String ONE = "/api/v1/plans/{plan}";

    private static final Set<String> STEPS =
            Set.of("proposal", "returned", "correction", "adoptedOn", "decidedBy", "registryNumber");

    private final PlanService plans;
    private final PlanStates states;
    private final PlanEditions editions;
    private final PlanContents contents;
    private final Clock clock;

    PlanEndpoints(PlanService plans, PlanStates states, PlanEditions editions, PlanContents contents, Clock clock) {
        this.plans = plans;
        this.states = states;
        this.editions = editions;
        this.contents = contents;
        this.clock = clock;
    }

    /** A plan as it is sent; the decision is the latest that adopted it. */
    record PlanJson(
            String id,
            String planType,
            String unit,
            String period,
            String title,
            String state,
            int edition,
            @Nullable String adoptedOn,
            String decidedBy,
            String registryNumber,
            String correction,
            @Nullable String proposedBy,
            String proposal,
            String returned,
            int version) {

        static PlanJson of(Plan plan) {
            return new PlanJson(
                    Long.toString(plan.id()),
                    Long.toString(plan.planTypeId()),
                    Long.toString(plan.unitId()),
                    plan.period().text(),
                    plan.title(),
                    plan.state().name(),
                    plan.edition(),
                    plan.adoptedOn() == null ? null : plan.adoptedOn().toString(),
                    plan.decidedBy(),
                    plan.registryNumber(),
                    plan.correction(),
                    plan.proposedBy() == null ? null : Long.toString(plan.proposedBy()),
                    plan.proposal(),
                    plan.returned(),
                    plan.version());
        }
    }

    /** An adopted edition as it is sent; its content is read apart. */
    record PlanEditionJson(
            int edition,
            String adoptedOn,
            String decidedBy,
            String registryNumber,
            String correction,
            String recordedAt,
            String sha256) {

        static PlanEditionJson of(PlanEdition edition) {
            return new PlanEditionJson(
                    edition.number(),
                    edition.adoptedOn().toString(),
                    edition.decidedBy(),
                    edition.registryNumber(),
                    edition.correction(),
                    Times.text(edition.recordedAt()),
                    edition.sha256());
        }
    }

    /** What a plan is created from. */
    record NewPlan(String planType, String unit, String period, @Nullable String title) {}

    /**
     * What can be changed in a plan: its title, or its state. PROPOSED takes {@code proposal}; ADOPTED takes {@code adoptedOn},
     * {@code decidedBy} and {@code registryNumber}; DRAFT takes {@code returned} to hand a proposal back, {@code correction} to open
     * an adopted plan, and neither to take one's proposal back.
     */
    record PlanPatch(
            @Nullable String title,
            @Nullable String state,
            @Nullable String proposal,
            @Nullable String returned,
            @Nullable String correction,
            @Nullable String adoptedOn,
            @Nullable String decidedBy,
            @Nullable String registryNumber) {}

    List<Operation> operations() {
        Access read = Access.permission(PLAN_READ);
        Access edit = Access.permission(PLAN_EDIT);
        return List.of(
                Operation.list(ALL, read, this::list, "Lists plans", PlanJson.class, "unit", "period", "state"),
                Operation.read(ONE, read, this::read, "Reads a plan, as it was when asof is a day", PlanJson.class, "asof"),
                Operation.create(ALL, edit, this::create, "Creates a plan", NewPlan.class, PlanJson.class),
                Operation.change(
                        ONE, edit, this::change, "Renames, proposes, adopts or reopens a plan", PlanPatch.class, PlanJson.class),
                Operation.read(
                        ONE + "/content", read, this::content,
                        "Reads all of a plan as canonical JSON, the same for ever for a day that is over", PlanContent.class,
                        "asof"),
                Operation.list(ONE + "/editions", read, this::editions, "Lists adopted editions", PlanEditionJson.class),
                Operation.read(
                        ONE + "/editions/{edition}", read, this::edition, "Reads an edition as it was adopted, byte by byte",
                        PlanContent.class));
    }

    private Response list(Request request) {
        Listing listing = Listing.of(request);
        Period period = Queries.parsed(request, "period", Period::of, "rest.error.period");
        PlanQuery query = new PlanQuery(
                period, null, Queries.id(request, "unit"), Queries.choice(request, "state", Plan.State.class), Set.of());
        List<PlanRow> rows = plans.after(HttpRequest.user(request), query, listing.after(), listing.rowsToRead());
        return listing.answer(rows, row -> row.plan().id(), items -> items.stream()
                .map(row -> PlanJson.of(row.plan()))
                .toList());
    }

    private Response read(Request request) {
        Plan plan = plans.get(HttpRequest.user(request), Queries.pathId(request, "plan"));
        Optional<AsOf> asOf = AsOf.of(request, clock);
        return asOf.isEmpty()
                ? answer(200, plan)
                : Response.json(PlanJson.of(contents
                        .plan(plan.id(), asOf.get().until())
                        .orElseThrow(() -> new NotFound(request.path()))));
    }

    private Response content(Request request) {
        Plan plan = plans.get(HttpRequest.user(request), Queries.pathId(request, "plan"));
        Optional<AsOf> asOf = AsOf.of(request, clock);
        PlanContent content = asOf.isEmpty()
                ? contents.now(plan)
                : contents.asOf(plan.id(), asOf.get().until()).orElseThrow(() -> new NotFound(request.path()));
        return raw(content.json());
    }

    private Response editions(Request request) {
        Listing listing = Listing.of(request);
        List<PlanEdition> rows = editions.of(HttpRequest.user(request), Queries.pathId(request, "plan")).stream()
                .filter(edition -> edition.number() > listing.after())
                .sorted(Comparator.comparing(PlanEdition::number))
                .limit(listing.rowsToRead())
                .toList();
        return listing.answer(rows, PlanEdition::number, items -> items.stream().map(PlanEditionJson::of).toList());
    }

    private Response edition(Request request) {
        long plan = Queries.pathId(request, "plan");
        return raw(editions.content(HttpRequest.user(request), plan, PlanEditionPages.number(request)));
    }

    /** Written out as it is. */
    private static Response raw(String json) {
        return new Response.Json(200, new RawValue(json), Checksums.sha256(json.getBytes(StandardCharsets.UTF_8)));
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
        CurrentUser user = HttpRequest.user(request);
        long id = Queries.pathId(request, "plan");
        Plan plan = plans.get(user, id);
        int version = Precondition.version(request, "plan", id, plan.version());
        JsonBody body = JsonBody.of(
                request,
                Set.of(
                        "title", "state", "proposal", "returned", "correction", "adoptedOn", "decidedBy", "registryNumber"));
        Plan.State state = body.choice("state", Plan.State.class, plan.state());
        if (state == null || state == plan.state()) {
            String title = body.text("title", plan.title());
            STEPS.stream().filter(body::has).forEach(name -> body.reject(name, "planning.plan.error.nostep"));
            body.check();
            return answer(200, plans.rename(user, id, version, title));
        }
        if (body.has("title")) {
            body.reject("title", "planning.plan.error.step");
        }
        return answer(200, step(user, plan, version, state, body));
    }

    private Plan step(CurrentUser user, Plan plan, int version, Plan.State state, JsonBody body) {
        String proposal = text(body, "proposal");
        String returned = text(body, "returned");
        String correction = text(body, "correction");
        Decision decision = state == Plan.State.ADOPTED ? decision(body) : null;
        body.check();
        if (decision != null) {
            return states.adopt(user, plan.id(), version, decision);
        }
        if (state == Plan.State.PROPOSED) {
            return states.propose(user, plan.id(), version, proposal);
        }
        if (plan.state() == Plan.State.ADOPTED) {
            return states.correct(user, plan.id(), version, correction);
        }
        return returned.isEmpty()
                ? states.withdraw(user, plan.id(), version)
                : states.handBack(user, plan.id(), version, returned);
    }

    private static Decision decision(JsonBody body) {
        LocalDate on = body.required("adoptedOn", body.date("adoptedOn", null));
        return new Decision(
                on == null ? LocalDate.MIN : on, text(body, "decidedBy"), text(body, "registryNumber"));
    }

    private static String text(JsonBody body, String name) {
        String text = body.optionalText(name, "");
        return text == null ? "" : text;
    }

    private static Response answer(int status, Plan plan) {
        return new Response.Json(status, PlanJson.of(plan), Integer.toString(plan.version()));
    }
}
