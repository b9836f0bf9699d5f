package se.samsyn.core.followup;

import static se.samsyn.core.access.CorePermissions.ASSESSMENT_WRITE;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Cause;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;

/** Analyses over the REST interface. */
final class AnalysisEndpoints {

    private static final String ALL = "/api/v1/analyses";
    private static final String ONE = "/api/v1/analyses/{analysis}";

    private final AnalysisService analyses;

    AnalysisEndpoints(AnalysisService analyses) {
        this.analyses = analyses;
    }

    /** A cause; the id is null for one that is new, the verdict until something has been concluded. */
    record CauseJson(
            @Nullable String id,
            String text,
            String evidenceFor,
            String evidenceAgainst,
            @Nullable String verdict) {}

    /** An analysis as it is sent; the goal is null when it is of the unit across its goals. */
    record AnalysisJson(
            String id,
            String followUp,
            @Nullable String goal,
            List<String> goals,
            String result,
            List<CauseJson> causes,
            String conclusion,
            @Nullable String author,
            @Nullable String writtenAt,
            int version) {

        static AnalysisJson of(Analysis analysis) {
            return new AnalysisJson(
                    Long.toString(analysis.id()),
                    Long.toString(analysis.followUpId()),
                    text(analysis.goalId()),
                    analysis.goalIds().stream().map(String::valueOf).toList(),
                    analysis.result(),
                    analysis.causes().stream()
                            .map(cause -> new CauseJson(
                                    Long.toString(cause.id()),
                                    cause.text(),
                                    cause.evidenceFor(),
                                    cause.evidenceAgainst(),
                                    text(cause.verdict())))
                            .toList(),
                    analysis.conclusion(),
                    text(analysis.authorId()),
                    text(analysis.writtenAt()),
                    analysis.version());
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }

    /** The first analysis of a goal in a follow-up or, without a goal, of the unit across its goals. */
    record NewAnalysis(
            String followUp,
            @Nullable String goal,
            List<String> goals,
            @Nullable String result,
            List<CauseJson> causes,
            @Nullable String conclusion) {}

    /** What can be changed in an analysis; causes are sent all together, and those left out are taken away. */
    record AnalysisPatch(
            List<String> goals, @Nullable String result, List<CauseJson> causes, @Nullable String conclusion) {}

    List<Operation> operations() {
        Access read = Access.permission(PLAN_READ);
        Access write = Access.permission(ASSESSMENT_WRITE);
        return List.of(
                Operation.list(
                        ALL, read, this::list, "Lists analyses", AnalysisJson.class, "goal", "unit", "followUp", "period"),
                Operation.read(ONE, read, this::read, "Reads an analysis", AnalysisJson.class),
                Operation.create(
                        ALL, write, this::create, "Analyses a result in a follow-up", NewAnalysis.class, AnalysisJson.class),
                Operation.change(ONE, write, this::change, "Changes an analysis", AnalysisPatch.class, AnalysisJson.class));
    }

    private Response list(Request request) {
        Listing listing = Listing.of(request);
        AssessmentFilter filter = new AssessmentFilter(
                Queries.id(request, "goal"),
                Queries.id(request, "unit"),
                Queries.id(request, "followUp"),
                Queries.parsed(request, "period", Period::of, "rest.error.period"));
        List<Analysis> rows = analyses.page(HttpRequest.user(request), filter, listing.after(), listing.rowsToRead());
        return listing.answer(rows, Analysis::id, items -> items.stream().map(AnalysisJson::of).toList());
    }

    private Response read(Request request) {
        return answer(200, analyses.get(HttpRequest.user(request), Queries.pathId(request, "analysis")));
    }

    private Response create(Request request) {
        JsonBody body = JsonBody.of(request, Set.of("followUp", "goal", "goals", "result", "causes", "conclusion"));
        Long followUp = body.required("followUp", body.id("followUp", null));
        Long goal = body.id("goal", null);
        Findings findings = findings(body, Findings.EMPTY);
        body.check();
        return answer(201, analyses.write(HttpRequest.user(request), followUp, goal, 0, findings));
    }

    private Response change(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Analysis current = analyses.get(user, Queries.pathId(request, "analysis"));
        int version = Precondition.version(request, AnalysisService.ENTITY, current.id(), current.version());
        JsonBody body = JsonBody.of(request, Set.of("goals", "result", "causes", "conclusion"));
        Findings findings = findings(body, current.findings());
        body.check();
        return answer(200, analyses.write(user, current.followUpId(), current.goalId(), version, findings));
    }

    private static Findings findings(JsonBody body, Findings current) {
        return new Findings(
                body.ids("goals", current.goalIds()),
                text(body, "result", current.result()),
                body.has("causes") ? causes(body) : current.causes(),
                text(body, "conclusion", current.conclusion()));
    }

    private static List<Cause> causes(JsonBody body) {
        List<Cause> causes = new ArrayList<>();
        for (JsonBody cause : body.objects("causes", Set.of("id", "text", "evidenceFor", "evidenceAgainst", "verdict"))) {
            Long id = cause.id("id", null);
            causes.add(new Cause(
                    id == null ? 0 : id,
                    cause.text("text", ""),
                    text(cause, "evidenceFor", ""),
                    text(cause, "evidenceAgainst", ""),
                    cause.choice("verdict", Cause.Verdict.class, null)));
        }
        return causes;
    }

    private static String text(JsonBody body, String name, String current) {
        String text = body.optionalText(name, current);
        return text == null ? "" : text;
    }

    private static Response answer(int status, Analysis analysis) {
        return new Response.Json(status, AnalysisJson.of(analysis), Integer.toString(analysis.version()));
    }
}
