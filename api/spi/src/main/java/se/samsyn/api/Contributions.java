package se.samsyn.api;

import se.samsyn.api.access.Permission;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Route;

/**
 * Collects what a plugin adds to Samsyn. Everything is validated together when {@link SamsynPlugin#define} returns: a
 * second route with the same method and path, a permission asked for but not declared, or a panel in an unknown slot
 * refuses the plugin with a message that names it.
 *
 * @since 0.1.0
 */
public interface Contributions {

    /** Adds a page's route, relative to {@code /modules/{plugin id}}. Core keeps {@code /panels} there for itself. */
    Contributions route(Route route);

    /**
     * Adds an endpoint of the REST interface, relative to {@code /api/v1/modules/{plugin id}}. Callers carry a bearer
     * token; errors are problem documents.
     */
    Contributions endpoint(Route route);

    /** Adds an entry to the main navigation, shown to those who hold its permission. */
    Contributions navigation(NavigationEntry entry);

    /** Adds a panel to a named slot of a core page. */
    Contributions panel(Panel panel);

    /**
     * Declares a permission; routes, panels and navigation entries may ask for it by its name. Its label is the message
     * {@code permission.<name>}.
     */
    Contributions permission(Permission permission);

    /** Declares a setting; core draws its form on the modules page and keeps its value. */
    Contributions setting(Setting setting);

    /**
     * Names the folder in the plugin's jar that holds its migrations, SQL files named {@code V1__name.sql} and upwards.
     * Every table and index must be named with the plugin's prefix, {@code p_<id>_} with the hyphens of the id as
     * underscores. A migration may create, change and drop such tables and indexes and write rows in them; anything else
     * refuses the plugin. All that are pending run in one transaction.
     *
     * @param folder a resource folder without leading or trailing slash, such as {@code db}
     */
    Contributions migrations(String folder);

    /**
     * Names the message bundle in the plugin's jar: {@code <base>_sv.properties} and {@code <base>_en.properties}, both
     * in UTF-8 and with the same keys. Texts are {@link java.text.MessageFormat} patterns.
     *
     * @param base a resource path without leading slash, such as {@code messages}
     */
    Contributions messages(String base);
}
