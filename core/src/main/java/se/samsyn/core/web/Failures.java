package se.samsyn.core.web;

import io.javalin.http.HttpResponseException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.database.StorageException;

/** Turns what went wrong into an answer: a problem document for the REST interface, a page for a browser. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    Response response(Exception failure, HttpRequest request, boolean api) {
        if (failure instanceof InputException input) {
            return new Response.Problem(422, "invalid-input", input.getMessage(), input.errors());
        }
        if (failure instanceof Rejection rejection) {
            return response(rejection.in(request::text), request, api);
        }
        if (failure instanceof NotFound) {
            return problem(request, 404, "not-found", "web.error.notfound");
        }
        if (failure instanceof AccessDenied) {
            return problem(request, 403, "forbidden", "web.error.forbidden");
        }
        if (failure instanceof StaleVersion) {
            return api
                    ? problem(request, 412, "stale-version", "web.error.stale")
                    : problem(request, 409, "stale-version", "web.error.stale");
        }
        if (failure instanceof PreconditionMissing) {
            return problem(request, 428, "version-required", "web.error.ifmatch");
        }
        if (tooLarge(failure, Failures::isForm)) {
            return tooLarge(request, api ? "web.error.toolarge.body" : "web.error.toolarge.form", WebServer.FORM_LIMIT);
        }
        if (tooLarge(failure, Failures::isFile)) {
            return tooLarge(request, "web.error.toolarge.file", WebServer.UPLOAD_LIMIT);
        }
        if (badRequest(failure)) {
            return problem(request, 400, "bad-request", "web.error.badrequest");
        }
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("{} failed, reference {}", LoggedPath.of(request.path()), reference, failure);
        if (StorageException.behind(failure).isPresent()) {
            return new Response.Problem(
                    503, "storage", request.text("web.error.storage", reference), Map.of());
        }
        return request.scope()
                .explained(failure, api)
                .orElseGet(() -> new Response.Problem(
                        500, "internal", request.text("web.error.internal", reference), Map.of()));
    }

    /** The server stops reading a form or a file that is beyond the limit, each in its own way. */
    private static boolean tooLarge(Throwable failure, Predicate<Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForm(Throwable cause) {
        return cause instanceof HttpResponseException answer && answer.getStatus() == 413;
    }

    private static boolean isFile(Throwable cause) {
        return cause instanceof IllegalStateException
                && String.valueOf(cause.getMessage()).startsWith("max length exceeded");
    }

    private static Response tooLarge(HttpRequest request, String key, long limit) {
        return new Response.Problem(413, "too-large", request.text(key, limit / (1024 * 1024)), Map.of());
    }

    private static boolean badRequest(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadMessageException
                    || cause instanceof EofException
                    || cause instanceof UnsupportedCharsetException
                    || cause instanceof IllegalCharsetNameException) {
                return true;
            }
        }
        return false;
    }

    Response unauthorized(HttpRequest request) {
        return problem(request, 401, "unauthorized", "web.error.unauthorized");
    }

    /** A program wants to know the methods; a person has followed an address that only a form leads to. */
    Response methodNotAllowed(HttpRequest request, String allowed, boolean program) {
        String text = program ? request.text("web.error.method", allowed) : request.text("web.error.method.page");
        return new Response.Problem(405, "method-not-allowed", text, Map.of());
    }

    Response tooManyStreams(HttpRequest request) {
        return problem(request, 429, "too-many-streams", "web.error.streams");
    }

    Response notJson(HttpRequest request) {
        return problem(request, 415, "unsupported-media-type", "web.error.mediatype");
    }

    Response forged(HttpRequest request) {
        return problem(request, 403, "form-token", "web.error.csrf");
    }

    private static Response problem(HttpRequest request, int status, String code, String key) {
        return new Response.Problem(status, code, request.text(key), Map.of());
    }
}
