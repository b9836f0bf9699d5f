package se.samsyn.core.people;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.organisation.MunicipalityService;
import se.samsyn.core.people.OneTimeLinks.Followed;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Rejection;

/** Where a one-time link leads: choose a password and be signed in. */
final class WelcomePages {

    private final OneTimeLinks links;
    private final UserSessions sessions;
    private final MunicipalityService municipality;

    WelcomePages(OneTimeLinks links, UserSessions sessions, MunicipalityService municipality) {
        this.links = links;
        this.sessions = sessions;
        this.municipality = municipality;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/welcome/{secret}", Access.everyone(), this::show),
                Route.post("/welcome/{secret}", Access.everyone(), this::choose));
    }

    private Response show(Request request) {
        return page(request, links.follow(request.pathParameter("secret")), Form.of(Map.of()));
    }

    private Response choose(Request request) {
        Form form = Form.of(request);
        String secret = request.pathParameter("secret");
        String password = Objects.toString(request.form("password"), "");
        Followed followed = links.follow(secret);
        if (!(followed instanceof Followed.Open)) {
            return page(request, followed, form);
        }
        speak(request, followed);
        if (!password.equals(request.form("again"))) {
            form.reject("again", request.text("people.password.different"));
            return page(request, followed, form).withStatus(422);
        }
        try {
            User user = links.choosePassword(HttpRequest.user(request), secret, password);
            HttpRequest.changeSession(request, sessions.open(user));
            return Response.redirect("/").withNotice("people.password.chosen");
        } catch (Rejection rejection) {
            return page(request, followed, form.reject(rejection, request::text)).withStatus(422);
        } catch (Passwords.Busy e) {
            return page(request, followed, form.reject("", request.text("people.signin.busy"))).withStatus(503);
        }
    }

    private Response.Page page(Request request, Followed followed, Form form) {
        speak(request, followed);
        User user = followed instanceof Followed.Open open ? open.user() : null;
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("user", user);
        model.put("problem", problem(followed));
        model.put("action", request.path());
        return Response.page("se/samsyn/core/people/welcome", model).withStatus(user == null ? 410 : 200);
    }

    /** In the language of whoever the link was made for; of the municipality when that is not known. */
    private void speak(Request request, Followed followed) {
        User user = followed.user();
        String language = user == null ? municipality.details().locale() : user.locale();
        HttpRequest.speak(request, Locale.forLanguageTag(language));
    }

    private static @Nullable String problem(Followed followed) {
        if (followed instanceof Followed.Open) {
            return null;
        }
        return followed instanceof Followed.Used
                ? "people.welcome.used"
                : followed instanceof Followed.Expired ? "people.welcome.expired" : "people.welcome.unknown";
    }
}
