package se.samsyn.core.event;

import se.samsyn.api.event.Event;

/**
 * One who hears of events of one kind.
 *
 * @param owner whose it is: a package of core's, or {@code plugin:<id>}
 * @param name unique for the owner
 * @param source {@code core}, or the id of a plugin
 * @param version the version of the event that it understands
 */
public record Listener(String owner, String name, String source, String event, int version, Reaction reaction) {

    /** What a listener does. */
    @FunctionalInterface
    public interface Reaction {

        void hear(Event event) throws Exception;
    }
}
