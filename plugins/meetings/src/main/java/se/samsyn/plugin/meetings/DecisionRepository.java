package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;

/** Decisions in the plugin's tables. */
final class DecisionRepository {

    private static final String SELECT =
            """
            select d.id, d.item_id, d.meeting_id, d.series_id, d.text, d.changed_by, d.changed_at, d.version
              from p_meetings_decision d
            """;
    private static final RowMapper<Decision> DECISION = (row, context) -> new Decision(
            row.getLong("id"),
            row.getLong("item_id"),
            row.getLong("meeting_id"),
            row.getLong("series_id"),
            row.getString("text"),
            row.getString("changed_by"),
            Instant.parse(row.getString("changed_at")),
            row.getInt("version"));

    private final PluginDatabase database;
    private final ChangeTrail trail;

    DecisionRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    Optional<Decision> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    static Optional<Decision> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " where d.id = :id and d.removed = false")
                .bind("id", id)
                .map(DECISION)
                .findOne();
    }

    List<Decision> ofItem(long itemId) {
        return database.read(handle -> handle.createQuery(
                        SELECT + " where d.item_id = :item and d.removed = false order by d.id")
                .bind("item", itemId)
                .map(DECISION)
                .list());
    }

    List<Decision> ofMeeting(long meetingId) {
        return database.read(handle -> handle.createQuery(
                        SELECT + " where d.meeting_id = :meeting and d.removed = false order by d.id")
                .bind("meeting", meetingId)
                .map(DECISION)
                .list());
    }

    /** Decisions that can be seen with a greater id, in the order that they were made. */
    List<Decision> after(Insight.Reach reach, long id, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(SELECT
                        + " join p_meetings_series s on s.id = d.series_id where " + Insight.VISIBLE
                        + " and d.removed = false and d.id > :after order by d.id limit :limit"))
                .bind("after", id)
                .bind("limit", limit)
                .map(DECISION)
                .list());
    }

    /** The one that the same form made when it was sent before; not when someone else has changed it since. */
    Optional<Decision> sent(Handle handle, Item item, @Nullable String key, String text, String personId) {
        return key == null
                ? Optional.empty()
                : handle.createQuery(SELECT + " where d.item_id = :item and d.sent_key = :key and d.removed = false")
                        .bind("item", item.id())
                        .bind("key", key)
                        .map(DECISION)
                        .findOne()
                        .filter(made -> made.changedBy().equals(personId) || made.text().equals(text));
    }

    Decision add(Handle handle, Item item, String text, @Nullable String sentKey, String personId) {
        handle.createUpdate("update p_meetings_decision set sent_key = null where item_id = :item and sent_key = :key")
                .bind("item", item.id())
                .bind("key", sentKey)
                .execute();
        long id = handle.createQuery(
                        """
                        insert into p_meetings_decision
                            (item_id, meeting_id, series_id, text, sent_key, removed, changed_by, changed_at, version)
                        values (:item, :meeting, :series, :text, :key, false, :person, :at, 1) returning id
                        """)
                .bind("item", item.id())
                .bind("meeting", item.meetingId())
                .bind("series", item.seriesId())
                .bind("text", text)
                .bind("key", sentKey)
                .bind("person", personId)
                .bind("at", trail.now())
                .mapTo(Long.class)
                .one();
        Decision decision = find(handle, id).orElseThrow();
        trail.record(handle, personId, decision.entity(), "text", null, text);
        return decision;
    }

    /** False when someone else changed it since that version. */
    boolean update(Handle handle, Decision before, int version, String text, String personId) {
        int changed = handle.createUpdate(
                        """
                        update p_meetings_decision set text = :text, changed_by = :person, changed_at = :at, version = version + 1
                         where id = :id and version = :version
                        """)
                .bind("text", text)
                .bind("person", personId)
                .bind("at", trail.now())
                .bind("id", before.id())
                .bind("version", version)
                .execute();
        if (changed == 0) {
            return false;
        }
        trail.record(handle, personId, before.entity(), "text", before.text(), text);
        return true;
    }

    /** False when someone else changed it since that version. */
    boolean remove(Handle handle, Decision before, int version, String personId) {
        if (before.version() != version && !before.changedBy().equals(personId)) {
            return false;
        }
        int changed = handle.createUpdate(
                        """
                        update p_meetings_decision set removed = true, version = version + 1
                         where id = :id and version = :version
                        """)
                .bind("id", before.id())
                .bind("version", before.version())
                .execute();
        if (changed == 0) {
            return false;
        }
        trail.record(handle, personId, before.entity(), "removed", before.text(), null);
        return true;
    }
}
