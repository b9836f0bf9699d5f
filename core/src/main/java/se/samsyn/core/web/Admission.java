package se.samsyn.core.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.core.access.CurrentUser;

/** What someone showed when they were let in to a route, to be looked at again while the answer goes on. */
final class Admission {

    private final Sessions sessions;
    private final boolean api;
    private final @Nullable String cookie;
    private final @Nullable String bearer;
    private final CurrentUser user;
    private final Access.Kind kind;
    private final List<Permit> permits;

    /**
     * Keeps nothing of the request itself, which is used for others once it is answered.
     *
     * @param also what they must have beside what the route asks for
     */
    Admission(
            Sessions sessions,
            boolean api,
            @Nullable String cookie,
            @Nullable String bearer,
            HttpRequest request,
            Access access,
            List<Permit> also) {
        this.sessions = sessions;
        this.api = api;
        this.cookie = cookie;
        this.bearer = bearer;
        this.user = request.currentUser();
        this.kind = access.kind();
        this.permits = Stream.concat(Stream.of(Permit.of(request, access)), also.stream()).toList();
    }

    /** Whether they would be let in now, as the same person. */
    boolean stands() {
        if (kind == Access.Kind.PUBLIC && !user.signedIn() && permits.size() == 1) {
            return true;
        }
        Optional<CurrentUser> now = now();
        return now.isPresent() && now.get().id().equals(user.id()) && permits.stream().allMatch(permit -> permit.allows(now.get()));
    }

    private Optional<CurrentUser> now() {
        if (api) {
            return Optional.ofNullable(bearer).flatMap(sessions::ofToken);
        }
        return Optional.ofNullable(cookie).flatMap(sessions::peek).map(Sessions.Session::user);
    }
}
