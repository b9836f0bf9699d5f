package se.samsyn.core.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.database.Times;
import se.samsyn.core.people.SignIn.Result;
import se.samsyn.core.web.Dispatcher;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Shell.Municipality;

/** In and out. */
final class SignInPages {

    /** Who can be tried with one click, in a demo municipality alone. */
    static final List<String> DEMO_USERS = List.of(
            "admin", "forvaltningschef", "kvalitetsutvecklare", "rektor", "forskolerektor", "larare", "lasare");

    private static final Pattern OWN_PATH = Pattern.compile("/(?:[\\x21-\\x7e&&[^/\\\\]][\\x21-\\x7e&&[^\\\\]]*)?");

    private final SignIn signIn;
    private final UserSessions sessions;
    private final UserRepository users;
    private final Municipality municipality;

    SignInPages(SignIn signIn, UserSessions sessions, UserRepository users, Municipality municipality) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.users = users;
        this.municipality = municipality;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/login", Access.everyone(), this::form),
                Route.post("/login", Access.everyone(), this::signIn),
                Route.post("/login/demo", Access.everyone(), this::signInToDemo),
                Route.post(Dispatcher.SIGN_OUT, Access.signedIn(), this::signOut));
    }

    private Response form(Request request) {
        if (request.caller().signedIn()) {
            return Response.redirect(target(request.query("next")));
        }
        String next = request.query("next");
        return page(Form.of(next == null ? Map.of() : Map.of("next", next)));
    }

    private Response signIn(Request request) {
        Form form = Form.of(request);
        String password = request.form("password");
        try {
            Result result = signIn.attempt(form.value("username"), password == null ? "" : password);
            if (result instanceof Result.Accepted accepted) {
                return enter(request, accepted.user(), form.value("next"));
            }
            if (result instanceof Result.Paused paused) {
                return page(form.reject("", request.text("people.signin.paused", Times.time(paused.until())))).withStatus(429);
            }
            return page(form.reject("", request.text("people.signin.refused"))).withStatus(422);
        } catch (Passwords.Busy e) {
            return page(form.reject("", request.text("people.signin.busy"))).withStatus(503);
        }
    }

    private Response signInToDemo(Request request) {
        Form form = Form.of(request);
        String username = form.value("username");
        if (!municipality.look().demo() || !DEMO_USERS.contains(username)) {
            throw new NotFound("demo user");
        }
        User user = users.byUsername(username).orElseThrow(() -> new NotFound("demo user"));
        return enter(request, user, form.value("next"));
    }

    private Response enter(Request request, User user, String next) {
        leave(request);
        HttpRequest.changeSession(request, sessions.open(user));
        return Response.redirect(target(next));
    }

    private Response signOut(Request request) {
        leave(request);
        HttpRequest.changeSession(request, null);
        return Response.redirect("/login").withNotice("people.signin.out");
    }

    private void leave(Request request) {
        String cookie = HttpRequest.sessionCookie(request);
        if (cookie != null) {
            sessions.close(cookie);
        }
    }

    private Response.Page page(Form form) {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("demoUsers", municipality.look().demo() ? demoUsers() : List.of());
        return Response.page("se/samsyn/core/people/signin", model);
    }

    private List<User> demoUsers() {
        return DEMO_USERS.stream().flatMap(name -> users.byUsername(name).stream()).toList();
    }

    /** Only addresses of our own, so that nobody is led elsewhere after signing in. */
    static String target(@Nullable String next) {
        return next != null && OWN_PATH.matcher(next).matches() ? next : "/";
    }
}
