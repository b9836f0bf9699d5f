package se.samsyn.core.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.security.SecureRandom;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;

/** Takes a request through session, access and CSRF to its handler, and the answer back; core's and plugins' alike. */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    static final String SESSION_COOKIE = "samsyn_session";
    static final String ANONYMOUS_COOKIE = "samsyn_form";
    static final String CSRF_FIELD = "_csrf";
    static final String CSRF_HEADER = "X-CSRF-Token";

    /** Where one signs out. */
    public static final String SIGN_OUT = "/logout";

    private static final Pattern JSON = Pattern.compile("(?i)application/([\\w.-]+\\+)?json\\s*(;.*)?");

    private final Sessions sessions;
    private final Renderer renderer;
    private final Failures failures;
    private final Gate gate;
    private final Predicate<String> pages;
    private final boolean secureCookies;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param gate stands before every route
     * @param pages whether an address, without its query, can be gone to
     * @param secureCookies whether browsers reach the server over TLS
     */
    public Dispatcher(
            Sessions sessions, Renderer renderer, Failures failures, Gate gate, Predicate<String> pages, boolean secureCookies) {
        this.sessions = sessions;
        this.renderer = renderer;
        this.failures = failures;
        this.gate = gate;
        this.pages = pages;
        this.secureCookies = secureCookies;
    }

    /** Serves one matched route. */
    public void serve(Context context, Route route, Map<String, String> pathParameters, Scope scope) {
        Visit visit = visit(context);
        HttpRequest request = new HttpRequest(context, pathParameters, visit.user(), scope);
        @Nullable Response response;
        try {
            response = gate.instead(request).orElse(null);
            if (response == null) {
                response = admit(context, request, route, visit);
            }
            if (response == null) {
                response = scope.call(route.handler(), request);
            }
            if (response instanceof Response.Stream stream) {
                response = listen(context, request, route, stream);
            }
        } catch (Exception e) {
            response = failures.response(e, request, isApi(context));
        }
        if (response == null) {
            return;
        }
        applySessionChange(context, request);
        try {
            renderer.write(context, response, request, visit.csrf());
        } catch (RuntimeException e) {
            writeFailure(context, e, request, visit.csrf());
        }
    }

    /** Null when the answer has begun, and goes on as long as there is someone to tell. */
    private @Nullable Response listen(Context context, HttpRequest request, Route route, Response.Stream stream) {
        if (route.method() != Route.Method.GET) {
            throw new IllegalStateException("Only a GET route answers with a stream");
        }
        if (context.method() == HandlerType.HEAD) {
            return Response.json("");
        }
        List<Permit> also = stream.permission() == null
                ? List.of()
                : List.of(new Permit(request.scope().permission(stream.permission()), stream.unitId(), false));
        Admission admission = new Admission(
                sessions,
                isApi(context),
                context.cookie(SESSION_COOKIE),
                bearer(context).orElse(null),
                request,
                route.access(),
                also);
        LiveChannel channel = request.scope().live();
        switch (channel.listen(context, stream.topic(), request.currentUser(), admission::stands)) {
            case OPEN -> {
                return null;
            }
            case TOO_MANY -> {
                return failures.tooManyStreams(request);
            }
            default -> throw new NotFound(context.path());
        }
    }

    /** A template, record or file that failed while it was written; too late to say so once a part has been sent. */
    private void writeFailure(Context context, RuntimeException failure, HttpRequest request, String csrf) {
        if (context.res().isCommitted()) {
            LOG.error("{} broke off while it was sent", LoggedPath.of(context.path()), failure);
            breakOff(context);
            return;
        }
        context.res().resetBuffer();
        context.removeHeader("Content-Disposition");
        renderer.write(context, failures.response(failure, request, isApi(context)), request, csrf);
    }

    /** Nothing but the connection tells that what has come is not all of it. */
    private static void breakOff(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    /** Answers an address that no route has. */
    public void notFound(Context context, Scope scope) {
        Visit visit = visit(context);
        HttpRequest request = new HttpRequest(context, Map.of(), visit.user(), scope);
        Response response = gate.instead(request)
                .orElseGet(() -> failures.response(new NotFound(context.path()), request, isApi(context)));
        renderer.write(context, response, request, visit.csrf());
    }

    /**
     * Answers a method that an address does not know.
     *
     * @param allowed the methods that it knows, with commas between
     */
    public void methodNotAllowed(Context context, String allowed, Scope scope) {
        Visit visit = visit(context);
        HttpRequest request = new HttpRequest(context, Map.of(), visit.user(), scope);
        context.header("Allow", allowed);
        Response response = gate.instead(request).orElseGet(() -> failures.methodNotAllowed(request, allowed, isApi(context)));
        renderer.write(context, response, request, visit.csrf());
    }

    private record Visit(CurrentUser user, String csrf) {}

    private Visit visit(Context context) {
        Locale locale = Languages.of(context.header("Accept-Language"));
        if (isApi(context)) {
            Optional<CurrentUser> user = bearer(context).flatMap(sessions::ofToken);
            return new Visit(user.orElseGet(() -> sessions.nobody(locale)), "");
        }
        String cookie = context.cookie(SESSION_COOKIE);
        if (cookie != null) {
            Optional<Sessions.Session> session = sessions.find(cookie);
            if (session.isPresent()) {
                return new Visit(session.get().user(), session.get().csrf());
            }
        }
        return new Visit(sessions.nobody(locale), anonymousToken(context));
    }

    /** Null when the request may go on to its handler. */
    private @Nullable Response admit(Context context, HttpRequest request, Route route, Visit visit) {
        Access access = route.access();
        CurrentUser user = visit.user();
        if (access.kind() != Access.Kind.PUBLIC && !user.signedIn()) {
            return isApi(context) ? failures.unauthorized(request) : toLogin(context);
        }
        Permit permit = Permit.of(request, access);
        if (!permit.allows(user)) {
            throw new AccessDenied(String.valueOf(permit.permission()));
        }
        boolean safe = route.method() == Route.Method.GET;
        if (!safe && !isApi(context) && !sameToken(visit.csrf(), sentToken(context))) {
            return failures.forged(request);
        }
        String type = context.contentType();
        if (!safe && isApi(context) && type != null && !JSON.matcher(type).matches()) {
            return failures.notJson(request);
        }
        return null;
    }

    private Response toLogin(Context context) {
        if (context.method() == HandlerType.GET) {
            return Response.redirect("/login" + next(context.path(), context.queryString()));
        }
        if (context.path().equals(SIGN_OUT)) {
            return Response.redirect("/login").withNotice("people.signin.out");
        }
        String next = sentFrom(context);
        return Response.redirect("/login" + next).withFailure(next.isEmpty() ? "web.signedout" : "web.signedout.back");
    }

    /**
     * Whoever sent a form comes back to the page that it was on, which the browser names. Where that page was what another
     * form was answered with, there is nothing to come back to at its address.
     */
    private String sentFrom(Context context) {
        String page = context.header("Referer");
        try {
            String path = page == null ? null : new URI(page).getRawPath();
            return path == null || !pages.test(path) ? "" : next(path, new URI(page).getRawQuery());
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static String next(String path, @Nullable String query) {
        String target = path + (query == null ? "" : "?" + query);
        return "?next=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
    }

    private void applySessionChange(Context context, HttpRequest request) {
        HttpRequest.SessionChange change = request.sessionChange();
        if (change == null) {
            return;
        }
        if (change.cookie() == null) {
            context.cookie(cookie(SESSION_COOKIE, "", 0));
        } else {
            context.cookie(cookie(SESSION_COOKIE, change.cookie(), -1));
        }
    }

    private Cookie cookie(String name, String value, int maxAge) {
        return new Cookie(name, value, "/", maxAge, secureCookies, true, null, SameSite.LAX);
    }

    /** Forms before sign-in carry a token that must equal a cookie. */
    private String anonymousToken(Context context) {
        String sent = context.cookie(ANONYMOUS_COOKIE);
        if (sent != null && sent.length() == 43) {
            return sent;
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (context.method() == HandlerType.GET) {
            context.cookie(cookie(ANONYMOUS_COOKIE, token, -1));
        }
        return token;
    }

    private static String sentToken(Context context) {
        String header = context.header(CSRF_HEADER);
        String token = header != null ? header : context.formParam(CSRF_FIELD);
        return token == null ? "" : token;
    }

    private static boolean sameToken(String expected, String sent) {
        return !expected.isEmpty()
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> bearer(Context context) {
        String header = context.header("Authorization");
        return header != null && header.startsWith("Bearer ")
                ? Optional.of(header.substring("Bearer ".length()).strip())
                : Optional.empty();
    }

    private static boolean isApi(Context context) {
        return context.path().startsWith("/api/");
    }
}
