package se.samsyn.core.people;

import org.jspecify.annotations.Nullable;

/**
 * A person who uses, or is named in, Samsyn.
 *
 * @param username what they sign in with; unique, lower case
 * @param email null when it is not known
 * @param locale {@code sv} or {@code en}
 */
public record User(
        long id, String username, String name, @Nullable String email, String locale, State state, int version) {

    /** Whether they can sign in. */
    public enum State {
        ACTIVE,
        BLOCKED,
        /** Their name is gone; the row stays since history points to it. */
        ERASED
    }
}
