package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done, to reach a goal or as a unit's own.
 *
 * @param goalId the goal that it serves; null when it is a unit's own
 * @param unitId the unit whose own it is; null when it serves a goal
 * @param causeId the cause that it is to do something about; null when it points at none
 * @param origin where in a plugin it comes from; null when a person made it here
 * @param previousActivityId the same activity in an earlier plan
 */
public record Activity(
        long id,
        @Nullable Long goalId,
        @Nullable Long unitId,
        String title,
        String description,
        List<Long> ownerIds,
        @Nullable LocalDate starts,
        @Nullable LocalDate due,
        State state,
        int progress,
        @Nullable Long causeId,
        @Nullable Origin origin,
        @Nullable Long previousActivityId,
        boolean removed,
        int version) {

    /**
     * Where an activity comes from.
     *
     * @param plugin the id of the plugin that made it
     * @param text such as a meeting's name and day
     * @param path the plugin's route that shows it
     */
    public record Origin(String plugin, String text, String path) {

        /** The route alone, without what of the page it points at. */
        public String page() {
            return path.split("[?#]", 2)[0];
        }

        /** Its page, while the plugin is there. */
        public String address() {
            return "/modules/" + plugin + path;
        }
    }

    /** Whether there is anything left to do. */
    public boolean open() {
        return state == State.NOT_STARTED || state == State.ONGOING;
    }

    Activity stored(long newId, int newVersion) {
        return new Activity(
                newId, goalId, unitId, title, description, ownerIds, starts, due, state, progress, causeId, origin,
                previousActivityId, removed, newVersion);
    }

    Activity ownedBy(List<Long> newOwnerIds) {
        return new Activity(
                id, goalId, unitId, title, description, newOwnerIds, starts, due, state, progress, causeId, origin,
                previousActivityId, removed, version);
    }

    Activity withRemoved(boolean newRemoved) {
        return new Activity(
                id, goalId, unitId, title, description, ownerIds, starts, due, state, progress, causeId, origin,
                previousActivityId, newRemoved, version);
    }

    /** The same, come as far as this. */
    public Activity reported(State newState, int newProgress) {
        return new Activity(
                id, goalId, unitId, title, description, ownerIds, starts, due, newState, newProgress, causeId, origin,
                previousActivityId, removed, version);
    }

    Activity pointing(@Nullable Long newCauseId) {
        return new Activity(
                id, goalId, unitId, title, description, ownerIds, starts, due, state, progress, newCauseId, origin,
                previousActivityId, removed, version);
    }

    Activity from(@Nullable Origin newOrigin) {
        return new Activity(
                id, goalId, unitId, title, description, ownerIds, starts, due, state, progress, causeId,
                newOrigin, previousActivityId, removed, version);
    }

    /** How far it has come. */
    public enum State {
        NOT_STARTED,
        ONGOING,
        DONE,
        CANCELLED
    }
}
