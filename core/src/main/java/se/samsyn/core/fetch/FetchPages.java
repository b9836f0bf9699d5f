package se.samsyn.core.fetch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.imports.Verdict.Difference;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Paging;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Where one fetches published statistics, and sees what that changed. */
final class FetchPages {

    static final String PATH = "/fetch";

    private static final String TEMPLATES = "se/samsyn/core/fetch/";
    private static final Access ACCESS = Access.permission(CorePermissions.IMPORT_RUN).everywhere();
    private static final int LATEST = 3;
    private static final int ROWS = 50;

    private final FetchService service;
    private final FetchViews views;
    private final History history;

    FetchPages(FetchService service, FetchViews views, History history) {
        this.service = service;
        this.views = views;
        this.history = history;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, ACCESS, request -> page(request, Form.of(Map.of()), 200)),
                Route.get(PATH + "/{source}", ACCESS, this::source),
                Route.get(PATH + "/{source}/runs", ACCESS, this::runs),
                Route.post(PATH + "/{source}/run", ACCESS, this::run),
                Route.post(PATH + "/{source}/nightly", ACCESS, this::nightly),
                Route.get(PATH + "/runs/{run}", ACCESS, this::report),
                Route.post(PATH + "/runs/{run}/cancel", ACCESS, this::cancel));
    }

    /** A row as it is shown. */
    public record Row(String what, String state, String text, String color, String why, List<Change> changes) {}

    /** A field that got another value. */
    public record Change(String field, String before, String after) {}

    /** A choice of rows to show. */
    public record Tab(String label, String href, boolean current, int count) {}

    private Response.Page page(Request request, Form form, int status) {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("sources", Arrays.stream(Source.values()).map(source -> views.card(source, LATEST, request)).toList());
        model.put("working", service.working());
        model.put("changed", lastChange(request));
        return new Response.Page(status, TEMPLATES + "fetch", model);
    }

    private @Nullable HistoryItem lastChange(Request request) {
        return Arrays.stream(Source.values())
                .flatMap(source -> history.of(FetchService.ENTITY, source.id(), 1, request).stream())
                .max((one, other) -> one.at().compareTo(other.at()))
                .orElse(null);
    }

    private static Source source(String code) {
        return Source.of(code).orElseThrow(() -> new NotFound("source " + code));
    }

    /** The card alone, for a page that looks again by itself. */
    private Response source(Request request) {
        Source source = source(request.pathParameter("source"));
        FetchService.require(HttpRequest.user(request));
        return request.header("HX-Request") == null
                ? Response.redirect(PATH)
                : Response.page(TEMPLATES + "fetch-source", Map.of(
                        "source", views.card(source, LATEST, request), "working", service.working()));
    }

    private Response run(Request request) {
        Source source = source(request.pathParameter("source"));
        try {
            service.ask(HttpRequest.user(request), source, "true".equals(request.form("confirmed")));
        } catch (Rejection rejection) {
            return page(request, Form.of(Map.of()).reject(rejection, request::text), 409);
        }
        return Response.redirect(PATH).withNotice("fetch.asked", source.title());
    }

    private Response cancel(Request request) {
        long id = Ids.parse(request.pathParameter("run")).orElse(0);
        boolean asked = service.cancel(HttpRequest.user(request), id);
        return Response.redirect(PATH).withNotice(asked ? "fetch.cancelled" : "fetch.over");
    }

    private Response nightly(Request request) {
        Source source = source(request.pathParameter("source"));
        boolean nightly = "true".equals(request.form("nightly"));
        int version = (int) Ids.parse(request.form("version")).orElse(0);
        try {
            service.schedule(HttpRequest.user(request), source, nightly, version);
        } catch (StaleVersion stale) {
            return page(request, Form.of(Map.of()).reject("", request.text("fetch.error.stale", source.title())), 409);
        }
        return Response.redirect(PATH)
                .withNotice(nightly ? "fetch.nightly.turnedon" : "fetch.nightly.turnedoff", source.title());
    }

    private Response runs(Request request) {
        Source source = source(request.pathParameter("source"));
        FetchService.require(HttpRequest.user(request));
        Paging paging = Paging.of(request);
        List<FetchRun> runs = service.latest(source, paging.offset(), paging.size());
        Map<Long, String> people = views.people(runs);
        return Response.page(TEMPLATES + "fetch-runs", Map.of(
                "title", source.title(),
                "runs", runs.stream().map(run -> views.run(run, people, request)).toList(),
                "pages", paging.links(service.count(source))));
    }

    private Response report(Request request) {
        CurrentUser who = HttpRequest.user(request);
        FetchService.require(who);
        FetchRun run = service.find(Ids.parse(request.pathParameter("run")).orElse(0));
        Map<FetchRow.State, Integer> counts = service.countRows(run.id());
        FetchRow.State filter = filter(request.query("state"));
        int after = (int) Math.min(Ids.parse(request.query("after")).orElse(0), FetchJob.MOST_ROWS);
        List<FetchRow> rows = service.rows(run.id(), filter, after, ROWS + 1);
        boolean more = rows.size() > ROWS;
        List<FetchRow> shown = more ? rows.subList(0, ROWS) : rows;
        Map<String, Object> model = new HashMap<>();
        model.put("run", views.run(run, views.people(List.of(run)), request));
        model.put("code", run.source().code());
        model.put("tabs", tabs(run.id(), counts, filter, request));
        model.put("rows", shown.stream().map(row -> row(row, request)).toList());
        model.put("next", more ? href(run.id(), filter) + "&after=" + shown.get(ROWS - 1).number() : "");
        model.put("first", after > 0 ? href(run.id(), filter) : "");
        model.put("cut", counts.values().stream().mapToInt(Integer::intValue).sum() == FetchJob.MOST_ROWS);
        model.put("most", FetchJob.MOST_ROWS);
        return Response.page(TEMPLATES + "fetch-run", model);
    }

    private static FetchRow.@Nullable State filter(@Nullable String name) {
        return Arrays.stream(FetchRow.State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String href(long run, FetchRow.@Nullable State filter) {
        return PATH + "/runs/" + run + "?state=" + (filter == null ? "" : filter.name());
    }

    private static List<Tab> tabs(
            long run, Map<FetchRow.State, Integer> counts, FetchRow.@Nullable State filter, Request request) {
        List<Tab> tabs = new ArrayList<>();
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        tabs.add(new Tab(request.text("fetch.row.all"), href(run, null), filter == null, all));
        for (FetchRow.State state : FetchRow.State.values()) {
            tabs.add(new Tab(
                    request.text("fetch.row." + state), href(run, state), filter == state, counts.getOrDefault(state, 0)));
        }
        return tabs;
    }

    private static Row row(FetchRow row, Request request) {
        return new Row(
                row.what(),
                row.state().name(),
                request.text("fetch.row." + row.state()),
                switch (row.state()) {
                    case WITHDRAWN -> "warning";
                    case CHANGED -> "info";
                    case REJECTED -> "danger";
                    case SKIPPED -> "neutral";
                },
                row.reason() == null ? "" : request.text(row.reason(), row.arguments().toArray()),
                row.changes().stream().map(change -> change(change, request)).toList());
    }

    private static Change change(Difference change, Request request) {
        return new Change(
                request.text("imports.field." + change.field()),
                value(change.before(), request),
                value(change.after(), request));
    }

    /** The marks of publishers, in words; nothing for a figure that is missing. */
    private static String value(String text, Request request) {
        return switch (text) {
            case "." -> "";
            case ".." -> request.text("fetch.value.suppressed");
            case "*" -> request.text("fetch.value.notrequired");
            default -> text;
        };
    }
}
