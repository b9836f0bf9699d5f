package se.samsyn.plugin.meetings;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import se.samsyn.api.PluginDatabase;

/** Who was at meetings, in the plugin's tables. */
final class PresenceRepository {

    private final PluginDatabase database;
    private final ChangeTrail trail;

    PresenceRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** Who was there, by person; true for those who were. */
    Map<String, Boolean> of(long meetingId) {
        return database.read(handle -> {
            Map<String, Boolean> presence = new HashMap<>();
            handle.createQuery("select person_id, presence from p_meetings_presence where meeting_id = :meeting")
                    .bind("meeting", meetingId)
                    .map((row, context) ->
                            Map.entry(row.getString("person_id"), row.getString("presence").equals("PRESENT")))
                    .forEach(entry -> presence.put(entry.getKey(), entry.getValue()));
            return presence;
        });
    }

    void set(Handle handle, Meeting meeting, String memberId, boolean present, String personId) {
        String presence = present ? "PRESENT" : "ABSENT";
        String before = handle.createQuery(
                        "select presence from p_meetings_presence where meeting_id = :meeting and person_id = :member")
                .bind("meeting", meeting.id())
                .bind("member", memberId)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
        handle.createUpdate(
                        """
                        insert into p_meetings_presence (meeting_id, person_id, presence) values (:meeting, :member, :presence)
                        on conflict (meeting_id, person_id) do update set presence = excluded.presence
                        """)
                .bind("meeting", meeting.id())
                .bind("member", memberId)
                .bind("presence", presence)
                .execute();
        trail.record(handle, personId, meeting.entity(), "presence-" + memberId, before, presence);
    }
}
