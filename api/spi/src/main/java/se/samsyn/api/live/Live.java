package se.samsyn.api.live;

import java.util.List;

/**
 * Tells open pages what changes, as server-sent events. A page listens to what a route answers with {@code
 * Response.stream(topic)}; that route's access says who may. Safe for use from many threads.
 *
 * @since 0.9.0
 */
public interface Live {

    /**
     * Tells everyone who listens to the topic, within a second. Within {@code PluginDatabase.write} it is told after what is
     * written there is saved, and not at all when it is not.
     *
     * @param topic of the plugin's own, at most 100 characters
     * @param event the event's name
     * @param data a text, such as JSON; may have line breaks
     */
    void tell(String topic, String event, String data);

    /**
     * Who listens to the topic now, each once, by name in Swedish order. When that changes the listeners are told by the
     * event {@code present}, whose data are the names as a JSON array.
     */
    List<Present> present(String topic);

    /**
     * Someone who listens.
     *
     * @param userId the user's id
     * @param name the name to show
     */
    record Present(String userId, String name) {}
}
