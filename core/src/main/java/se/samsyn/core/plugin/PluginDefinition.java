package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.Contributions;
import se.samsyn.api.Setting;
import se.samsyn.api.access.Permission;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Route;

/**
 * What a plugin said that it adds.
 *
 * @param migrations the folder of its migrations, or null
 * @param messages the base name of its message bundle, or null
 */
record PluginDefinition(
        List<Route> routes,
        List<Route> endpoints,
        List<NavigationEntry> navigation,
        List<Panel> panels,
        List<Permission> permissions,
        List<Setting> settings,
        @Nullable String migrations,
        @Nullable String messages) {

    /** Collects what the plugin says, until it has said all. */
    static final class Collector implements Contributions {

        private final List<Route> routes = new ArrayList<>();
        private final List<Route> endpoints = new ArrayList<>();
        private final List<NavigationEntry> navigation = new ArrayList<>();
        private final List<Panel> panels = new ArrayList<>();
        private final List<Permission> permissions = new ArrayList<>();
        private final List<Setting> settings = new ArrayList<>();
        private @Nullable String migrations;
        private @Nullable String messages;

        PluginDefinition definition() {
            return new PluginDefinition(
                    List.copyOf(routes),
                    List.copyOf(endpoints),
                    List.copyOf(navigation),
                    List.copyOf(panels),
                    List.copyOf(permissions),
                    List.copyOf(settings),
                    migrations,
                    messages);
        }

        @Override
        public Contributions route(Route route) {
            routes.add(route);
            return this;
        }

        @Override
        public Contributions endpoint(Route route) {
            endpoints.add(route);
            return this;
        }

        @Override
        public Contributions navigation(NavigationEntry entry) {
            navigation.add(entry);
            return this;
        }

        @Override
        public Contributions panel(Panel panel) {
            panels.add(panel);
            return this;
        }

        @Override
        public Contributions permission(Permission permission) {
            permissions.add(permission);
            return this;
        }

        @Override
        public Contributions setting(Setting setting) {
            settings.add(setting);
            return this;
        }

        @Override
        public Contributions migrations(String folder) {
            migrations = folder;
            return this;
        }

        @Override
        public Contributions messages(String base) {
            messages = base;
            return this;
        }
    }
}
