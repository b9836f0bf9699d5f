package se.samsyn.core.change;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;
import se.samsyn.core.database.Times;

/** Keeps every version of every entity: who, when, old and new. History and 'as of' are read from it. */
public final class ChangeLog {

    private final Database database;
    private final Clock clock;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    public ChangeLog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Records a version within the caller's unit of work.
     *
     * @param state the entity as it is from now on; null when it was removed
     * @return the number of the change
     */
    public long record(Grant grant, String entity, long id, int version, @Nullable Long unitId, @Nullable Object state) {
        long change = begin(grant);
        record(change, entity, id, version, unitId, state);
        return change;
    }

    /** Runs this after each change, on the thread that made it, once it is saved. */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** A change of its own, for writes of many rows that share it. */
    public long begin(Grant grant) {
        watchers.forEach(database::afterCommit);
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "insert into change (at, user_id, for_user_id, origin) values (:at, :user, :for, :origin) returning id")
                .bind("at", Times.text(clock.instant()))
                .bind("user", grant.userId())
                .bind("for", grant.forUserId())
                .bind("origin", grant.origin())
                .mapTo(Long.class)
                .one());
    }

    /** The number of the latest change, 0 when there has been none: as long as it is the same, nothing has changed. */
    public long latest() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select coalesce(max(id), 0) from change")
                .mapTo(Long.class)
                .one());
    }

    /** Whether any entity of these kinds has changed since the change of the number. */
    public boolean changedSince(long change, Collection<String> entities) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select exists (select 1 from entity_version where change_id > :change and entity in (<entities>))")
                .bind("change", change)
                .bindList("entities", List.copyOf(entities))
                .mapTo(Boolean.class)
                .one());
    }

    /** Records the first versions of many new entities of a kind, in one change; each is its own unit. */
    public <T> void recordNew(Grant grant, String entity, List<T> states, ToLongFunction<T> id) {
        if (!states.isEmpty()) {
            record(
                    begin(grant),
                    entity,
                    states.stream()
                            .map(state -> new Version(id.applyAsLong(state), 1, id.applyAsLong(state), state))
                            .toList());
        }
    }

    /**
     * One version of an entity to be recorded.
     *
     * @param state the entity as it is from now on; null when it was removed
     */
    public record Version(long id, int number, @Nullable Long unitId, @Nullable Object state) {}

    /** Records versions of many entities of a kind that one change makes. */
    public void record(long change, String entity, List<Version> versions) {
        if (versions.isEmpty()) {
            return;
        }
        database.jdbi().useHandle(handle -> {
            try (PreparedBatch batch = handle.prepareBatch(
                    """
                    insert into entity_version (entity, entity_id, version, change_id, unit_id, state)
                    values (?, ?, ?, ?, ?, ?)
                    """)) {
                for (Version version : versions) {
                    batch.bind(0, entity)
                            .bind(1, version.id())
                            .bind(2, version.number())
                            .bind(3, change)
                            .bind(4, version.unitId())
                            .bind(5, version.state() == null ? null : Json.write(version.state()))
                            .add();
                }
                batch.execute();
            }
        });
    }

    /** Records one of several versions that a change makes. */
    public void record(long change, String entity, long id, int version, @Nullable Long unitId, @Nullable Object state) {
        record(change, entity, List.of(new Version(id, version, unitId, state)));
    }

    /** The numbers of the latest versions of these entities, for those that have any, in one query. */
    public Map<Long, Integer> versions(String entity, Collection<Long> ids) {
        Map<Long, Integer> latest = new HashMap<>();
        if (!ids.isEmpty()) {
            database.jdbi().useHandle(handle -> handle.createQuery(
                            """
                            select entity_id, max(version) as version from entity_version
                             where entity = :entity and entity_id in (<ids>) group by entity_id
                            """)
                    .bind("entity", entity)
                    .bindList("ids", List.copyOf(ids))
                    .map((row, context) -> latest.put(row.getLong("entity_id"), row.getInt("version")))
                    .list());
        }
        return latest;
    }

    /** Replaces every version of an entity by what may be kept of it; that it was changed, when and by whom, stays. */
    public void forget(String entity, long id, Object remains) {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        """
                        update entity_version set state = :state
                         where entity = :entity and entity_id = :id and state is not null
                        """)
                .bind("state", Json.write(remains))
                .bind("entity", entity)
                .bind("id", id)
                .execute());
    }

    /** These entities as they are, or last were before they were removed, by their ids, in one query. */
    public <T> Map<Long, T> lastKnown(String entity, Collection<Long> ids, Class<T> type) {
        Map<Long, T> known = new HashMap<>();
        if (ids.isEmpty()) {
            return known;
        }
        database.jdbi().useHandle(handle -> handle.createQuery(
                        """
                        select v.entity_id, v.state from entity_version v
                         where v.entity = :entity and v.entity_id in (<ids>) and v.version = (
                               select max(l.version) from entity_version l
                                where l.entity = v.entity and l.entity_id = v.entity_id and l.state is not null)
                        """)
                .bind("entity", entity)
                .bindList("ids", ids)
                .map((row, context) -> Map.entry(row.getLong("entity_id"), row.getString("state")))
                .forEach(found -> known.put(found.getKey(), Json.read(found.getValue(), type))));
        return known;
    }

    /** The versions of one entity, newest first. */
    public List<Change> history(String entity, long id, int limit) {
        return history(entity, List.of(id), limit);
    }

    /** The versions of these entities of a kind, newest first. */
    public List<Change> history(String entity, Collection<Long> ids, int limit) {
        return ids.isEmpty()
                ? List.of()
                : database.jdbi().withHandle(handle -> ChangeRows.of(handle.createQuery(ChangeRows.SELECT
                                + """
                                   where v.entity = :entity and v.entity_id in (<ids>)
                                   order by v.change_id desc, v.entity_id, v.version desc limit :limit
                                  """)
                        .bind("entity", entity)
                        .bindList("ids", List.copyOf(ids))
                        .bind("limit", limit)));
    }

    /** The entities of a kind that at some time held this id in a field; those that are gone as well. */
    public Set<Long> holding(String entity, String field, long id) {
        return database.jdbi().withHandle(handle -> new HashSet<>(handle.createQuery(
                        """
                        select distinct entity_id from entity_version
                         where entity = :entity and cast(state ->> cast(:field as text) as bigint) = :id
                        """)
                .bind("entity", entity)
                .bind("field", field)
                .bind("id", id)
                .mapTo(Long.class)
                .list()));
    }

    /**
     * What happened on a unit, newest first.
     *
     * @param entities the kinds of entity to tell of
     * @param some the ids to tell of among other kinds
     */
    public List<Change> ofUnit(
            long unitId, Collection<String> entities, Map<String, Collection<Long>> some, int limit) {
        List<String> told = new ArrayList<>();
        if (!entities.isEmpty()) {
            told.add("v.entity in (<entities>)");
        }
        some.forEach((entity, ids) -> {
            if (!ids.isEmpty()) {
                told.add("v.entity = :" + entity + " and v.entity_id in (<" + entity + "_ids>)");
            }
        });
        if (told.isEmpty()) {
            return List.of();
        }
        return database.jdbi().withHandle(handle -> {
            Query query = handle.createQuery(ChangeRows.SELECT + " where v.unit_id = :unit and (" + String.join(" or ", told)
                            + ") order by v.change_id desc, v.entity_id limit :limit")
                    .bind("unit", unitId)
                    .bind("limit", limit);
            if (!entities.isEmpty()) {
                query.bindList("entities", List.copyOf(entities));
            }
            some.forEach((entity, ids) -> {
                if (!ids.isEmpty()) {
                    query.bind(entity, entity).bindList(entity + "_ids", List.copyOf(ids));
                }
            });
            return ChangeRows.of(query);
        });
    }

    /** The entity as it was before it came to a version; empty for the first. */
    public <T> Optional<T> before(String entity, long id, int version, Class<T> type) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                """
                                select state from entity_version
                                 where entity = :entity and entity_id = :id and version < :version
                                   and state is not null
                                 order by version desc limit 1
                                """)
                        .bind("entity", entity)
                        .bind("id", id)
                        .bind("version", version)
                        .mapTo(String.class)
                        .findFirst())
                .map(state -> Json.read(state, type));
    }

    /** When the entity was made; empty for one that is not in the log. */
    public Optional<Instant> created(String entity, long id) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        """
                        select c.at from entity_version v join change c on c.id = v.change_id
                         where v.entity = :entity and v.entity_id = :id order by v.version limit 1
                        """)
                .bind("entity", entity)
                .bind("id", id)
                .map((row, context) -> Instant.parse(row.getString("at")))
                .findFirst());
    }

    /** The entity as it was at the instant; empty when it was not there. */
    public <T> Optional<T> asOf(String entity, long id, Instant at, Class<T> type) {
        return Optional.ofNullable(asOf(entity, List.of(id), at, type).get(id));
    }

    /** Those of the entities that were there at the instant, as they were, by id. */
    public <T> Map<Long, T> asOf(String entity, Collection<Long> ids, Instant at, Class<T> type) {
        Map<Long, T> states = new HashMap<>();
        if (!ids.isEmpty()) {
            database.jdbi().useHandle(handle -> handle.createQuery(
                            """
                            select v.entity_id, v.state from entity_version v
                             where v.entity = :entity and v.entity_id in (<ids>) and v.state is not null
                               and v.version = (
                                   select max(w.version) from entity_version w join change c on c.id = w.change_id
                                    where w.entity = v.entity and w.entity_id = v.entity_id and c.at < :at)
                            """)
                    .bind("entity", entity)
                    .bindList("ids", List.copyOf(ids))
                    .bind("at", Times.text(at))
                    .map((row, context) ->
                            states.put(row.getLong("entity_id"), Json.read(row.getString("state"), type)))
                    .list());
        }
        return states;
    }
}
