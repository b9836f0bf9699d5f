package se.samsyn.core.plugin;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.development.Explainer;
import se.samsyn.core.web.Dispatcher;
import se.samsyn.core.web.RouteTable;
import se.samsyn.core.web.Scope;

/** The addresses under which plugins live. They are registered once; what answers is looked up for each request. */
final class PluginRoutes {

    private static final String PAGES = "/modules/";
    private static final String PANELS = "/panels/";
    private static final String ENDPOINTS = "/api/v1/modules/";

    private final PublishedPlugins published;
    private final PluginDevelopment development;
    private final PluginOff off;
    private final Dispatcher dispatcher;
    private final Scope core;

    PluginRoutes(
            PublishedPlugins published, PluginDevelopment development, PluginOff off, Dispatcher dispatcher, Scope core) {
        this.published = published;
        this.development = development;
        this.off = off;
        this.dispatcher = dispatcher;
        this.core = core;
    }

    void register(JavalinConfig config) {
        for (Route.Method method : Route.Method.values()) {
            for (String prefix : new String[] {PAGES, ENDPOINTS}) {
                HandlerType type = HandlerType.findOrCreate(method.name());
                config.routes.addHttpHandler(type, prefix + "{id}", context -> serve(context, method, prefix));
                config.routes.addHttpHandler(type, prefix + "{id}/<path>", context -> serve(context, method, prefix));
            }
        }
    }

    private void serve(Context context, Route.Method method, String prefix) {
        String id = context.pathParam("id");
        Optional<ActivePlugin> plugin = published.find(id);
        String path = context.path().substring(Math.min(context.path().length(), prefix.length() + id.length()));
        Optional<PluginDevelopment.Failure> failure = development.failure(id);
        if (failure.isPresent() && prefix.equals(PAGES) && !path.startsWith(PANELS)) {
            dispatcher.serve(context, DevelopedScope.instead(id, failure.get()), Map.of(), core);
            return;
        }
        Optional<RouteTable> routes = plugin.map(p -> prefix.equals(PAGES) ? p.pages() : p.endpoints());
        Optional<RouteTable.Match> match = routes.flatMap(table -> table.match(method, path));
        if (match.isPresent()) {
            answer(context, plugin.get(), match.get(), prefix);
            return;
        }
        Optional<Route> instead = plugin.isPresent() ? Optional.empty() : off.route(id, prefix.equals(ENDPOINTS));
        if (instead.isPresent()) {
            dispatcher.serve(context, instead.get(), Map.of(), core);
            return;
        }
        String allowed = routes.map(table -> table.allowed(path)).orElse("");
        if (allowed.isEmpty()) {
            dispatcher.notFound(context, core);
        } else {
            dispatcher.methodNotAllowed(context, allowed, core);
        }
    }

    private void answer(Context context, ActivePlugin plugin, RouteTable.Match match, String prefix) {
        PluginGateway gateway = plugin.scope().gateway();
        switch (gateway.enter()) {
            case ADMITTED -> {
                try {
                    dispatcher.serve(context, match.route(), match.parameters(), scope(plugin));
                } finally {
                    gateway.leave();
                }
            }
            case BUSY -> dispatcher.serve(context, busy(plugin.manifest()), Map.of(), core);
            case CLOSED -> {
                // Turned off or replaced since it was looked up; who answers now is known.
                boolean gone = published.find(plugin.id()).filter(now -> now == plugin).isEmpty();
                if (gone) {
                    serve(context, match.route().method(), prefix);
                } else {
                    dispatcher.serve(context, busy(plugin.manifest()), Map.of(), core);
                }
            }
        }
    }

    private Scope scope(ActivePlugin plugin) {
        return development
                .folder(plugin.id())
                .<Scope>map(folder -> new DevelopedScope(plugin.scope(), new Explainer(folder)))
                .orElse(plugin.scope());
    }

    private static Route busy(PluginManifest manifest) {
        return Route.get("/", Access.everyone(), request -> {
            String text = request.text("plugin.busy", manifest.name().in(request.locale()));
            return Response.problem(503, "busy", text);
        });
    }
}
