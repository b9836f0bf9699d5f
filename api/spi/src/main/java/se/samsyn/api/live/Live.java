package se.samsyn.api.live;

import java.util.List;

/**
 * Tells open pages what changes, as server-sent events. A page listens to what a route answers with {@code
 * Response.stream(topic)}; that route says who may. Safe for use from many threads.
 *
 * <pre>{@code
 * .route(Route.get(MEETING + "/live", SIGNED_IN, by((p, r) -> p.live().listen(r))))
 * }</pre>
 *
 * <pre>{@code
 * live.tell(place.meeting().topic(), "agenda", "");
 * return store.items().remove(handle, place.item(), version, r.caller().id()) ? Removal.DONE : Removal.STALE;
 * }</pre>
 *
 * <p>In the page, {@code <div data-live="/modules/meetings/meetings/7/live">} around {@code <div data-live-on="agenda"
 * data-live-get="/modules/meetings/meetings/7/agenda">} shows it anew when it is told. A test of it, in two browsers:
 *
 * <pre>{@code
 * note(secretary).pressSequentially(SECOND);
 * …
 * secretary.page().context().setOffline(false);
 * assertThat(note(chair)).hasValue(SECOND);
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Live {

    /**
     * Tells everyone who listens to the topic, within a second. Within {@code PluginDatabase.write} it is told after what is
     * written there is saved, and not at all when it is not. Does not wait for those who listen.
     *
     * <p>Whoever listens was let in when they connected. Tell that something changed rather than what it became, and let
     * the page ask for that, so that each answer is checked anew.
     *
     * @param topic of the plugin's own, 1 to 100 characters
     * @param event the event's name: lower-case letters, digits and hyphens, at most 50, but not {@code present}
     * @param data a text, such as JSON; may have line breaks; at most 64,000 characters
     * @throws IllegalArgumentException when topic, event or data are not such
     */
    void tell(String topic, String event, String data);

    /**
     * Lets a user who listens to the topic go: for when they may not any more. Within {@code PluginDatabase.write} it
     * happens after what is written there is saved. Their page connects anew by itself, and the route says whether they
     * still may. Core asks by itself whether the route's access still lets someone in, and whether they have what {@code
     * Response.Stream.whilePermitted} says, but what else the route's handler decides only when they connect anew, within
     * ten minutes.
     *
     * @param topic as for {@link #tell}
     * @param userId the user's id; nothing happens when they do not listen
     */
    void letGo(String topic, String userId);

    /**
     * Who listens to the topic now, each once, by name in Swedish order. When that changes the listeners are told by the
     * event {@code present}, whose data are the names as a JSON array; someone who leaves is missed within half a minute,
     * and not at all when they are back within three seconds. Those who are not signed in are not in it.
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
