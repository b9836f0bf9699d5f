package se.samsyn.api;

import se.samsyn.api.access.Permission;
import se.samsyn.api.command.Command;
import se.samsyn.api.event.EventListener;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.imports.Importer;
import se.samsyn.api.job.Job;
import se.samsyn.api.measuring.IndicatorSource;
import se.samsyn.api.search.SearchAudience;
import se.samsyn.api.shared.SharedRecord;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Route;
import se.samsyn.api.work.CalendarSource;
import se.samsyn.api.work.TaskSource;

/**
 * Collects what a plugin adds to Samsyn. Everything is validated together when {@link SamsynPlugin#define} returns: a
 * second route with the same method and path, or a permission asked for but not declared, refuses the plugin with a message
 * that names it.
 *
 * <pre>{@code
 * .setting(new Setting(FILE_SETTING, Setting.Type.TEXT, ""))
 * .job(Job.named("import", Schedule.daily(LocalTime.of(3, 30)), run -> parts.nightly().run(run))
 *         .acting("import.run"))
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(ContributionList.of(new SchoolQualityPlugin())).contains("settings least-answers", "panels UNIT_RAIL");
 * }</pre>
 *
 * @since 0.9.0
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

    /**
     * Adds a job.
     *
     * @since 0.9.0
     */
    Contributions job(Job job);

    /**
     * Adds a listener to events of core's or of another plugin's; one that is not there or off publishes none.
     *
     * @since 0.9.0
     */
    Contributions listener(EventListener listener);

    /**
     * Declares an event that the plugin publishes by {@code PluginContext.events()}.
     *
     * @param name lower-case letters, digits and hyphens
     * @param version of the body's form, from 1
     * @since 0.9.0
     */
    Contributions publishes(String name, int version);

    /**
     * Lets other plugins read something.
     *
     * @since 0.9.0
     */
    Contributions shares(SharedRecord record);

    /**
     * Adds a system that figures come from, with its indicators.
     *
     * @since 0.9.0
     */
    Contributions indicatorSource(IndicatorSource source);

    /**
     * Adds a kind of file that figures are imported from.
     *
     * @since 0.9.0
     */
    Contributions importer(Importer importer);

    /**
     * Adds a field to core's goals.
     *
     * @since 0.9.0
     */
    Contributions customField(CustomField field);

    /**
     * Adds to what waits for a person on 'Min sida'.
     *
     * @since 0.9.0
     */
    Contributions tasks(TaskSource source);

    /**
     * Adds to people's calendars.
     *
     * @since 0.9.0
     */
    Contributions calendar(CalendarSource source);

    /**
     * Lets what the plugin puts in {@code PluginContext.search()} be found by those whom this says. At most one.
     *
     * @since 0.9.0
     */
    Contributions search(SearchAudience audience);

    /**
     * Adds a subcommand of the command line.
     *
     * @since 0.9.0
     */
    Contributions command(Command command);
}
