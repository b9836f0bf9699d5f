package se.samsyn.core.people;

import static se.samsyn.core.access.CorePermissions.PLAN_READ;
import static se.samsyn.core.access.CorePermissions.USER_MANAGE;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.rest.JsonBody;
import se.samsyn.core.rest.Listing;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Precondition;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;

/** People over the REST interface. */
final class UserEndpoints {

    private static final String ALL = "/api/v1/users";
    private static final String ONE = "/api/v1/users/{user}";

    private final UserRepository users;
    private final UserService service;

    UserEndpoints(UserRepository users, UserService service) {
        this.users = users;
        this.service = service;
    }

    /** A person as they are sent; the address only to those who manage people. */
    record UserJson(
            String id, String username, String name, @Nullable String email, String locale, String state, int version) {

        static UserJson of(User user, boolean withEmail) {
            return new UserJson(
                    Long.toString(user.id()),
                    user.username(),
                    user.name(),
                    withEmail ? user.email() : null,
                    user.locale(),
                    user.state().name(),
                    user.version());
        }
    }

    /** What a person is created from, and what can be changed. */
    record UserBody(String username, String name, @Nullable String email, @Nullable String locale) {}

    List<Operation> operations() {
        Access read = Access.permission(PLAN_READ);
        Access manage = Access.permission(USER_MANAGE);
        return List.of(
                Operation.list(ALL, read, this::list, "Lists people", UserJson.class, "username"),
                Operation.read(ONE, read, this::read, "Reads a person", UserJson.class),
                Operation.create(ALL, manage, this::create, "Adds a person", UserBody.class, UserJson.class),
                Operation.change(ONE, manage, this::change, "Changes a person", UserBody.class, UserJson.class));
    }

    private Response list(Request request) {
        Listing listing = Listing.of(request);
        String username = request.query("username");
        List<User> rows = username == null
                ? users.after(listing.after(), listing.rowsToRead())
                : users.byUsername(username).stream().toList();
        boolean withEmail = HttpRequest.user(request).may(USER_MANAGE);
        return listing.answer(
                rows, User::id, items -> items.stream().map(user -> UserJson.of(user, withEmail)).toList());
    }

    private Response read(Request request) {
        return answer(request, 200, find(request));
    }

    private User find(Request request) {
        return users.find(Queries.pathId(request, "user")).orElseThrow(() -> new NotFound(request.path()));
    }

    private Response create(Request request) {
        UserDetails details = edited(request, new UserDetails("", "", null, "sv"));
        return answer(request, 201, service.create(HttpRequest.user(request), details));
    }

    private Response change(Request request) {
        User user = find(request);
        int version = Precondition.version(request, UserService.ENTITY, user.id(), user.version());
        UserDetails details = edited(request, UserDetails.of(user));
        return answer(request, 200, service.update(HttpRequest.user(request), user.id(), version, details));
    }

    private static UserDetails edited(Request request, UserDetails current) {
        JsonBody body = JsonBody.of(request, Set.of("username", "name", "email", "locale"));
        UserDetails details = new UserDetails(
                body.text("username", current.username()),
                body.text("name", current.name()),
                body.optionalText("email", current.email()),
                body.text("locale", current.locale()));
        body.check();
        return details;
    }

    private static Response answer(Request request, int status, User user) {
        boolean withEmail = HttpRequest.user(request).may(USER_MANAGE);
        return new Response.Json(status, UserJson.of(user, withEmail), Integer.toString(user.version()));
    }
}
