package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.samsyn.api.access.Permission;
import se.samsyn.api.web.Route;
import se.samsyn.core.imports.ImportType;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.service.PluginAddress;
import se.samsyn.core.web.RouteTable;

/** Everything of one plugin that the world sees while it is enabled. */
record ActivePlugin(
        PluginManifest manifest,
        PluginDefinition definition,
        PluginScope scope,
        PluginSettings settings,
        RouteTable pages,
        RouteTable endpoints,
        List<ImportType> importTypes) {

    static ActivePlugin of(
            PluginManifest manifest,
            PluginDefinition definition,
            PluginScope scope,
            PluginSettings settings,
            PluginHost host) {
        List<Route> pages = new ArrayList<>(definition.routes());
        for (int i = 0; i < definition.panels().size(); i++) {
            pages.add(new PanelHandler(scope, definition.panels().get(i), manifest.name(), host.goals()).route(i));
        }
        return new ActivePlugin(
                manifest,
                definition,
                scope,
                settings,
                new RouteTable(pages),
                new RouteTable(definition.endpoints()),
                PluginImport.types(manifest, definition, scope, host));
    }

    String id() {
        return manifest.id();
    }

    String address(String path) {
        return PluginAddress.of(id(), path);
    }

    /** Its permissions by their full names. */
    Map<String, Permission> permissions() {
        return definition.permissions().stream()
                .collect(Collectors.toMap(p -> scope.permission(p.name()), p -> p));
    }
}
