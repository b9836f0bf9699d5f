package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that is done to reach a goal. */
public record Activity(
        long id,
        long goalId,
        String title,
        String description,
        List<Long> ownerIds,
        @Nullable LocalDate starts,
        @Nullable LocalDate due,
        State state,
        int progress,
        boolean removed,
        int version) {

    /** How far it has come. */
    public enum State {
        NOT_STARTED,
        ONGOING,
        DONE,
        CANCELLED
    }
}
