package se.samsyn.core.plugin;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.plugin.development.Explainer;
import se.samsyn.core.plugin.development.Explanation;
import se.samsyn.core.web.LiveChannel;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Scope;

/** The pages of a plugin that is being written: as {@link PluginScope}, but for saying what went wrong, and where. */
record DevelopedScope(PluginScope plugin, Explainer explainer) implements Scope {

    private static final String TEMPLATE = "se/samsyn/core/plugin/development";

    @Override
    public Optional<Response> explained(Exception failure, boolean api) {
        Explanation explanation = explainer.explain(failure);
        return Optional.of(
                api ? Response.problem(500, "internal", explanation.line()) : page(explanation, "", plugin.id()));
    }

    /** What all pages of a plugin answer while what was saved last of it cannot be used. */
    static Route instead(String id, PluginDevelopment.Failure failure) {
        return Route.get("/", Access.everyone(), request ->
                page(failure.explanation(), PluginRow.problem(request, failure.problem()), id));
    }

    private static Response page(Explanation explanation, String problem, String id) {
        Map<String, Object> model = new HashMap<>();
        model.put("explanation", explanation);
        model.put("problem", problem);
        model.put("id", id);
        return new Response.Page(500, TEMPLATE, model);
    }

    @Override
    public Response call(Handler handler, Request request) throws Exception {
        return handler instanceof PanelHandler panel
                ? panel.handle(request, failure -> explainer.explain(failure).line())
                : plugin.call(handler, request);
    }

    @Override
    public LiveChannel live() {
        return plugin.live();
    }

    @Override
    public Messages messages() {
        return plugin.messages();
    }

    @Override
    public String render(String template, Map<String, ?> model, Locale locale) {
        return plugin.render(template, model, locale);
    }

    @Override
    public String json(@Nullable Object value) {
        return plugin.json(value);
    }

    @Override
    public String permission(String declared) {
        return plugin.permission(declared);
    }

    @Override
    public Caller caller(CurrentUser user) {
        return plugin.caller(user);
    }

    @Override
    public Services services(CurrentUser user) {
        return plugin.services(user);
    }
}
