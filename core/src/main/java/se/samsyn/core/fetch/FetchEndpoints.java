package se.samsyn.core.fetch;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.imports.ImportService.Said;
import se.samsyn.core.imports.Verdict.Difference;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;

/** Fetching over the REST interface. */
final class FetchEndpoints {

    private static final String ALL = "/api/v1/fetches";
    private static final String ONE = ALL + "/{fetch}";
    private static final String SOURCE = "/api/v1/fetch-sources/{source}";

    private final FetchService service;

    FetchEndpoints(FetchService service) {
        this.service = service;
    }

    /** A run as it is sent; {@code person} is null for the night's work. */
    record FetchJson(
            String id,
            String source,
            String state,
            @Nullable String person,
            String asked,
            @Nullable String ended,
            int requests,
            FetchRun.Counts counts,
            List<String> reasons) {

        static FetchJson of(FetchRun run, Request request) {
            return new FetchJson(
                    Long.toString(run.id()),
                    run.source().code(),
                    run.state().name(),
                    run.personId() == null ? null : Long.toString(run.personId()),
                    run.asked().toString(),
                    run.ended() == null ? null : run.ended().toString(),
                    run.requests(),
                    run.counts(),
                    run.reasons().stream().map(said -> text(said, request)).toList());
        }

        private static String text(Said said, Request request) {
            return request.text(said.key(), said.arguments().toArray());
        }
    }

    /** What a run is asked for with: the source, and whether what is doubtful is to be saved all the same. */
    record NewFetch(String source, @Nullable Boolean confirmed) {}

    /** {@code CANCELLED} ends a run; nothing else can be said of one. */
    record FetchPatch(String state) {}

    /** Something that a run changed of what was there, or could not use. */
    record FetchRowJson(int number, String state, String what, @Nullable String reason, List<Difference> changes) {}

    /** Whether a source is fetched every night. */
    record SourceJson(String source, boolean nightly, int version) {}

    /** What can be changed in a source. */
    record SourcePatch(boolean nightly) {}

    List<Operation> operations() {
        Access access = Access.permission(CorePermissions.IMPORT_RUN);
        return List.of(
                Operation.list(ALL, access, this::list, "Lists when statistics were fetched", FetchJson.class, "source"),
                Operation.create(ALL, access, this::ask, "Fetches statistics now", NewFetch.class, FetchJson.class),
                Operation.read(ONE, access, this::read, "Reads how fetching went", FetchJson.class),
                Operation.change(ONE, access, this::cancel, "Ends fetching", FetchPatch.class, FetchJson.class),
                Operation.list(ONE + "/rows", access, this::rows, "Lists what fetching changed", FetchRowJson.class, "state"),
                Operation.read(SOURCE, access, this::source, "Reads how a source is fetched", SourceJson.class),
                Operation.change(
                        SOURCE, access, this::schedule, "Says whether a source is fetched every night", SourcePatch.class,
                        SourceJson.class));
    }

    private static CurrentUser user(Request request) {
        CurrentUser who = HttpRequest.user(request);
        FetchService.require(who);
        return who;
    }

    private Response list(Request request) {
        user(request);
        Listing listing = Listing.of(request);
        Source source = Queries.choice(request, "source", Source.class);
        return listing.answer(
                service.after(source, listing.after(), listing.rowsToRead()),
                FetchRun::id,
                runs -> runs.stream().map(run -> FetchJson.of(run, request)).toList());
    }

    private Response ask(Request request) {
        CurrentUser who = user(request);
        JsonBody body = JsonBody.of(request, Set.of("source", "confirmed"));
        Source source = body.required("source", body.choice("source", Source.class, null));
        boolean confirmed = body.flag("confirmed", false);
        body.check();
        return new Response.Json(201, FetchJson.of(service.ask(who, source, confirmed), request), null);
    }

    private Response read(Request request) {
        user(request);
        return Response.json(FetchJson.of(find(request), request));
    }

    private FetchRun find(Request request) {
        return service.find(Queries.pathId(request, "fetch"));
    }

    private Response cancel(Request request) {
        CurrentUser who = user(request);
        FetchRun run = find(request);
        JsonBody body = JsonBody.of(request, Set.of("state"));
        FetchRun.State state = body.choice("state", FetchRun.State.class, run.state());
        if (state != run.state() && state != FetchRun.State.CANCELLED) {
            body.reject("state", "fetch.error.state");
        }
        body.check();
        if (state == FetchRun.State.CANCELLED) {
            service.cancel(who, run.id());
        }
        return Response.json(FetchJson.of(find(request), request));
    }

    private Response rows(Request request) {
        user(request);
        FetchRun run = find(request);
        Listing listing = Listing.of(request);
        FetchRow.State state = Queries.choice(request, "state", FetchRow.State.class);
        return listing.answer(
                service.rows(run.id(), state, (int) listing.after(), listing.rowsToRead()),
                FetchRow::number,
                rows -> rows.stream()
                        .map(row -> new FetchRowJson(
                                row.number(),
                                row.state().name(),
                                row.what(),
                                row.reason() == null ? null : request.text(row.reason(), row.arguments().toArray()),
                                row.changes()))
                        .toList());
    }

    private static Source named(Request request) {
        String code = request.pathParameter("source");
        return Source.of(code).orElseThrow(() -> new NotFound("source " + code));
    }

    private Response source(Request request) {
        user(request);
        return answer(service.schedule(named(request)));
    }

    private Response schedule(Request request) {
        CurrentUser who = user(request);
        Source source = named(request);
        FetchSchedule current = service.schedule(source);
        int version = Precondition.version(request, FetchService.ENTITY, source.id(), current.version());
        JsonBody body = JsonBody.of(request, Set.of("nightly"));
        boolean nightly = body.flag("nightly", current.nightly());
        body.check();
        return answer(service.schedule(who, source, nightly, version));
    }

    private static Response answer(FetchSchedule schedule) {
        return new Response.Json(
                200,
                new SourceJson(schedule.source().code(), schedule.nightly(), schedule.version()),
                Integer.toString(schedule.version()));
    }
}
