package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;

/** Who belonged to meetings when they were ended, in the plugin's tables. */
final class RollRepository {

    /** Its history is not the meeting's: what is signed is locked, and the signing goes on. */
    static final String ENTITY = "roll";

    private final PluginDatabase database;
    private final ChangeTrail trail;

    RollRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    /**
     * Someone on the roll.
     *
     * @param standInId who signs in their stead, or null
     */
    record Entry(String personId, Member.Role role, @Nullable String standInId) {}

    /** In the order of roles; empty while the meeting is not over. */
    List<Entry> of(long meetingId) {
        return of(List.of(meetingId)).getOrDefault(meetingId, List.of());
    }

    /** By meeting. */
    Map<Long, List<Entry>> of(List<Long> meetingIds) {
        Map<Long, List<Entry>> rolls = new HashMap<>();
        if (!meetingIds.isEmpty()) {
            database.read(handle -> handle.createQuery(
                            """
                            select meeting_id, person_id, role, stand_in_id from p_meetings_roll where meeting_id in (<meetings>)
                             order by case role when 'CHAIR' then 1 when 'SECRETARY' then 2 when 'ATTESTER' then 3 else 4 end,
                                   person_id
                            """)
                    .bindList("meetings", meetingIds)
                    .map((row, context) -> rolls.computeIfAbsent(row.getLong("meeting_id"), id -> new ArrayList<>())
                            .add(new Entry(
                                    row.getString("person_id"),
                                    Member.Role.of(row.getString("role")),
                                    row.getString("stand_in_id"))))
                    .list());
        }
        return rolls;
    }

    /** Keeps who belongs to a meeting that ends, in the place of what was kept when it ended before. */
    void keep(Handle handle, Meeting meeting, List<Member> members) {
        handle.createUpdate("delete from p_meetings_roll where meeting_id = :meeting")
                .bind("meeting", meeting.id())
                .execute();
        for (Member member : members) {
            handle.createUpdate("insert into p_meetings_roll (meeting_id, person_id, role) values (:meeting, :person, :role)")
                    .bind("meeting", meeting.id())
                    .bind("person", member.personId())
                    .bind("role", member.role().name())
                    .execute();
        }
    }

    /** Lets someone sign in another's stead. */
    void standIn(Handle handle, Meeting meeting, String forId, String standInId, String personId) {
        handle.createUpdate("update p_meetings_roll set stand_in_id = :standIn where meeting_id = :meeting and person_id = :person")
                .bind("standIn", standInId)
                .bind("meeting", meeting.id())
                .bind("person", forId)
                .execute();
        trail.record(handle, personId, new ChangeTrail.Entity(ENTITY, meeting.id(), null), "standIn-" + forId, forId, standInId);
    }
}
