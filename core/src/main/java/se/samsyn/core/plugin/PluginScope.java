package se.samsyn.core.plugin;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.plugin.service.ServiceSource;
import se.samsyn.core.web.LiveChannel;
import se.samsyn.core.web.CoreContent;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Scope;
import se.samsyn.core.web.Templates;

/**
 * One plugin's pages: its texts, templates and permissions. Handlers, templates, records and files of the plugin are
 * called through its gateway alone.
 *
 * @param permissions the names of the permissions that the plugin declared
 * @param services core's data for a user through the plugin of an id
 */
record PluginScope(
        String id,
        Set<String> permissions,
        Messages messages,
        Templates templates,
        PluginJson json,
        PluginGateway gateway,
        LiveChannel live,
        ServiceSource services)
        implements Scope {

    @Override
    public String permission(String declared) {
        return permissions.contains(declared) ? id + ":" + declared : declared;
    }

    @Override
    public Caller caller(CurrentUser user) {
        return new PluginCaller(user, this::permission);
    }

    @Override
    public Services services(CurrentUser user) {
        return services(user, row -> {});
    }

    /** The same, where somebody hears of each row of a file that is not taken in, and why. */
    Services services(CurrentUser user, Consumer<String> rejected) {
        return services.of(user, id, rejected);
    }

    @Override
    public String render(String template, Map<String, ?> model, Locale locale) {
        return gateway.call(template, () -> templates.render(template, model, locale));
    }

    @Override
    public String json(@Nullable Object value) {
        return gateway.call("JSON", () -> json.write(value));
    }

    @Override
    public Response call(Handler handler, Request request) throws Exception {
        if (handler instanceof PanelHandler panel) {
            return panel.handle(request);
        }
        return answer(handler, request, request.path());
    }

    Response answer(Handler handler, Request request, String what) {
        Response response = gateway.call(what, () -> {
            Response answer = handler.handle(request);
            if (answer == null) {
                throw new IllegalStateException("A handler answered null");
            }
            return answer;
        });
        return response instanceof Response.File file && !(file.content() instanceof CoreContent)
                ? throughGateway(file, what)
                : response;
    }

    private Response throughGateway(Response.File file, String what) {
        return new Response.File(
                file.name(),
                file.contentType(),
                out -> gateway.call(what, () -> {
                    file.content().writeTo(out);
                    return true;
                }));
    }
}
