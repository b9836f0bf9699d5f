package se.samsyn.api.event;

/**
 * Publishes a plugin's own events.
 *
 * <pre>{@code
 * events.publish(CHANGED, Long.toString(meetingId), Map.of());
 * }</pre>
 *
 * <p>A test of it, by what its listener puts in the search:
 *
 * <pre>{@code
 * assertThat(TestMeetings.found(larare, "rastvakter", "Laget runt")).contains("Punkt på möte");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Events {

    /**
     * Publishes an event. Within {@code PluginDatabase.write} it is saved with what was written there, or not at all.
     *
     * <p>It is kept for thirty days for listeners that cannot take it at once.
     *
     * @param name a name that the plugin declared with {@code Contributions.publishes}
     * @param entityId what it happened to
     * @param body a record or map, written as JSON of at most 100,000 characters
     * @throws IllegalArgumentException when the plugin declared no such event, or the body is longer
     */
    void publish(String name, String entityId, Object body);
}
