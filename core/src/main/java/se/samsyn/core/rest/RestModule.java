package se.samsyn.core.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;

/** The REST interface: the operations of every domain, and the description made from them. */
public final class RestModule {

    private final List<Operation> operations;
    private final Map<String, Object> description;

    public RestModule(List<Operation> operations, String version) {
        this.operations = List.copyOf(operations);
        this.description = OpenApi.document(operations, version);
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        operations.forEach(operation -> routes.add(operation.route()));
        routes.add(Route.get("/api/v1/openapi.json", Access.everyone(), request -> Response.json(description)));
        return routes;
    }
}
