package se.samsyn.core.plugin;

import java.util.List;
import java.util.Objects;
import se.samsyn.api.JsonFormat;
import se.samsyn.api.event.Events;
import se.samsyn.core.event.EventLog;

/** A plugin's way to tell others what has happened. */
record PluginEvents(String plugin, List<PluginDefinition.EventType> declared, JsonFormat json, EventLog log)
        implements Events {

    private static final int LONGEST = 100_000;

    @Override
    public void publish(String name, String entityId, Object body) {
        PluginDefinition.EventType type = declared.stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No event named " + name + " was declared"));
        String written = json.write(body);
        if (written.length() > LONGEST) {
            throw new IllegalArgumentException("The event " + name + " is longer than " + LONGEST + " characters");
        }
        log.publish(plugin, name, type.version(), Objects.requireNonNull(entityId), written);
    }
}
