package se.samsyn.core.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import se.samsyn.api.web.Route;

/**
 * Core's routes. They are looked up here, before Javalin's own, since Javalin tries its patterns one after the other:
 * with two hundred of them that was an eighth of a small request.
 */
final class CoreRoutes {

    /** The attribute that holds the path as declared, once a request has been answered here. */
    static final String PATTERN = "samsyn.route";

    private final RouteTable routes;
    private final Dispatcher dispatcher;
    private final Scope core;

    CoreRoutes(List<Route> routes, Dispatcher dispatcher, Scope core) {
        this.routes = new RouteTable(routes);
        this.dispatcher = dispatcher;
        this.core = core;
    }

    /** Answers what is core's, and leaves files, themes, plugins and unknown addresses to the handlers after. */
    void serve(Context context) {
        Optional<RouteTable.Match> match =
                method(context).flatMap(method -> routes.match(method, context.path()));
        if (match.isPresent()) {
            Route route = match.get().route();
            context.attribute(PATTERN, route.path());
            context.skipRemainingHandlers();
            dispatcher.serve(context, route, match.get().parameters(), core);
            return;
        }
        String allowed = routes.allowed(context.path());
        if (!allowed.isEmpty()) {
            context.skipRemainingHandlers();
            dispatcher.methodNotAllowed(context, allowed, core);
        }
    }

    /** HEAD is GET without the body, which the server leaves out. */
    private static Optional<Route.Method> method(Context context) {
        HandlerType method = context.method();
        String name = method == HandlerType.HEAD ? "GET" : method.name();
        for (Route.Method known : Route.Method.values()) {
            if (known.name().equals(name)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
