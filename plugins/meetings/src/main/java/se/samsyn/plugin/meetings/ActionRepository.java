package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;

/** What is to be done, in the plugin's tables. */
final class ActionRepository {

    private static final String SELECT =
            """
            select a.id, a.item_id, a.meeting_id, a.series_id, a.text, a.owner_id, a.due, a.goal_id, a.unit_id, a.activity_id,
                   a.state, a.changed_by, a.changed_at, a.version from p_meetings_action a
            """;
    private static final String OPEN_BESIDES =
            " where a.series_id = :series and a.removed = false and a.state = 'OPEN' and a.meeting_id <> :meeting";
    static final RowMapper<Action> ACTION = (row, context) -> {
        String due = row.getString("due");
        return new Action(
                row.getLong("id"),
                row.getLong("item_id"),
                row.getLong("meeting_id"),
                row.getLong("series_id"),
                row.getString("text"),
                row.getString("owner_id"),
                due == null ? null : LocalDate.parse(due),
                row.getString("goal_id"),
                row.getString("unit_id"),
                row.getString("activity_id"),
                row.getString("state").equals("DONE"),
                row.getString("changed_by"),
                Instant.parse(row.getString("changed_at")),
                row.getInt("version"));
    };

    private final PluginDatabase database;
    private final ChangeTrail trail;

    ActionRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** What a person says of an action. */
    record Details(
            String text, @Nullable String ownerId, @Nullable LocalDate due, @Nullable String goalId, String unitId) {

        static Details of(Action action) {
            return new Details(action.text(), action.ownerId(), action.due(), action.goalId(), action.unitId());
        }
    }

