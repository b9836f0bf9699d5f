package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
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

    /**
     * A subject in the words of both languages, and when it stood so.
     *
     * @param english null of what was kept in one language alone
     */
    record Shown(SubjectCard card, @Nullable SubjectCard english, Instant at) {

        SubjectCard in(Locale language) {
            return Subjects.in(language, card, english);
        }
    }

    /** By item. */
    Map<Long, Shown> of(long meetingId) {
        return database.read(handle -> {
            Map<Long, Shown> shown = new HashMap<>();
            handle.createQuery("select item_id, card, card_en, at from p_meetings_shown where meeting_id = :meeting")
                    .bind("meeting", meetingId)
                    .map((row, context) -> Map.entry(
                            row.getLong("item_id"),
                            new Shown(
                                    json.read(row.getString("card"), SubjectCard.class),
                                    row.getString("card_en") == null
                                            ? null
                                            : json.read(row.getString("card_en"), SubjectCard.class),
                                    Instant.parse(row.getString("at")))))
                    .forEach(entry -> shown.put(entry.getKey(), entry.getValue()));
            return shown;
        });
    }

    /** Keeps how the items' subjects stand now, in place of what was kept of the meeting before. */
    void keep(Handle handle, Meeting meeting, List<Item> items, Subjects.Both cards, Instant now) {
        handle.createUpdate("delete from p_meetings_shown where meeting_id = :meeting")
                .bind("meeting", meeting.id())
                .execute();
        PreparedBatch batch = handle.prepareBatch(
                "insert into p_meetings_shown (item_id, meeting_id, card, card_en, at) values (:item, :meeting, :card, :english, :at)");
        for (Item item : items) {
            Subject subject = item.subject();
            if (subject != null && cards.swedish().containsKey(subject)) {
                batch.bind("item", item.id())
                        .bind("meeting", meeting.id())
                        .bind("card", json.write(cards.swedish().get(subject)))
                        .bind("english", json.write(cards.english().get(subject)))
                        .bind("at", Times.text(now))
                        .add();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}
