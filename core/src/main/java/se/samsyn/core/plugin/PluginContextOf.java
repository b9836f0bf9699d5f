package se.samsyn.core.plugin;

import java.time.Clock;
import se.samsyn.api.JsonFormat;
import se.samsyn.api.PluginContext;
import se.samsyn.api.PluginDatabase;

/** What one started plugin has of its own. */
record PluginContextOf(String pluginId, PluginDatabase database, PluginSettings settings, Clock clock, JsonFormat json)
        implements PluginContext {

    @Override
    public String setting(String name) {
        return settings.value(name);
    }
}
