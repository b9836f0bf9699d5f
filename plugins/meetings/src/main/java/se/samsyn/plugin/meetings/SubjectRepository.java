package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import se.samsyn.api.JsonFormat;
import se.samsyn.api.PluginDatabase;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;

/** What items were about as it stood when their meeting was ended, in the plugin's tables. */
final class SubjectRepository {

    private final PluginDatabase database;
    private final JsonFormat json;

    SubjectRepository(PluginDatabase database, JsonFormat json) {
        this.database = database;
        this.json = json;
    }

    /** A subject, and when it stood so. */
    record Shown(SubjectCard card, Instant at) {}

    /** By item. */
    Map<Long, Shown> of(long meetingId) {
        return database.read(handle -> {
            Map<Long, Shown> shown = new HashMap<>();
            handle.createQuery("select item_id, card, at from p_meetings_shown where meeting_id = :meeting")
                    .bind("meeting", meetingId)
                    .map((row, context) -> Map.entry(
                            row.getLong("item_id"),
                            new Shown(
                                    json.read(row.getString("card"), SubjectCard.class),
                                    Instant.parse(row.getString("at")))))
                    .forEach(entry -> shown.put(entry.getKey(), entry.getValue()));
            return shown;
        });
    }

    /** Keeps how the items' subjects stand now, in place of what was kept of the meeting before. */
    void keep(Handle handle, Meeting meeting, List<Item> items, Map<Subject, SubjectCard> cards, Instant now) {
        handle.createUpdate("delete from p_meetings_shown where meeting_id = :meeting")
                .bind("meeting", meeting.id())
                .execute();
        PreparedBatch batch = handle.prepareBatch(
                "insert into p_meetings_shown (item_id, meeting_id, card, at) values (:item, :meeting, :card, :at)");
        for (Item item : items) {
            SubjectCard card = item.subject() == null ? null : cards.get(item.subject());
            if (card != null) {
                batch.bind("item", item.id())
                        .bind("meeting", meeting.id())
                        .bind("card", json.write(card))
                        .bind("at", Times.text(now))
                        .add();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}
