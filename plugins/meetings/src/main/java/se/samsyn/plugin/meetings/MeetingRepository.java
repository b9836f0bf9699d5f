package se.samsyn.plugin.meetings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;

/** Meetings in the plugin's tables. */
final class MeetingRepository {

    static final String COLUMNS =
            """
            t.id, t.series_id, t.starts_at, t.ends_at, t.place, t.state, t.called_off, t.called_off_why, t.current_item_id,
            t.began_at, t.ended_at, t.version, t.revision
            """;
    static final RowMapper<Meeting> MEETING = (row, context) -> {
        long current = row.getLong("current_item_id");
        return new Meeting(
                row.getLong("id"),
                row.getLong("series_id"),
                Instant.parse(row.getString("starts_at")),
                Instant.parse(row.getString("ends_at")),
                row.getString("place"),
                Meeting.State.valueOf(row.getString("state")),
                row.getBoolean("called_off"),
                row.getString("called_off_why"),
                current == 0 ? null : current,
                Times.instant(row.getString("began_at")),
                Times.instant(row.getString("ended_at")),
                row.getInt("version"),
                row.getInt("revision"));
    };

    private final PluginDatabase database;
    private final ChangeTrail trail;

    MeetingRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** When and where. */
    record Details(Instant startsAt, Instant endsAt, String place) {

        static Details of(Meeting meeting) {
            return new Details(meeting.startsAt(), meeting.endsAt(), meeting.place());
        }
    }

    /** A meeting in a list over several series. */
    record Row(Meeting meeting, String name, String unitId, Kind kind, int items) {}

    Optional<Meeting> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    static Optional<Meeting> find(Handle handle, long id) {
        return handle.createQuery("select " + COLUMNS + " from p_meetings_meeting t where t.id = :id")
                .bind("id", id)
                .map(MEETING)
                .findOne();
    }

    /** The ids of a series' meetings. */
    static List<Long> idsOf(Handle handle, long seriesId) {
        return handle.createQuery("select id from p_meetings_meeting where series_id = :series")
                .bind("series", seriesId)
                .mapTo(Long.class)
                .list();
    }

    /** The ids of those that go on. */
    static List<Long> ongoingOf(Handle handle, long seriesId) {
        return handle.createQuery("select id from p_meetings_meeting where series_id = :series and state = 'ONGOING'")
                .bind("series", seriesId)
                .mapTo(Long.class)
                .list();
    }

    /** The meetings of a series that are not over, the next first; those called off as well, and one that runs over. */
    List<Row> upcoming(long seriesId, Instant now, int limit) {
        String which = " and (t.state = 'PLANNED' and t.ends_at >= :now or t.state = 'ONGOING') order by t.starts_at, t.id";
        return ofSeries(seriesId, which, now, 0, limit);
    }

    /** The meetings of a series that are over, or should have been begun before the instant, the latest first. */
    List<Row> earlier(long seriesId, Instant now, int offset, int limit) {
        String which = " and (t.state = 'PLANNED' and t.ends_at < :now or t.state in ('HELD', 'ATTESTED'))"
                + " order by t.starts_at desc, t.id desc";
        return ofSeries(seriesId, which, now, offset, limit);
    }

    private List<Row> ofSeries(long seriesId, String which, Instant now, int offset, int limit) {
        return database.read(handle -> handle.createQuery(
                        row() + " where t.series_id = :series" + which + " limit :limit offset :offset")
                .bind("series", seriesId)
                .bind("now", Times.text(now))
                .bind("limit", limit)
                .bind("offset", offset)
                .map(MeetingRepository::row)
                .list());
    }

