package se.samsyn.api.event;

import java.util.Objects;
import se.samsyn.api.service.Services;

/**
 * Hears of events after they are saved: each at least once, those of one entity in order. From where it left off, also
 * after a stop or a crash; what happened before it was first enabled it does not hear of, nor what happens while it is
 * off.
 *
 * <pre>{@code
 * .listener(new EventListener(
 *         "done-elsewhere", "core", "activity", 1, (event, services) -> parts.doneElsewhere().hear(event, services)));
 * }</pre>
 *
 * <p>A test of it, which waits, since it is heard afterwards:
 *
 * <pre>{@code
 * assertThat(world.larare.post(activity + "/done", Map.of("version", version)).status()).isEqualTo(303);
 * …
 * eventually("the meeting hears that it is done", () -> !world.samsyn
 *         .rows("select id from p_meetings_action where state = 'DONE'")
 *         .isEmpty());
 * }</pre>
 *
 * @param name unique within the plugin; lower-case letters, digits and hyphens
 * @param source {@code core}, or the id of the plugin that publishes the events
 * @param event the events' name
 * @param version the version that it understands; others are not delivered
 * @param reaction what it does
 * @since 0.9.0
 */
public record EventListener(String name, String source, String event, int version, Reaction reaction) {

    public EventListener {
        Objects.requireNonNull(name);
        Objects.requireNonNull(source);
        Objects.requireNonNull(event);
        Objects.requireNonNull(reaction);
    }

    /** What a listener does. */
    @FunctionalInterface
    public interface Reaction {

        /**
         * Called on a thread of core's, one event at a time. An exception is logged and counted on the modules page; the
         * event is tried again twice and then left.
         *
         * @param event what happened
         * @param services Samsyn's data as the plugin itself may read it; no permissions to write
         */
        void hear(Event event, Services services) throws Exception;
    }
}
