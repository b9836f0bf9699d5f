package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.samsyn.api.access.Permission;
import se.samsyn.api.web.Route;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.web.RouteTable;

/** Everything of one plugin that the world sees while it is enabled. */
record ActivePlugin(
        PluginManifest manifest,
        PluginDefinition definition,
        PluginScope scope,
        PluginSettings settings,
        RouteTable pages,
        RouteTable endpoints) {

    static ActivePlugin of(
            PluginManifest manifest,
            PluginDefinition definition,
            PluginScope scope,
            PluginSettings settings,
            GoalPlaces goals) {
        List<Route> pages = new ArrayList<>(definition.routes());
        for (int i = 0; i < definition.panels().size(); i++) {
            pages.add(new PanelHandler(scope, definition.panels().get(i), manifest.name(), goals).route(i));
        }
        return new ActivePlugin(
                manifest, definition, scope, settings, new RouteTable(pages), new RouteTable(definition.endpoints()));
    }

    String id() {
        return manifest.id();
    }

    String address(String path) {
        return "/modules/" + id() + (path.equals("/") ? "" : path);
    }

    /** Its permissions by their full names. */
    Map<String, Permission> permissions() {
        return definition.permissions().stream()
                .collect(Collectors.toMap(p -> scope.permission(p.name()), p -> p));
    }
}
