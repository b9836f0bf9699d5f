package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;

/** Series in the plugin's tables. */
final class SeriesRepository {

    private static final String SELECT =
            """
            select s.id, s.unit_id, s.name, s.kind, s.purpose, s.place, s.minutes, s.open_above, s.archived, s.version
              from p_meetings_series s
            """;
    private static final RowMapper<Series> SERIES = (row, context) -> new Series(
            row.getLong("id"),
            row.getString("unit_id"),
            row.getString("name"),
            Kind.of(row.getString("kind")),
            row.getString("purpose"),
            row.getString("place"),
            row.getInt("minutes"),
            row.getBoolean("open_above"),
            row.getBoolean("archived"),
            row.getInt("version"));

    private final PluginDatabase database;
    private final ChangeTrail trail;

    SeriesRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** What a person says of a series. */
    record Details(String name, String purpose, String place, int minutes, boolean openAbove, boolean archived) {}

    /**
     * A series in a list.
     *
     * @param next the start of its next meeting, or null
     * @param mine whether the one who asked takes part in it
     */
    record Row(Series series, int members, @Nullable Instant next, boolean mine) {}

    Optional<Series> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    static Optional<Series> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " where s.id = :id").bind("id", id).map(SERIES).findOne();
    }

    /** The series that can be seen, by name; those that have no more meetings last. */
    List<Row> list(Insight.Reach reach, boolean mineAlone, String now, int offset, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(
                        """
                        select s.*, (select count(*) from p_meetings_member c where c.series_id = s.id
                                       and (c.to_day is null or c.to_day >= :day)) as members,
                               (select min(x.starts_at) from p_meetings_meeting x where x.series_id = s.id
                                   and x.starts_at >= :now and x.called_off = false and x.state = 'PLANNED') as next,
                               case when %s then 1 else 0 end as mine
                          from p_meetings_series s
                         where %s
                         order by s.archived, s.name collate "sv-x-icu", s.id limit :limit offset :offset
                        """
                                .formatted(Insight.MINE, mineAlone ? Insight.MINE : Insight.VISIBLE)))
                .bind("now", now)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> new Row(
                        SERIES.map(row, context), row.getInt("members"), Times.instant(row.getString("next")), row.getInt("mine") == 1))
                .list());
    }

    /** The series that can be seen with a greater id, in the order that they were made. */
    List<Series> after(Insight.Reach reach, long id, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(
                        SELECT + " where " + Insight.VISIBLE + " and s.id > :after order by s.id limit :limit"))
                .bind("after", id)
                .bind("limit", limit)
                .map(SERIES)
                .list());
    }

    /** The ids of the series that can be seen, the latest made first. */
    Set<Long> visible(Insight.Reach reach, int limit) {
        return database.read(handle -> new HashSet<>(reach.bind(handle.createQuery(
                        "select s.id from p_meetings_series s where " + Insight.VISIBLE + " order by s.id desc limit :limit"))
                .bind("limit", limit)
                .mapTo(Long.class)
                .list()));
    }

    /** Which of these can be seen. */
    Set<Long> visible(Insight.Reach reach, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return database.read(handle -> new HashSet<>(reach.bind(handle.createQuery(
                        "select s.id from p_meetings_series s where s.id in (<ids>) and " + Insight.VISIBLE))
                .bindList("ids", List.copyOf(ids))
                .mapTo(Long.class)
                .list()));
    }

    /** The series that the same form made when it was sent before. */
    static Optional<Series> sent(Handle handle, String personId, @Nullable String sentKey) {
        return handle.createQuery(SELECT + " where s.created_by = :person and s.sent_key = :key")
                .bind("person", personId)
                .bind("key", sentKey)
                .map(SERIES)
                .findOne();
    }

    /**
     * Within the caller's transaction.
     *
     * @param sentKey tells a form that is sent again, or null
     */
    Series create(Handle handle, String unitId, Kind kind, Details details, @Nullable String sentKey, String personId) {
        long id = handle.createQuery(
                        """
                        insert into p_meetings_series
                            (unit_id, name, kind, purpose, place, minutes, open_above, archived, created_at, created_by, sent_key, version)
                        values (:unit, :name, :kind, :purpose, :place, :minutes, :open, false, :at, :person, :key, 1) returning id
                        """)
                .bind("unit", unitId)
                .bind("name", details.name())
                .bind("kind", kind.name())
                .bind("purpose", details.purpose())
                .bind("place", details.place())
                .bind("minutes", details.minutes())
                .bind("open", details.openAbove())
                .bind("at", trail.now())
                .bind("person", personId)
                .bind("key", sentKey)
                .mapTo(Long.class)
                .one();
        trail.record(handle, personId, new ChangeTrail.Entity(Series.ENTITY, id, null), "name", null, details.name());
        return find(handle, id).orElseThrow();
    }

    /** False when someone else changed it since that version. */
    boolean update(Handle handle, Series before, int version, Details details, String personId) {
        int changed = handle.createUpdate(
                        """
                        update p_meetings_series set name = :name, purpose = :purpose, place = :place, minutes = :minutes,
                               open_above = :open, archived = :archived, version = version + 1
                         where id = :id and version = :version
                        """)
                .bind("name", details.name())
                .bind("purpose", details.purpose())
                .bind("place", details.place())
                .bind("minutes", details.minutes())
                .bind("open", details.openAbove())
                .bind("archived", details.archived())
                .bind("id", before.id())
                .bind("version", version)
                .execute();
        if (changed == 0) {
            return false;
        }
        trail.record(handle, personId, before.entity(), "name", before.name(), details.name());
        trail.record(handle, personId, before.entity(), "purpose", before.purpose(), details.purpose());
        trail.record(handle, personId, before.entity(), "place", before.place(), details.place());
        trail.record(handle, personId, before.entity(), "minutes", before.minutes(), details.minutes());
        trail.record(handle, personId, before.entity(), "openAbove", before.openAbove(), details.openAbove());
        trail.record(handle, personId, before.entity(), "archived", before.archived(), details.archived());
        if (!before.name().equals(details.name())) {
            // Each meeting is found by its series' name.
            MeetingRepository.idsOf(handle, before.id()).forEach(trail::tell);
        }
        return true;
    }

    /** Newest first. */
    List<ChangeTrail.Entry> history(long id, int limit) {
        return database.read(handle -> ChangeTrail.of(handle, List.of(Series.ENTITY), id, limit));
    }
}
