package se.samsyn.core.plugin;

import java.time.Clock;
import se.samsyn.api.JsonFormat;
import se.samsyn.api.PluginContext;
import se.samsyn.api.PluginDatabase;
import se.samsyn.api.document.Documents;
import se.samsyn.api.event.Events;
import se.samsyn.api.live.Live;
import se.samsyn.api.search.SearchIndex;

/** What one started plugin has of its own. */
record PluginContextOf(
        String pluginId,
        PluginDatabase database,
        PluginSettings settings,
        Clock clock,
        JsonFormat json,
        Events events,
        Live live,
        SearchIndex search,
        Documents documents)
        implements PluginContext {

    @Override
    public String setting(String name) {
        return settings.value(name);
    }
}