    Optional<Action> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    static Optional<Action> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " where a.id = :id and a.removed = false")
                .bind("id", id)
                .map(ACTION)
                .findOne();
    }

    List<Action> ofItem(long itemId) {
        return database.read(handle -> handle.createQuery(
                        SELECT + " where a.item_id = :item and a.removed = false order by a.id")
                .bind("item", itemId)
                .map(ACTION)
                .list());
    }

    List<Action> ofMeeting(long meetingId) {
        return database.read(handle -> handle.createQuery(
                        SELECT + " where a.meeting_id = :meeting and a.removed = false order by a.id")
                .bind("meeting", meetingId)
                .map(ACTION)
                .list());
    }

    /** Those that have become this activity. */
    List<Action> ofActivity(String activityId) {
        return database.read(handle -> handle.createQuery(
                        SELECT + " where a.activity_id = :activity and a.removed = false")
                .bind("activity", activityId)
                .map(ACTION)
                .list());
    }

    /** What a person has not done, the most urgent first. */
    List<Action> openOf(String ownerId, int limit) {
        return database.read(handle -> handle.createQuery(SELECT
                        + " where a.owner_id = :owner and a.state = 'OPEN' and a.removed = false"
                        + " order by a.due nulls last, a.id limit :limit")
                .bind("owner", ownerId)
                .bind("limit", limit)
                .map(ACTION)
                .list());
    }

    /** Those of them that are no activities. */
    List<Action> openAndUnlinkedOf(String ownerId, int limit) {
        return database.read(handle -> handle.createQuery(SELECT
                        + " where a.owner_id = :owner and a.state = 'OPEN' and a.removed = false and a.activity_id is null"
                        + " order by a.due nulls last, a.id limit :limit")
                .bind("owner", ownerId)
                .bind("limit", limit)
                .map(ACTION)
                .list());
    }

    /** What is not done of what was said at the other meetings of a series, the most urgent first. */
    List<Action> openBesides(Meeting meeting, int limit) {
        return database.read(handle -> handle.createQuery(
                        SELECT + OPEN_BESIDES + " order by a.due nulls last, a.id limit :limit")
                .bind("series", meeting.seriesId())
                .bind("meeting", meeting.id())
                .bind("limit", limit)
                .map(ACTION)
                .list());
    }

    /** How much of it there is. */
    int countOpenBesides(Meeting meeting) {
        return database.read(handle -> handle.createQuery("select count(*) from p_meetings_action a" + OPEN_BESIDES)
                .bind("series", meeting.seriesId())
                .bind("meeting", meeting.id())
                .mapTo(Integer.class)
                .one());
    }

    /** Actions that can be seen with a greater id, in the order that they were made. */
    List<Action> after(Insight.Reach reach, long id, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(SELECT
                        + " join p_meetings_series s on s.id = a.series_id where " + Insight.VISIBLE
                        + " and a.removed = false and a.id > :after order by a.id limit :limit"))
                .bind("after", id)
                .bind("limit", limit)
                .map(ACTION)
                .list());
    }

    /** The one that the same form made when it was sent before; not when someone else has changed it since. */
    Optional<Action> sent(Handle handle, Item item, @Nullable String key, Details details, String personId) {
        return key == null
                ? Optional.empty()
                : handle.createQuery(SELECT + " where a.item_id = :item and a.sent_key = :key and a.removed = false")
                        .bind("item", item.id())
                        .bind("key", key)
                        .map(ACTION)
                        .findOne()
                        .filter(made -> made.changedBy().equals(personId) || Details.of(made).equals(details));
    }

    Action add(Handle handle, Item item, Details details, @Nullable String sentKey, String personId) {
        handle.createUpdate("update p_meetings_action set sent_key = null where item_id = :item and sent_key = :key")
                .bind("item", item.id())
                .bind("key", sentKey)
                .execute();
        long id = handle.createQuery(
                        """
                        insert into p_meetings_action (item_id, meeting_id, series_id, text, owner_id, due, goal_id, unit_id, state,
                               sent_key, removed, changed_by, changed_at, version)
                        values (:item, :meeting, :series, :text, :owner, :due, :goal, :unit, 'OPEN',
                               :key, false, :person, :at, 1) returning id
                        """)
                .bind("item", item.id())
                .bind("meeting", item.meetingId())
                .bind("series", item.seriesId())
                .bind("text", details.text())
                .bind("owner", details.ownerId())
                .bind("due", text(details.due()))
                .bind("goal", details.goalId())
                .bind("unit", details.unitId())
                .bind("key", sentKey)
                .bind("person", personId)
                .bind("at", trail.now())
                .mapTo(Long.class)
                .one();
        Action action = find(handle, id).orElseThrow();
        trail.record(handle, personId, action.entity(), "text", null, details.text());
        trail.record(handle, personId, action.entity(), "ownerId", null, details.ownerId());
        trail.record(handle, personId, action.entity(), "due", null, details.due());
        return action;
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    /** False when someone else changed it since that version. */
    boolean update(Handle handle, Action before, int version, Details details, String personId) {
        int changed = handle.createUpdate(
                        """
                        update p_meetings_action set text = :text, owner_id = :owner, due = :due, goal_id = :goal, unit_id = :unit,
                               changed_by = :person, changed_at = :at, version = version + 1
                         where id = :id and version = :version
                        """)
                .bind("text", details.text())
                .bind("owner", details.ownerId())
                .bind("due", text(details.due()))
                .bind("goal", details.goalId())
                .bind("unit", details.unitId())
                .bind("person", personId)
                .bind("at", trail.now())
                .bind("id", before.id())
                .bind("version", version)
                .execute();
        if (changed == 0) {
            return false;
        }
        trail.record(handle, personId, before.entity(), "text", before.text(), details.text());
        trail.record(handle, personId, before.entity(), "ownerId", before.ownerId(), details.ownerId());
        trail.record(handle, personId, before.entity(), "due", before.due(), details.due());
        trail.record(handle, personId, before.entity(), "goalId", before.goalId(), details.goalId());
        trail.record(handle, personId, before.entity(), "unitId", before.unitId(), details.unitId());
        return true;
    }

    /** Null when the activity is no more. */
    void becomes(Handle handle, Action action, @Nullable String activityId, String personId) {
        handle.createUpdate("update p_meetings_action set activity_id = :activity where id = :id")
                .bind("activity", activityId)
                .bind("id", action.id())
                .execute();
        trail.record(handle, personId, action.entity(), "activityId", action.activityId(), activityId);
    }

    /** The version stays: how far it has come is nothing that the form of it says. */
    void setDone(Handle handle, Action before, boolean done, String personId) {
        handle.createUpdate("update p_meetings_action set state = :state where id = :id")
                .bind("state", done ? "DONE" : "OPEN")
                .bind("id", before.id())
                .execute();
        // No part of the minutes, which may be frozen by then.
        trail.record(
                handle, personId, new ChangeTrail.Entity(Action.ENTITY, before.id(), null), "done", before.done(), done);
    }

    /** False when someone else changed it since that version. */
    boolean remove(Handle handle, Action before, int version, String personId) {
        if (before.version() != version && !before.changedBy().equals(personId)) {
            return false;
        }
        int changed = handle.createUpdate(
                        """
                        update p_meetings_action set removed = true, version = version + 1
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
