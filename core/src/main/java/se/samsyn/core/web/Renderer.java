package se.samsyn.core.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Response;
import se.samsyn.core.database.Json;

/** Writes an answer to the wire. */
public final class Renderer {

    private static final String NOTICE_COOKIE = "samsyn_notice";
    /** Before the key of a notice of what could not be done; no key begins so. */
    private static final String FAILED = "!";
    private static final String PROBLEM_TEMPLATE = "se/samsyn/core/web/problem";

    private final Shell shell;
    private final boolean secureCookies;

    public Renderer(Shell shell, boolean secureCookies) {
        this.shell = shell;
        this.secureCookies = secureCookies;
    }

    void write(Context context, Response response, HttpRequest request, String csrf) {
        UnreadBody.skip(context);
        context.header("Cache-Control", "no-store");
        if (response instanceof Response.Page page) {
            context.status(page.status());
            context.html(render(context, page.template(), page.model(), request, csrf));
        } else if (response instanceof Response.Json json) {
            writeJson(context, json, request);
        } else if (response instanceof Response.Redirect redirect) {
            writeRedirect(context, redirect);
        } else if (response instanceof Response.File file) {
            writeFile(context, file);
        } else if (response instanceof Response.Problem problem) {
            writeProblem(context, problem, request, csrf);
        } else {
            throw new IllegalStateException("A stream is not written, it is listened to");
        }
    }

    /** Renders a template with the page's surroundings at hand. */
    private String render(Context context, String template, Map<String, ?> model, HttpRequest request, String csrf) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("page", shell.chrome(request.currentUser(), request.path(), csrf, notice(context, request)));
        return request.scope().render(template, all, request.locale());
    }

    private static void writeJson(Context context, Response.Json json, HttpRequest request) {
        context.status(json.status());
        context.contentType("application/json");
        if (json.etag() != null) {
            context.header("ETag", '"' + json.etag() + '"');
        }
        context.result(request.scope().json(json.body()).getBytes(StandardCharsets.UTF_8));
    }

    private void writeRedirect(Context context, Response.Redirect redirect) {
        if (redirect.noticeKey() != null) {
            String value = (redirect.failed() ? FAILED : "") + redirect.noticeKey() + "\n" + String.join("\n", redirect.noticeArguments());
            context.cookie(noticeCookie(URLEncoder.encode(value, StandardCharsets.UTF_8), 60));
        }
        // 303, so that a browser follows a POST with a GET.
        context.status(303);
        context.header("Location", redirect.location());
    }

    private static void writeFile(Context context, Response.File file) {
        context.contentType(file.contentType());
        String encoded = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        context.header("Content-Disposition", "attachment; filename*=UTF-8''" + encoded);
        try {
            file.content().writeTo(context.outputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot send " + file.name(), e);
        }
    }

    private void writeProblem(Context context, Response.Problem problem, HttpRequest request, String csrf) {
        context.status(problem.status());
        if (!request.path().startsWith("/api/")) {
            context.html(render(context, PROBLEM_TEMPLATE, Map.of("problem", problem), request, csrf));
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:samsyn:problem:" + problem.code());
        body.put("title", title(problem.status(), request));
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors());
        }
        context.contentType("application/problem+json");
        // As bytes: Jetty knows no encoding for this type and would fall back on Latin 1.
        context.result(Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    /** What kind of problem it is, in the caller's language; each status that is sent has words of its own. */
    private static String title(int status, HttpRequest request) {
        String key = "web.problem.title." + status;
        return request.text(request.scope().messages().has(key) ? key : "web.problem");
    }

    private PageChrome.@Nullable Notice notice(Context context, HttpRequest request) {
        String cookie = context.cookie(NOTICE_COOKIE);
        if (cookie == null) {
            return null;
        }
        context.cookie(noticeCookie("", 0));
        List<String> parts = noticeParts(cookie);
        boolean failed = parts.get(0).startsWith(FAILED);
        String key = failed ? parts.get(0).substring(FAILED.length()) : parts.get(0);
        if (!request.scope().messages().has(key)) {
            return null;
        }
        try {
            String text = request.scope().messages().textOf(request.locale(), key, parts.subList(1, parts.size()));
            return new PageChrome.Notice(failed ? "danger" : "success", text);
        } catch (IllegalArgumentException e) {
            // A cookie that somebody else wrote; the page does without its notice.
            return null;
        }
    }

    /** The key and its arguments; an empty key when the cookie is not as we wrote it. */
    private static List<String> noticeParts(String cookie) {
        try {
            return List.of(URLDecoder.decode(cookie, StandardCharsets.UTF_8).split("\n", -1));
        } catch (IllegalArgumentException e) {
            return List.of("");
        }
    }

    private Cookie noticeCookie(String value, int maxAge) {
        return new Cookie(NOTICE_COOKIE, value, "/", maxAge, secureCookies, true, null, SameSite.LAX);
    }
}
