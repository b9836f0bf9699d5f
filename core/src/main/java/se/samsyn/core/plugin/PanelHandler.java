package se.samsyn.core.plugin;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.Ids;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.PanelSource;

/**
 * Answers with a panel's content: alone to a page that loads it, as a page of its own to a browser without script. A
 * panel that fails is a small notice.
 */
record PanelHandler(PluginScope scope, Panel panel, PluginManifest.Text pluginName, GoalPlaces goals)
        implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(PanelHandler.class);
    private static final String CARD = "se/samsyn/core/plugin/panel";
    private static final String PAGE = "se/samsyn/core/plugin/panel_page";

    /** What the templates show: the content, or the reference to what went wrong. */
    record Card(String title, String pluginName, String content, String reference, String explanation) {}

    /** Where the panel of this number answers. */
    Route route(int number) {
        Access access = Access.permission(panel.permission());
        String path = "/panels/" + number;
        return switch (panel.slot()) {
            case UNIT_RAIL -> Route.get(path + "/{unit}", access.on("unit"), this);
            case GOAL_RAIL -> Route.get(path + "/{unit}/{goal}", access.on("unit"), this);
            case MY_PAGE_RAIL -> Route.get(path, access, this);
        };
    }

    /** Where the panel of this number answers for a page. */
    static String address(int number, PanelSource.Place place) {
        return Stream.of(number, place.unitId(), place.goalId())
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.joining("/", "/panels/", ""));
    }

    @Override
    public Response handle(Request request) {
        return handle(request, failure -> "");
    }

    /**
     * @param explained says more of a failure to whoever is to see it; empty for nothing more
     */
    Response handle(Request request, Function<RuntimeException, String> explained) {
        if (panel.slot() == Panel.Slot.GOAL_RAIL) {
            requireGoal(request);
        }
        boolean alone = request.header("HX-Request") != null;
        return Response.page(alone ? CARD : PAGE, Map.of("panel", card(request, explained)));
    }

    /** Who may see the panel was asked of the unit in the address: the goal has to be of that unit. */
    private void requireGoal(Request request) {
        long unit = Ids.parse(request.pathParameter("unit")).orElse(0);
        long goal = Ids.parse(request.pathParameter("goal")).orElse(0);
        if (!goals.on(HttpRequest.user(request), goal, unit)) {
            throw new NotFound("goal " + goal + " on unit " + unit);
        }
    }

    private Card card(Request request, Function<RuntimeException, String> explained) {
        String title = request.text(panel.titleKey());
        String name = pluginName.in(request.locale());
        try {
            Response response = scope.answer(panel.handler(), request, request.path());
            if (!(response instanceof Response.Page page)) {
                throw new IllegalStateException("A panel answers with a page");
            }
            String content = scope.render(page.template(), page.model(), request.locale());
            return new Card(title, name, content, "", "");
        } catch (RuntimeException e) {
            String reference = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("The panel {} failed, reference {}", request.path(), reference, e);
            return new Card(title, name, "", reference, explained.apply(e));
        }
    }
}
