package se.samsyn.core.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.Ids;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;

/** One's own account: language, password, roles and tokens. */
final class AccountPages {

    private static final int LONGEST_LABEL = 100;
    private static final int MOST_TOKENS = 50;

    private final UserRepository users;
    private final UserService service;
    private final Accounts accounts;
    private final Credentials credentials;
    private final OwnPassword password;
    private final UserSessions sessions;
    private final RoleViews roles;

    AccountPages(
            UserRepository users,
            UserService service,
            Accounts accounts,
            Credentials credentials,
            OwnPassword password,
            UserSessions sessions,
            RoleViews roles) {
        this.users = users;
        this.service = service;
        this.accounts = accounts;
        this.credentials = credentials;
        this.password = password;
        this.sessions = sessions;
        this.roles = roles;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/account", Access.signedIn(), request -> page(request, Form.of(Map.of()), null)),
                Route.post("/account/language", Access.signedIn(), this::language),
                Route.post("/account/password", Access.signedIn(), this::password),
                Route.post("/account/tokens", Access.signedIn(), this::createToken),
                Route.post("/account/tokens/{token}/revoke", Access.signedIn(), this::revokeToken));
    }

    /** @param token a token that was just made, to be read this once */
    private Response.Page page(Request request, Form form, @Nullable String token) {
        User user = self(request);
        Map<String, Object> model = new HashMap<>();
        model.put("user", user);
        model.put("form", form.put("locale", user.locale()));
        model.put("languages", PeoplePages.options(UserService.languages(), "people.language.", request));
        model.put("hasPassword", users.withPassword(Set.of(user.id())).contains(user.id()));
        model.put("roles", roles.of(user.id(), request));
        model.put("lent", roles.lentTo(user.id(), request));
        model.put("tokens", accounts.tokens(user.id()));
        model.put("token", token);
        return Response.page("se/samsyn/core/people/account", model);
    }

    private Response language(Request request) {
        try {
            service.chooseLanguage(HttpRequest.user(request), Form.of(request).value("locale"));
            return Response.redirect("/account").withNotice("people.account.saved");
        } catch (Rejection rejection) {
            return page(request, Form.of(Map.of()).reject(rejection, request::text), null).withStatus(422);
        }
    }

    private Response password(Request request) {
        Form form = Form.of(Map.of());
        String wanted = Objects.toString(request.form("password"), "");
        if (!wanted.equals(request.form("again"))) {
            return page(request, form.reject("again", request.text("people.password.different")), null).withStatus(422);
        }
        try {
            User user = self(request);
            password.change(HttpRequest.user(request), user, Objects.toString(request.form("current"), ""), wanted);
            HttpRequest.changeSession(request, sessions.open(user));
            return Response.redirect("/account").withNotice("people.password.changed");
        } catch (Rejection rejection) {
            return page(request, form.reject(rejection, request::text), null).withStatus(422);
        } catch (Passwords.Busy e) {
            return page(request, form.reject("", request.text("people.signin.busy")), null).withStatus(503);
        }
    }

    private Response createToken(Request request) {
        Form form = Form.of(request);
        User user = self(request);
        try {
            Rejection.Check check = new Rejection.Check();
            String label = check.line("label", form.value("label"), LONGEST_LABEL);
            check.that(accounts.tokens(user.id()).size() < MOST_TOKENS, "label", "people.token.error.many", MOST_TOKENS);
            check.done();
            return page(request, Form.of(Map.of()), credentials.newOwnToken(HttpRequest.user(request), label));
        } catch (Rejection rejection) {
            return page(request, form.reject(rejection, request::text), null).withStatus(422);
        }
    }

    private Response revokeToken(Request request) {
        long token = Ids.parse(request.pathParameter("token")).orElse(0);
        credentials.revokeOwnToken(HttpRequest.user(request), token);
        return Response.redirect("/account").withNotice("people.token.revoked");
    }

    private User self(Request request) {
        Long id = HttpRequest.user(request).userId();
        return users.find(Objects.requireNonNull(id)).orElseThrow(() -> new NotFound("user " + id));
    }
}
