package se.samsyn.api.web;

import java.util.Objects;

/**
 * One address and what answers it.
 *
 * <pre>{@code
 * .route(Route.get("/", read, request -> parts.pages().list(request)))
 * .route(Route.get("/units/{unit}", read.on("unit"), request -> parts.pages().unit(request)))
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(samsyn.visit().get(PAGE).location()).startsWith("/login");
 * …
 * assertThat(samsyn.signIn("lasare").get(PAGE).status()).isEqualTo(200);
 * }</pre>
 *
 * @param method the HTTP method
 * @param path begins with a slash; a part in braces is a parameter, which matches one path segment
 * @param access who may call it
 * @param handler what answers
 * @since 0.9.0
 */
public record Route(Method method, String path, Access access, Handler handler) {

    /** The HTTP methods a route can have. */
    public enum Method {
        GET,
        POST,
        PATCH,
        DELETE
    }

    public Route {
        Objects.requireNonNull(method);
        Objects.requireNonNull(access);
        Objects.requireNonNull(handler);
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A path begins with a slash: " + path);
        }
    }

    /** A route that shows something and changes nothing. */
    public static Route get(String path, Access access, Handler handler) {
        return new Route(Method.GET, path, access, handler);
    }

    /** A route that makes or changes something; a form needs its CSRF token. */
    public static Route post(String path, Access access, Handler handler) {
        return new Route(Method.POST, path, access, handler);
    }

    /** A route that changes parts of something, for the REST interface. */
    public static Route patch(String path, Access access, Handler handler) {
        return new Route(Method.PATCH, path, access, handler);
    }

    /** A route that removes something, for the REST interface. */
    public static Route delete(String path, Access access, Handler handler) {
        return new Route(Method.DELETE, path, access, handler);
    }
}
