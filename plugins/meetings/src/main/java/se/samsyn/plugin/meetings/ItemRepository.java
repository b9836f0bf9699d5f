package se.samsyn.plugin.meetings;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;
import se.samsyn.api.subject.Subject;

/** Items of agendas in the plugin's tables. */
final class ItemRepository {

    static final String SELECT =
            """
            select i.id, i.meeting_id, i.series_id, i.position, i.title, i.presenter_id, i.minutes, i.state, i.subject_type,
                   i.subject_id, i.subject_unit_id, i.carried_from, i.standing, i.proposed_by, i.version,
                   (select e.meeting_id from p_meetings_item e where e.id = i.carried_from and e.removed = false) as carried_meeting
              from p_meetings_item i
            """;
    static final RowMapper<Item> ITEM = (row, context) -> {
        long carried = row.getLong("carried_from");
        long carriedMeeting = row.getLong("carried_meeting");
        String type = row.getString("subject_type");
        return new Item(
                row.getLong("id"),
                row.getLong("meeting_id"),
                row.getLong("series_id"),
                row.getInt("position"),
                row.getString("title"),
                row.getString("presenter_id"),
                row.getInt("minutes"),
                Item.State.of(row.getString("state")),
                type == null
                        ? null
                        : new Subject(
                                Subject.Type.valueOf(type), row.getString("subject_id"), row.getString("subject_unit_id")),
                carried == 0 ? null : carried,
                carriedMeeting == 0 ? null : carriedMeeting,
                row.getBoolean("standing"),
                row.getString("proposed_by"),
                row.getInt("version"));
    };

    private final PluginDatabase database;
    private final ChangeTrail trail;

    ItemRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** What a person says of an item. */
    record Details(String title, @Nullable String presenterId, int minutes, @Nullable Subject subject) {

        static Details of(Item item) {
            return new Details(item.title(), item.presenterId(), item.minutes(), item.subject());
        }
    }

    /**
     * Where an item comes from.
     *
     * @param proposedBy core's id of the user; empty where it stands on the series' every agenda
     * @param carriedFrom the item of an earlier meeting that it goes on from, or null
     * @param standing whether it stands on every agenda
     * @param sentKey tells a form that is sent again; the item that it made then is answered, or null
     */
    record Origin(String proposedBy, @Nullable Long carriedFrom, boolean standing, @Nullable String sentKey) {

        static final Origin TEMPLATE = new Origin("", null, true, null);

        static Origin proposed(String personId, @Nullable String sentKey) {
            return new Origin(personId, null, false, sentKey);
        }

        static Origin carried(Item from) {
            return new Origin(from.proposedBy(), from.id(), false, null);
        }
    }

