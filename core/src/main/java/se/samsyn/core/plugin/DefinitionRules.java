package se.samsyn.core.plugin;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.Setting;
import se.samsyn.api.access.Permission;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.web.Assets;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.RouteTable;

/** Validates what a plugin adds, as a whole, before any of it is used. */
final class DefinitionRules {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]*");
    private static final String PANELS = "panels";

    private final PluginDefinition definition;
    private final Messages messages;
    private final Set<String> own;

    private DefinitionRules(PluginDefinition definition, Messages messages) {
        this.definition = definition;
        this.messages = messages;
        this.own = definition.permissions().stream().map(Permission::name).collect(Collectors.toSet());
    }

    /**
     * @param messages the plugin's own texts, with core's behind them
     * @throws PluginRefused at the first thing that is wrong
     */
    static void check(PluginDefinition definition, Messages messages) {
        DefinitionRules rules = new DefinitionRules(definition, messages);
        rules.checkLanguages();
        rules.checkPermissions();
        rules.checkRoutes(definition.routes());
        rules.checkRoutes(definition.endpoints());
        rules.checkPanels();
        rules.checkNavigation();
        rules.checkSettings();
        new FigureRules(definition, messages).check();
        new WorkRules(definition, rules).check();
    }

    private void checkLanguages() {
        for (Locale locale : Messages.LOCALES) {
            messages.keys(locale).forEach(key -> requireFormat(locale, key));
            for (Locale other : Messages.LOCALES) {
                Set<String> missing = new TreeSet<>(messages.keys(locale));
                missing.removeAll(messages.keys(other));
                if (!missing.isEmpty()) {
                    throw new PluginRefused("message.language", String.join(", ", missing), other.getLanguage());
                }
            }
        }
    }

    private void requireFormat(Locale locale, String key) {
        try {
            messages.text(locale, key);
        } catch (IllegalArgumentException e) {
            throw new PluginRefused("message.format", e, key, locale.getLanguage());
        }
    }

    void requireMessage(String key) {
        if (!messages.has(key)) {
            throw new PluginRefused("message.missing", key);
        }
    }

    private void checkPermissions() {
        Set<String> seen = new HashSet<>();
        for (Permission permission : definition.permissions()) {
            if (!NAME.matcher(permission.name()).matches()) {
                throw new PluginRefused("name", permission.name());
            }
            if (!seen.add(permission.name()) || isOfCore(permission.name())) {
                throw new PluginRefused("permission.twice", permission.name());
            }
            requireMessage("permission." + permission.name());
        }
    }

    private static boolean isOfCore(String name) {
        return CorePermissions.ALL.stream().anyMatch(p -> p.name().equals(name));
    }

    void requirePermission(@Nullable String name) {
        if (name == null || !own.contains(name) && !isOfCore(name)) {
            throw new PluginRefused("permission.unknown", name);
        }
    }

    private void checkRoutes(List<Route> routes) {
        for (Route route : routes) {
            if (route.path().equals("/" + PANELS) || route.path().startsWith("/" + PANELS + "/")) {
                throw new PluginRefused("route.reserved", route.path());
            }
            Access access = route.access();
            if (access.permission() != null) {
                requirePermission(access.permission());
            }
            if (access.unitParameter() != null && !RouteTable.parameters(route.path()).contains(access.unitParameter())) {
                throw new PluginRefused("route.unit", route.path(), access.unitParameter());
            }
        }
        try {
            new RouteTable(routes);
        } catch (RouteTable.RouteConflict conflict) {
            Route route = conflict.route();
            throw conflict.parameter() == null
                    ? new PluginRefused("route.twice", conflict, route.method(), route.path())
                    : new PluginRefused("route.parameter", conflict, route.path(), conflict.parameter());
        }
    }

    private void checkPanels() {
        for (Panel panel : definition.panels()) {
            requirePermission(panel.permission());
            requireMessage(panel.titleKey());
        }
    }

    private void checkNavigation() {
        if (definition.navigation().isEmpty()) {
            return;
        }
        RouteTable routes = new RouteTable(definition.routes());
        Set<String> icons = Assets.load().icons();
        for (NavigationEntry entry : definition.navigation()) {
            requirePermission(entry.permission());
            requireMessage(entry.labelKey());
            if (routes.match(Route.Method.GET, entry.path()).isEmpty()) {
                throw new PluginRefused("navigation.route", entry.path());
            }
            if (!icons.contains(entry.icon())) {
                throw new PluginRefused("navigation.icon", entry.icon(), String.join(", ", icons));
            }
        }
    }

    private void checkSettings() {
        Set<String> seen = new HashSet<>();
        for (Setting setting : definition.settings()) {
            if (!NAME.matcher(setting.name()).matches()) {
                throw new PluginRefused("name", setting.name());
            }
            if (!seen.add(setting.name())) {
                throw new PluginRefused("setting.twice", setting.name());
            }
            if (!PluginSettings.fits(setting, setting.defaultValue())) {
                throw new PluginRefused("setting.default", setting.name(), setting.defaultValue());
            }
            requireMessage("setting." + setting.name());
            requireMessage("setting." + setting.name() + ".help");
        }
    }
}
