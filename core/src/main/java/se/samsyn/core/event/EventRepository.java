package se.samsyn.core.event;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import se.samsyn.api.event.Event;
import se.samsyn.core.database.Times;

/** The events that plugins have published, and how far each listener has come. */
final class EventRepository {

    private final Jdbi jdbi;

    EventRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** An event and its number. */
    record Published(long number, Event event) {}

    void add(String plugin, String name, int version, String entityId, Instant at, String body) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        insert into plugin_event (plugin, name, version, entity_id, at, body)
                        values (:plugin, :name, :version, :entity, :at, :body)
                        """)
                .bind("plugin", plugin)
                .bind("name", name)
                .bind("version", version)
                .bind("entity", entityId)
                .bind("at", Times.text(at))
                .bind("body", body)
                .execute());
    }

    void prune(Instant before) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from plugin_event where at < :before")
                .bind("before", Times.text(before))
                .execute());
    }

    void erase(String plugin) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from plugin_event where plugin = :plugin")
                .bind("plugin", plugin)
                .execute());
    }

    long latest() {
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(max(id), 0) from plugin_event")
                .mapTo(Long.class)
                .one());
    }

    List<Published> following(String plugin, String name, int version, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select id, entity_id, at, body from plugin_event
                         where plugin = :plugin and name = :name and version = :version and id > :after
                         order by id limit :limit
                        """)
                .bind("plugin", plugin)
                .bind("name", name)
                .bind("version", version)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Published(
                        row.getLong("id"),
                        new Event(
                                plugin + "-" + row.getLong("id"),
                                plugin,
                                name,
                                version,
                                row.getString("entity_id"),
                                Instant.parse(row.getString("at")),
                                row.getString("body"))))
                .list());
    }

    Map<String, Long> positions(String owner) {
        Map<String, Long> positions = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select listener, position from listener_position where owner = :owner")
                .bind("owner", owner)
                .map((row, context) -> positions.put(row.getString("listener"), row.getLong("position")))
                .list());
        return positions;
    }

    void begin(String owner, Map<String, Long> positions) {
        batch(
                "insert into listener_position (owner, listener, position) values (:owner, :listener, :position)",
                owner,
                positions);
    }

    /** One whose position has been forgotten meanwhile gets none. */
    void move(String owner, Map<String, Long> positions) {
        batch(
                "update listener_position set position = :position where owner = :owner and listener = :listener",
                owner,
                positions);
    }

    private void batch(String sql, String owner, Map<String, Long> positions) {
        jdbi.useHandle(handle -> {
            try (PreparedBatch batch = handle.prepareBatch(sql)) {
                positions.forEach((listener, position) -> batch.bind("owner", owner)
                        .bind("listener", listener)
                        .bind("position", position)
                        .add());
                batch.execute();
            }
        });
    }

    void forget(String owner) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from listener_position where owner = :owner")
                .bind("owner", owner)
                .execute());
    }

    void forget(String owner, Collection<String> listeners) {
        if (!listeners.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(
                            "delete from listener_position where owner = :owner and listener in (<listeners>)")
                    .bind("owner", owner)
                    .bindList("listeners", List.copyOf(listeners))
                    .execute());
        }
    }
}
