package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.event.Events;

/** Who changed what in the plugin's own tables, when, from what and to what. */
record ChangeTrail(Clock clock, Events events) {

    /** Published, with the meeting's id, when what others see of it in lists and searches has changed. */
    static final String CHANGED = "meeting-changed";

    static final int CHANGED_VERSION = 1;

    /** How far a promise has come is no part of the minutes. */
    private static final Set<String> AFTERWARDS = Set.of("done", "activityId");

    /** What is written on by the same person within this is one change. */
    private static final Duration IN_ONE = Duration.ofMinutes(5);

    private static final Set<String> TOLD =
            Set.of("text", "title", "state", "startsAt", "place", "calledOff", "removed", "signed", "file");

    static final String ENTRY =
            "select at, person_id, entity, entity_id, field, old_value, new_value from p_meetings_change";

    static final RowMapper<Entry> READ = (row, context) -> new Entry(
            Instant.parse(row.getString("at")),
            row.getString("person_id"),
            row.getString("entity"),
            row.getLong("entity_id"),
            row.getString("field"),
            row.getString("old_value"),
            row.getString("new_value"));

    /** Something that is kept, by its table's name and its id. */
    record Entity(String name, long id, @Nullable Long meetingId) {}

    /** One field that got another value; null where there was or is none. */
    record Entry(Instant at, String personId, String entity, long entityId, String field, @Nullable String before, @Nullable String after) {}

    /** The text form that instants are stored in. */
    String now() {
        return Times.text(clock.instant());
    }

    /**
     * Every write to what a meeting holds comes by here, so this is where signed minutes are kept as they are.
     *
     * @throws MinutesLocked when the meeting's minutes are frozen
     */
    void record(Handle handle, String personId, Entity entity, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            requireOpen(handle, entity, field);
            insert(handle, personId, entity, field, before, after);
            tell(handle, entity, field);
        }
    }

    /**
     * The same of a text that saves itself while it is written: its latest line says what the text became, where that is the
     * same person's and of the last minutes. When much is taken away, or the meeting has gone on to another state or been
     * signed since, it is a line of its own, so that what stood there can be read still.
     */
    void recordWriting(Handle handle, String personId, Entity entity, String field, String before, String after) {
        if (before.equals(after)) {
            return;
        }
        requireOpen(handle, entity, field);
        if (after.length() * 2 < before.length() || !goOn(handle, personId, entity, field, after)) {
            insert(handle, personId, entity, field, before, after);
        }
        tell(handle, entity, field);
    }

    private boolean goOn(Handle handle, String personId, Entity entity, String field, String after) {
        return handle.createUpdate(
                        """
                        update p_meetings_change as own set new_value = :new
                         where own.id = (select max(id) from p_meetings_change
                                          where entity = :entity and entity_id = :id and field = :field)
                           and own.person_id = :person and own.at >= :since
                           and not exists (select 1 from p_meetings_change later where later.id > own.id
                                              and later.entity_id = :meeting
                                              and (later.entity = :signing
                                                   or later.entity = :ofMeeting and later.field = 'state'))
                        """)
                        .bind("meeting", entity.meetingId())
                        .bind("signing", Attestation.ENTITY)
                        .bind("ofMeeting", Meeting.ENTITY)
                        .bind("new", after)
                        .bind("entity", entity.name())
                        .bind("id", entity.id())
                        .bind("field", field)
                        .bind("person", personId)
                        .bind("since", Times.text(clock.instant().minus(IN_ONE)))
                        .execute()
                == 1;
    }

    private void insert(
            Handle handle, String personId, Entity entity, String field, @Nullable Object before, @Nullable Object after) {
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

    private void tell(Handle handle, Entity entity, String field) {
        boolean ofMeeting = entity.meetingId() != null || entity.name().equals(Attestation.ENTITY);
        if (ofMeeting && TOLD.contains(field)) {
            long meetingId = entity.meetingId() == null ? entity.id() : entity.meetingId();
            // Notes are written letter by letter: while the meeting goes on they are told of when it ends.
            if (!entity.name().equals(Note.ENTITY) || isHeld(handle, meetingId)) {
                tell(meetingId);
            }
        }
    }

    /** What others see of the meeting in lists and searches has changed. */
    void tell(long meetingId) {
        events.publish(CHANGED, Long.toString(meetingId), Map.of());
    }

    private static boolean isHeld(Handle handle, long meetingId) {
        return MeetingRepository.find(handle, meetingId)
                .filter(meeting -> meeting.state() == Meeting.State.HELD)
                .isPresent();
    }

    private static void requireOpen(Handle handle, Entity entity, String field) {
        Long meetingId = entity.meetingId();
        if (meetingId == null || AFTERWARDS.contains(field)) {
            return;
        }
        boolean frozen = handle.createQuery("select 1 from p_meetings_minutes where meeting_id = :meeting")
                .bind("meeting", meetingId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (frozen) {
            throw new MinutesLocked(meetingId);
        }
    }

    /** Who has written in the meeting since then. */
    static List<String> writers(Handle handle, long meetingId, Instant since) {
        return handle.createQuery("select distinct person_id from p_meetings_change where meeting_id = :meeting and at >= :since")
                .bind("meeting", meetingId)
                .bind("since", Times.text(since))
                .mapTo(String.class)
                .list();
    }

    /** The latest change of one field of something. */
    static Optional<Entry> latest(Handle handle, String entity, long entityId, String field) {
        return handle.createQuery(ENTRY + " where entity = :entity and entity_id = :id and field = :field order by id desc limit 1")
                .bind("entity", entity)
                .bind("id", entityId)
                .bind("field", field)
                .map(READ)
                .findOne();
    }

    /** That something of the meeting was taken away. */
    static Optional<Entry> removal(Handle handle, Meeting meeting, String entity, long entityId) {
        return handle.createQuery(ENTRY
                        + " where entity = :entity and entity_id = :id and meeting_id = :meeting and field = 'removed'"
                        + " order by id desc limit 1")
                .bind("entity", entity)
                .bind("id", entityId)
                .bind("meeting", meeting.id())
                .map(READ)
                .findOne();
    }

    /** What has happened to something, newest first; what is kept by its id under several names. */
    static List<Entry> of(Handle handle, List<String> entities, long entityId, int limit) {
        return handle.createQuery(ENTRY + " where entity in (<entities>) and entity_id = :id order by id desc limit :limit")
                .bindList("entities", entities)
                .bind("id", entityId)
                .bind("limit", limit)
                .map(READ)
                .list();
    }
}
