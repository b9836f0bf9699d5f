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

    Activity stored(long newId, int newVersion) {
        return new Activity(
                newId, goalId, title, description, ownerIds, starts, due, state, progress, removed, newVersion);
    }

    Activity ownedBy(List<Long> newOwnerIds) {
        return new Activity(
                id, goalId, title, description, newOwnerIds, starts, due, state, progress, removed, version);
    }

    Activity withRemoved(boolean newRemoved) {
        return new Activity(
                id, goalId, title, description, ownerIds, starts, due, state, progress, newRemoved, version);
    }

    /** How far it has come. */
    public enum State {
        NOT_STARTED,
        ONGOING,
        DONE,
        CANCELLED
    }
}
