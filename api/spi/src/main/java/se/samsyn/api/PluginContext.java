package se.samsyn.api;

import java.time.Clock;
import se.samsyn.api.document.Documents;
import se.samsyn.api.event.Events;
import se.samsyn.api.live.Live;
import se.samsyn.api.search.SearchIndex;

/**
 * What a started plugin has of its own. Safe for use from many threads; valid until {@link SamsynPlugin#stop()} returns.
 *
 * <pre>{@code
 * DeliveryRepository deliveries = new DeliveryRepository(context.database());
 * parts = new Parts(
 *         new SickLeavePages(context.pluginId(), deliveries),
 *         new GoalPanel(context.pluginId()),
 *         new NightlyImport(context, deliveries));
 * }</pre>
 *
 * @since 0.9.0
 */
public interface PluginContext {

    /** The plugin's id, as in its manifest. */
    String pluginId();

    /** The plugin's way to its own tables. */
    PluginDatabase database();

    /**
     * The value of a setting that the plugin declared, in text form.
     *
     * @throws IllegalArgumentException when the plugin declared no such setting
     */
    String setting(String name);

    /** The clock that all of Samsyn reads; a test may set it. */
    Clock clock();

    /** Reads and writes JSON for the plugin, records included. */
    JsonFormat json();

    /**
     * Publishes the plugin's events.
     *
     * @since 0.9.0
     */
    Events events();

    /**
     * Tells open pages what changes.
     *
     * @since 0.9.0
     */
    Live live();

    /**
     * What the search finds of the plugin's.
     *
     * @since 0.9.0
     */
    SearchIndex search();

    /**
     * Makes Word and PDF files.
     *
     * @since 0.9.0
     */
    Documents documents();
}
