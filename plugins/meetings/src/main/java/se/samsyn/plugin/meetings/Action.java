package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is to do.
 *
 * @param ownerId core's id of who, or null while nobody is named
 * @param due the last day, or null
 * @param goalId the goal that it serves, or null
 * @param unitId the unit that does it
 * @param activityId the activity of core's that it has become, or null
 * @param done whether it is; an activity's own state says it where there is one
 */
public record Action(
        long id,
        long itemId,
        long meetingId,
        long seriesId,
        String text,
        @Nullable String ownerId,
        @Nullable LocalDate due,
        @Nullable String goalId,
        String unitId,
        @Nullable String activityId,
        boolean done,
        String changedBy,
        Instant changedAt,
        int version) {

    static final String ENTITY = "action";

    /** Where it is changed, from the module's own start. */
    String path() {
        return "/meetings/" + meetingId + "/items/" + itemId + "/actions/" + id;
    }

    ChangeTrail.Entity entity() {
        return new ChangeTrail.Entity(ENTITY, id, meetingId);
    }
}
