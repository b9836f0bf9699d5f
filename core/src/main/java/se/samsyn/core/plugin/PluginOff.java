package se.samsyn.core.plugin;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;

/**
 * What is answered at the addresses of a plugin that is here and not in use: that it is off, to those who are signed in.
 * To others there is nothing, as at an address that no plugin has.
 */
record PluginOff(PluginLifecycle lifecycle, boolean safeMode) {

    private static final String TEMPLATE = "se/samsyn/core/plugin/off";

    /** Empty when there is no such plugin. */
    Optional<Route> route(String id, boolean program) {
        return lifecycle
                .standing(id)
                .map(plugin -> Route.get("/", Access.everyone(), request -> answer(plugin, request, program)));
    }

    private Response answer(PluginLifecycle.Standing plugin, Request request, boolean program) {
        CurrentUser user = HttpRequest.user(request);
        if (!user.signedIn()) {
            throw new NotFound("plugin " + plugin.id());
        }
        PluginManifest manifest = plugin.jar().manifest();
        PluginState state = plugin.actual().state();
        boolean failed = state == PluginState.FAILED || state == PluginState.INCOMPATIBLE;
        String title = request.text(failed ? "plugin.off.failed" : "plugin.off.title", manifest.name().in(request.locale()));
        boolean may = user.mayOnAll(CorePermissions.SYSTEM_MANAGE);
        String you = may ? "plugin.off.you" : "plugin.off.administrator";
        String who = request.text(safeMode ? "plugin.off.safemode" : you);
        if (program) {
            return Response.problem(404, "module-off", title + ". " + who);
        }
        if (!isPage(request)) {
            return new Response.Json(404, Map.of("code", "module-off", "detail", title), null);
        }
        Map<String, Object> model = new HashMap<>();
        model.put("id", plugin.id());
        model.put("title", title);
        model.put("text", request.text("plugin.off.text") + " " + who);
        model.put("may", may);
        return new Response.Page(404, TEMPLATE, model);
    }

    /** Whether a browser asks for something to show in its window; what a script asks for, it reads itself. */
    private static boolean isPage(Request request) {
        @Nullable String accept = request.header("Accept");
        boolean shows = accept == null || accept.toLowerCase(Locale.ROOT).contains("text/html");
        return shows && request.header("HX-Request") == null && request.header("Samsyn-Autosave") == null;
    }
}
