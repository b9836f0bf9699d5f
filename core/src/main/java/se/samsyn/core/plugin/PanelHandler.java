package se.samsyn.core.plugin;

import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.plugin.jar.PluginManifest;

/**
 * Answers with a panel's content: alone to a page that loads it, as a page of its own to a browser without script. A
 * panel that fails is a small notice.
 */
record PanelHandler(PluginScope scope, Panel panel, PluginManifest.Text pluginName) implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(PanelHandler.class);
    private static final String CARD = "se/samsyn/core/plugin/panel";
    private static final String PAGE = "se/samsyn/core/plugin/panel_page";

    /** What the templates show: the content, or the reference to what went wrong. */
    record Card(String title, String pluginName, String content, String reference) {}

    @Override
    public Response handle(Request request) {
        boolean alone = request.header("HX-Request") != null;
        return Response.page(alone ? CARD : PAGE, Map.of("panel", card(request)));
    }

    private Card card(Request request) {
        String title = request.text(panel.titleKey());
        String name = pluginName.in(request.locale());
        try {
            Response response = scope.answer(panel.handler(), request, request.path());
            if (!(response instanceof Response.Page page)) {
                throw new IllegalStateException("A panel answers with a page");
            }
            String content = scope.render(page.template(), page.model(), request.locale());
            return new Card(title, name, content, "");
        } catch (RuntimeException e) {
            String reference = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("The panel {} failed, reference {}", request.path(), reference, e);
            return new Card(title, name, "", reference);
        }
    }
}
