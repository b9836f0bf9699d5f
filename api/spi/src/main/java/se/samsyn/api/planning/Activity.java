package se.samsyn.api.planning;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done.
 *
 * @param id an opaque text
 * @param goalId the goal that it serves, or null
 * @param unitId the unit that does it
 * @param title what
 * @param description more about it; may be empty
 * @param ownerIds the users who do it
 * @param due the last day, or null
 * @param state how far it has come
 * @param address its page
 * @param version grows with each change
 * @param changeable whether {@link Activities#change} would let the caller in
 * @since 0.9.0
 */
public record Activity(
        String id,
        @Nullable String goalId,
        String unitId,
        String title,
        String description,
        Set<String> ownerIds,
        @Nullable LocalDate due,
        State state,
        String address,
        int version,
        boolean changeable) {

    /** How far an activity has come. */
    public enum State {
        NOT_STARTED,
        ONGOING,
        DONE,
        CANCELLED
    }

    /** Whether there is anything left to do. */
    public boolean open() {
        return state == State.NOT_STARTED || state == State.ONGOING;
    }
}
