package se.samsyn.core.followup;

import static se.samsyn.core.access.CorePermissions.ASSESSMENT_WRITE;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;

/** Assessments over the REST interface. */
final class AssessmentEndpoints {

    private static final String ALL = "/api/v1/assessments";
    private static final String ONE = "/api/v1/assessments/{assessment}";
    private static final Set<String> JUDGEMENT = Set.of("status", "trend", "comment", "reason");

    private final AssessmentService assessments;

    AssessmentEndpoints(AssessmentService assessments) {
        this.assessments = assessments;
    }

    /** An assessment as it is sent; the status is null until it has been judged, the one proposed where figures say nothing. */
    record AssessmentJson(
            String id,
            String followUp,
            String goal,
            String unit,
            String period,
            @Nullable String status,
            @Nullable String trend,
            String comment,
            @Nullable String proposed,
            @Nullable String reason,
            @Nullable String author,
            boolean unchanged,
            @Nullable String assessedAt,
            boolean handedIn,
            int version) {

        static AssessmentJson of(Stated stated) {
            Assessment assessment = stated.assessment();
            return new AssessmentJson(
                    Long.toString(assessment.id()),
                    Long.toString(assessment.followUpId()),
                    Long.toString(assessment.goalId()),
                    Long.toString(stated.unitId()),
                    stated.period().text(),
                    text(assessment.status()),
                    text(assessment.trend()),
                    assessment.comment(),
                    text(assessment.proposed()),
                    assessment.reason(),
                    text(assessment.authorId()),
                    assessment.unchanged(),
                    text(assessment.assessedAt()),
                    stated.handedIn(),
                    assessment.version());
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }

    /** The first judgement of a goal in a follow-up. */
    record NewAssessment(
            String followUp,
            String goal,
            @Nullable String status,
            @Nullable String trend,
            @Nullable String comment,
            @Nullable String reason) {}

    /** What can be changed in an assessment. */
    record AssessmentPatch(
            @Nullable String status, @Nullable String trend, @Nullable String comment, @Nullable String reason) {}

    List<Operation> operations() {
        Access read = Access.permission(PLAN_READ);
        Access write = Access.permission(ASSESSMENT_WRITE);
        return List.of(
                Operation.list(
                        ALL, read, this::list, "Lists assessments", AssessmentJson.class, "goal", "unit", "followUp", "period"),
                Operation.read(ONE, read, this::read, "Reads an assessment", AssessmentJson.class),
                Operation.create(
                        ALL, write, this::create, "Judges a goal in a follow-up", NewAssessment.class, AssessmentJson.class),
                Operation.change(
                        ONE, write, this::change, "Changes an assessment", AssessmentPatch.class, AssessmentJson.class));
    }

    private Response list(Request request) {
        Listing listing = Listing.of(request);
        AssessmentFilter filter = new AssessmentFilter(
                Queries.id(request, "goal"),
                Queries.id(request, "unit"),
                Queries.id(request, "followUp"),
                Queries.parsed(request, "period", Period::of, "rest.error.period"));
        List<Stated> rows =
                assessments.page(HttpRequest.user(request), filter, listing.after(), listing.rowsToRead());
        return listing.answer(rows, row -> row.assessment().id(), items -> items.stream()
                .map(AssessmentJson::of)
                .toList());
    }

    private Response read(Request request) {
        return answer(request, 200, Queries.pathId(request, "assessment"));
    }

    private Response create(Request request) {
        JsonBody body = JsonBody.of(request, Set.of("followUp", "goal", "status", "trend", "comment", "reason"));
        Long followUp = body.required("followUp", body.id("followUp", null));
        Long goal = body.required("goal", body.id("goal", null));
        Judgement judgement = judgement(body, Judgement.EMPTY);
        body.check();
        CurrentUser user = HttpRequest.user(request);
        Assessment unjudged = assessments.of(user, followUp, goal);
        assessments.write(user, unjudged.id(), 0, judgement);
        return answer(request, 201, unjudged.id());
    }

    private Response change(Request request) {
        long id = Queries.pathId(request, "assessment");
        CurrentUser user = HttpRequest.user(request);
        Assessment current = assessments.get(user, id).assessment();
        int version = Precondition.version(request, AssessmentService.ENTITY, id, current.version());
        JsonBody body = JsonBody.of(request, JUDGEMENT);
        Judgement judgement = judgement(body, current.judgement());
        body.check();
        assessments.write(user, id, version, judgement);
        return answer(request, 200, id);
    }

    private static Judgement judgement(JsonBody body, Judgement current) {
        String comment = body.optionalText("comment", current.comment());
        String reason = body.optionalText("reason", current.reason());
        return new Judgement(
                body.choice("status", Status.class, current.status()),
                body.choice("trend", Assessment.Trend.class, current.trend()),
                comment == null ? "" : comment,
                reason == null ? "" : reason);
    }

    private Response answer(Request request, int status, long id) {
        Stated stated = assessments.get(HttpRequest.user(request), id);
        return new Response.Json(
                status,
                AssessmentJson.of(stated),
                Integer.toString(stated.assessment().version()));
    }
}