    Optional<Item> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    static Optional<Item> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " where i.id = :id and i.removed = false")
                .bind("id", id)
                .map(ITEM)
                .findOne();
    }

    /** One that was taken off the agenda. */
    Optional<Item> removed(long id) {
        return database.read(handle -> handle.createQuery(SELECT + " where i.id = :id and i.removed = true")
                .bind("id", id)
                .map(ITEM)
                .findOne());
    }

    /** The agenda in order. */
    List<Item> of(long meetingId) {
        return database.read(handle -> of(handle, meetingId));
    }

    static List<Item> of(Handle handle, long meetingId) {
        return handle.createQuery(SELECT + " where i.meeting_id = :meeting and i.removed = false order by i.position, i.id")
                .bind("meeting", meetingId)
                .map(ITEM)
                .list();
    }

    /** The ids of those that were taken off the agenda. */
    List<Long> removedOf(long meetingId) {
        return database.read(handle -> handle.createQuery(
                        "select id from p_meetings_item where meeting_id = :meeting and removed = true")
                .bind("meeting", meetingId)
                .mapTo(Long.class)
                .list());
    }

    /** Items that can be seen with a greater id, in the order that they were made. */
    List<Item> after(Insight.Reach reach, long id, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(SELECT
                        + " join p_meetings_series s on s.id = i.series_id where " + Insight.VISIBLE
                        + " and i.removed = false and i.id > :after order by i.id limit :limit"))
                .bind("after", id)
                .bind("limit", limit)
                .map(ITEM)
                .list());
    }

    /**
     * Adds an item last; within the caller's transaction. A form that is sent again, since its answer was lost, goes on with
     * the item that it made, unless that has been changed or taken away.
     *
     * @param personId who does it
     */
    Item add(Handle handle, Meeting meeting, Details details, Origin origin, String personId) {
        Optional<Item> made = sent(handle, meeting, origin.sentKey());
        if (made.isPresent() && Details.of(made.get()).equals(details)) {
            return made.get();
        }
        if (made.isPresent() && update(handle, made.get(), 1, details, personId)) {
            return find(handle, made.get().id()).orElseThrow();
        }
        handle.createUpdate("update p_meetings_item set sent_key = null where meeting_id = :meeting and sent_key = :key")
                .bind("meeting", meeting.id())
                .bind("key", origin.sentKey())
                .execute();
        Subject subject = details.subject();
        long id = handle.createQuery(
                        """
                        insert into p_meetings_item (meeting_id, series_id, position, title, presenter_id, minutes, state,
                               subject_type, subject_id, subject_unit_id, carried_from, standing, proposed_by, sent_key, removed,
                               version)
                        values (:meeting, :series,
                               (select coalesce(max(position), 0) + 1 from p_meetings_item where meeting_id = :meeting),
                               :title, :presenter, :minutes, 'OPEN', :type, :subject, :unit, :carried, :standing, :person, :key, false, 1)
                        returning id
                        """)
                .bind("meeting", meeting.id())
                .bind("series", meeting.seriesId())
                .bind("title", details.title())
                .bind("presenter", details.presenterId())
                .bind("minutes", details.minutes())
                .bind("type", subject == null ? null : subject.type().name())
                .bind("subject", subject == null ? null : subject.id())
                .bind("unit", subject == null ? null : subject.unitId())
                .bind("carried", origin.carriedFrom())
                .bind("standing", origin.standing())
                .bind("person", origin.proposedBy())
                .bind("key", origin.sentKey())
                .mapTo(Long.class)
                .one();
        Item item = find(handle, id).orElseThrow();
        trail.record(handle, personId, item.entity(), "title", null, item.title());
        return item;
    }

    private static Optional<Item> sent(Handle handle, Meeting meeting, @Nullable String sentKey) {
        if (sentKey == null) {
            return Optional.empty();
        }
        return handle.createQuery(SELECT + " where i.meeting_id = :meeting and i.sent_key = :key and i.removed = false")
                .bind("meeting", meeting.id())
                .bind("key", sentKey)
                .map(ITEM)
                .findOne();
    }

    /** False when someone else changed it since that version. */
    boolean update(Handle handle, Item before, int version, Details details, String personId) {
        Subject subject = details.subject();
        int changed = handle.createUpdate(
                        """
                        update p_meetings_item set title = :title, presenter_id = :presenter, minutes = :minutes,
                               subject_type = :type, subject_id = :subject, subject_unit_id = :unit, version = version + 1
                         where id = :id and version = :version
                        """)
                .bind("title", details.title())
                .bind("presenter", details.presenterId())
                .bind("minutes", details.minutes())
                .bind("type", subject == null ? null : subject.type().name())
                .bind("subject", subject == null ? null : subject.id())
                .bind("unit", subject == null ? null : subject.unitId())
                .bind("id", before.id())
                .bind("version", version)
                .execute();
        if (changed == 0) {
            return false;
        }
        trail.record(handle, personId, before.entity(), "title", before.title(), details.title());
        trail.record(handle, personId, before.entity(), "presenterId", before.presenterId(), details.presenterId());
        trail.record(handle, personId, before.entity(), "minutes", before.minutes(), details.minutes());
        trail.record(handle, personId, before.entity(), "subject", before.subject(), subject);
        return true;
    }

    /** False when someone else gave it another state first. The version stays: the state is nothing that its form says. */
    boolean setState(Handle handle, Item before, Item.State state, String personId) {
        int changed = handle.createUpdate(
                        """
                        update p_meetings_item set state = :state
                         where id = :id and state = :before and removed = false
                        """)
                .bind("state", state.name())
                .bind("id", before.id())
                .bind("before", before.state().name())
                .execute();
        if (changed == 0) {
            return false;
        }
        trail.record(handle, personId, before.entity(), "state", before.state(), state);
        return true;
    }

    /** Whether something stands under it that belongs to the minutes. */
    boolean written(Handle handle, Item item) {
        return handle.createQuery(
                        """
                        select 1 from p_meetings_item i where i.id = :id
                           and (exists (select 1 from p_meetings_note n where n.item_id = i.id and n.text <> '')
                             or exists (select 1 from p_meetings_decision d where d.item_id = i.id and d.removed = false)
                             or exists (select 1 from p_meetings_action a where a.item_id = i.id and a.removed = false))
                        """)
                .bind("id", item.id())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** False when someone else changed it since that version. */
    boolean remove(Handle handle, Item before, int version, String personId) {
        int changed = handle.createUpdate(
                        """
                        update p_meetings_item set removed = true, version = version + 1
                         where id = :id and version = :version and removed = false
                        """)
                .bind("id", before.id())
                .bind("version", version)
                .execute();
        if (changed == 1) {
            trail.record(handle, personId, before.entity(), "removed", false, true);
        }
        return changed == 1;
    }

    /** Numbers the items in this order, which somebody has put them in. */
    void order(Handle handle, Meeting meeting, List<Item> items, String personId) {
        List<Item> before = items.stream()
                .sorted(Comparator.comparing(Item::position).thenComparing(Item::id))
                .toList();
        number(handle, items);
        trail.record(handle, personId, meeting.entity(), "order", ids(before), ids(items));
    }

    /** Numbers the items in this order. */
    static void number(Handle handle, List<Item> items) {
        int position = 1;
        for (Item item : items) {
            if (item.position() != position) {
                handle.createUpdate("update p_meetings_item set position = :position where id = :id")
                        .bind("position", position)
                        .bind("id", item.id())
                        .execute();
            }
            position++;
        }
    }

    private static List<Long> ids(List<Item> items) {
        return items.stream().map(Item::id).toList();
    }
}
