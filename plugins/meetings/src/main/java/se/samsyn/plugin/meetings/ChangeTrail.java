package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who changed what in the plugin's own tables, when, from what and to what. */
record ChangeTrail(Clock clock) {

    /** Something that is kept, by its table's name and its id. */
    record Entity(String name, long id, @Nullable Long meetingId) {}

    /** One field that got another value; null where there was or is none. */
    record Entry(Instant at, String personId, String entity, long entityId, String field, @Nullable String before, @Nullable String after) {}

    /** The text form that instants are stored in. */
    String now() {
        return Times.text(clock.instant());
    }

    void record(Handle handle, String personId, Entity entity, String field, @Nullable Object before, @Nullable Object after) {
        if (Objects.equals(before, after)) {
            return;
        }
        handle.createUpdate(
                        """
                        insert into p_meetings_change (at, person_id, meeting_id, entity, entity_id, field, old_value, new_value)
                        values (:at, :person, :meeting, :entity, :id, :field, :old, :new)
                        """)
                .bind("at", now())
                .bind("person", personId)
                .bind("meeting", entity.meetingId())
                .bind("entity", entity.name())
                .bind("id", entity.id())
                .bind("field", field)
                .bind("old", before == null ? null : before.toString())
                .bind("new", after == null ? null : after.toString())
                .execute();
    }

    /** What has happened to something, newest first. */
    static List<Entry> of(Handle handle, String entity, long entityId, int limit) {
        return handle.createQuery(
                        """
                        select at, person_id, entity, entity_id, field, old_value, new_value from p_meetings_change
                         where entity = :entity and entity_id = :id order by id desc limit :limit
                        """)
                .bind("entity", entity)
                .bind("id", entityId)
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        Instant.parse(row.getString("at")),
                        row.getString("person_id"),
                        row.getString("entity"),
                        row.getLong("entity_id"),
                        row.getString("field"),
                        row.getString("old_value"),
                        row.getString("new_value")))
                .list();
    }
}
