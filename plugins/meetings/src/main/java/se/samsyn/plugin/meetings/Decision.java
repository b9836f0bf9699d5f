package se.samsyn.plugin.meetings;

import java.time.Instant;

/** Something that was decided on an item. */
public record Decision(
        long id, long itemId, long meetingId, long seriesId, String text, String changedBy, Instant changedAt, int version) {

    static final String ENTITY = "decision";

    ChangeTrail.Entity entity() {
        return new ChangeTrail.Entity(ENTITY, id, meetingId);
    }
}