    /** One's own meetings between the instants, in order of time. */
    List<Row> between(Insight.Reach reach, Instant from, Instant to, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(row() + " where " + Insight.MINE
                        + " and t.ends_at >= :from and t.starts_at < :to order by t.starts_at, t.id limit :limit"))
                .bind("from", Times.text(from))
                .bind("to", Times.text(to))
                .bind("limit", limit)
                .map(MeetingRepository::row)
                .list());
    }

    /**
     * One's own meetings to go to until the instant, in order of time: also one that runs over, unless it was begun before
     * {@code lately} and nobody thought of ending it.
     */
    List<Row> coming(Insight.Reach reach, Instant lately, Instant now, Instant to, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(row() + " where " + Insight.MINE
                        + """
                           and t.called_off = false and t.starts_at < :to
                           and (t.state in ('PLANNED', 'ONGOING') and t.ends_at >= :now or t.state = 'ONGOING' and t.began_at >= :lately)
                           order by t.starts_at, t.id limit :limit
                          """))
                .bind("lately", Times.text(lately))
                .bind("now", Times.text(now))
                .bind("to", Times.text(to))
                .bind("limit", limit)
                .map(MeetingRepository::row)
                .list());
    }

    /** The meetings that can be seen with a greater id, in the order that they were made. */
    List<Row> after(Insight.Reach reach, long id, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(
                        row() + " where " + Insight.VISIBLE + " and t.id > :after order by t.id limit :limit"))
                .bind("after", id)
                .bind("limit", limit)
                .map(MeetingRepository::row)
                .list());
    }

    /** These meetings by id. */
    Map<Long, Row> byId(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database.read(handle -> {
            Map<Long, Row> rows = new HashMap<>();
            handle.createQuery(row() + " where t.id in (<ids>)")
                    .bindList("ids", List.copyOf(ids))
                    .map(MeetingRepository::row)
                    .forEach(row -> rows.put(row.meeting().id(), row));
            return rows;
        });
    }

    private static String row() {
        return "select " + COLUMNS
                + """
                  , s.name, s.unit_id, s.kind,
                  (select count(*) from p_meetings_item i where i.meeting_id = t.id and i.removed = false) as items
                  from p_meetings_meeting t join p_meetings_series s on s.id = t.series_id
                """;
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        return new Row(
                MEETING.map(row, context),
                row.getString("name"),
                row.getString("unit_id"),
                Kind.of(row.getString("kind")),
                row.getInt("items"));
    }

    /** The meeting that a form has made already, which was sent with the key. */
    static Optional<Meeting> sent(Handle handle, long seriesId, @Nullable String sentKey) {
        return handle.createQuery("select " + COLUMNS + " from p_meetings_meeting t where t.series_id = :series and t.sent_key = :key")
                .bind("series", seriesId)
                .bind("key", sentKey)
                .map(MEETING)
                .findOne();
    }

    /**
     * Within the caller's transaction.
     *
     * @param sentKey tells a form that is sent again, or null
     */
    Meeting create(Handle handle, long seriesId, Details details, @Nullable String sentKey, String personId) {
        long id = handle.createQuery(
                        """
                        insert into p_meetings_meeting (series_id, starts_at, ends_at, place, state, called_off, called_off_why,
                               created_at, created_by, sent_key, version)
                        values (:series, :starts, :ends, :place, 'PLANNED', false, '', :at, :person, :key, 1) returning id
                        """)
                .bind("series", seriesId)
                .bind("starts", Times.text(details.startsAt()))
                .bind("ends", Times.text(details.endsAt()))
                .bind("place", details.place())
                .bind("at", trail.now())
                .bind("person", personId)
                .bind("key", sentKey)
                .mapTo(Long.class)
                .one();
        Meeting made = find(handle, id).orElseThrow();
        trail.record(handle, personId, made.entity(), "startsAt", null, details.startsAt());
        return made;
    }

    /** False when someone else changed it since that version. */
    boolean update(Handle handle, Meeting before, int version, Details details, String personId) {
        int changed = handle.createUpdate(
                        """
                        update p_meetings_meeting set starts_at = :starts, ends_at = :ends, place = :place, version = version + 1
                         where id = :id and version = :version
                        """)
                .bind("starts", Times.text(details.startsAt()))
                .bind("ends", Times.text(details.endsAt()))
                .bind("place", details.place())
                .bind("id", before.id())
                .bind("version", version)
                .execute();
        if (changed == 0) {
            return false;
        }
        trail.record(handle, personId, before.entity(), "startsAt", before.startsAt(), details.startsAt());
        trail.record(handle, personId, before.entity(), "endsAt", before.endsAt(), details.endsAt());
        trail.record(handle, personId, before.entity(), "place", before.place(), details.place());
        return true;
    }

    /** False when it has left that state meanwhile, or somebody else has done the same. */
    boolean callOff(Handle handle, Meeting before, boolean off, String why, String personId) {
        int changed = handle.createUpdate(
                        """
                        update p_meetings_meeting set called_off = :off, called_off_why = :why, version = version + 1
                         where id = :id and state = 'PLANNED' and called_off <> :off
                        """)
                .bind("off", off)
                .bind("why", why)
                .bind("id", before.id())
                .execute();
        if (changed == 0) {
            return false;
        }
        trail.record(handle, personId, before.entity(), "calledOff", before.calledOff(), off);
        trail.record(handle, personId, before.entity(), "calledOffWhy", before.calledOffWhy(), why);
        return true;
    }

    /** Takes it from one state to another; false when it has left the first meanwhile. */
    boolean move(Handle handle, Meeting before, Meeting.State next, String personId) {
        int changed = handle.createUpdate(
                        """
                        update p_meetings_meeting set state = :next, version = version + 1,
                               began_at = case when :next = 'ONGOING' and began_at is null then :now else began_at end,
                               ended_at = case when :next = 'HELD' then :now else ended_at end
                         where id = :id and state = :state and called_off = false
                        """)
                .bind("next", next.name())
                .bind("now", trail.now())
                .bind("id", before.id())
                .bind("state", before.state().name())
                .execute();
        if (changed == 0) {
            return false;
        }
        trail.record(handle, personId, before.entity(), "state", before.state(), next);
        return true;
    }

    void goTo(Handle handle, Meeting meeting, long itemId) {
        handle.createUpdate("update p_meetings_meeting set current_item_id = :item where id = :id")
                .bind("item", itemId)
                .bind("id", meeting.id())
                .execute();
    }

    /** What took it to the state that it is in; empty when nothing has yet. */
    Optional<ChangeTrail.Entry> stateChange(Meeting meeting) {
        return database.read(handle -> ChangeTrail.latest(handle, Meeting.ENTITY, meeting.id(), "state"));
    }

    /** What has happened to it, in the signing of its minutes and with them, newest first. */
    List<ChangeTrail.Entry> history(long meetingId, int limit) {
        return database.read(handle -> ChangeTrail.of(
                handle, List.of(Meeting.ENTITY, Attestation.ENTITY, RollRepository.ENTITY, MinutesMail.ENTITY), meetingId, limit));
    }
}
