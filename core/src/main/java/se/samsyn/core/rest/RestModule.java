package se.samsyn.core.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;

/** The REST interface: the operations of every domain, and the description made from them. */
public final class RestModule {

    private final List<Operation> operations;
    private final Supplier<Map<String, Object>> description;

    /**
     * @param plugins the endpoints of the plugins that are active now, by plugin id
     */
    public RestModule(
            List<Operation> operations, Supplier<? extends Map<String, List<Route>>> plugins, String version) {
        this.operations = List.copyOf(operations);
        this.description = () -> OpenApi.document(operations, plugins.get(), version);
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        operations.forEach(operation -> routes.add(operation.route()));
        routes.add(Route.get("/api/v1/openapi.json", Access.everyone(), request -> Response.json(description.get())));
        return routes;
    }
}
