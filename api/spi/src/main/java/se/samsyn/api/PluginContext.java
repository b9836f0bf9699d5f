package se.samsyn.api;

import java.time.Clock;

/**
 * What a started plugin has of its own. Safe for use from many threads; valid until {@link SamsynPlugin#stop()} returns.
 *
 * @since 0.1.0
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
}
