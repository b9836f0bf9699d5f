package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import se.samsyn.api.PluginDatabase;

/** Notes in the plugin's tables. */
final class NoteRepository {

    private static final RowMapper<Note> NOTE = (row, context) -> new Note(
            row.getLong("item_id"),
            row.getString("text"),
            row.getString("changed_by"),
            Times.instant(row.getString("changed_at")),
            row.getInt("version"));

    private final PluginDatabase database;
    private final ChangeTrail trail;

    NoteRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    Note of(long itemId) {
        return of(List.of(itemId)).getOrDefault(itemId, Note.empty(itemId));
    }

    /** The notes of these items, by item; those without are left out. */
    Map<Long, Note> of(Collection<Long> itemIds) {
        if (itemIds.isEmpty()) {
            return Map.of();
        }
        return database.read(handle -> {
            Map<Long, Note> notes = new HashMap<>();
            handle.createQuery("select item_id, text, changed_by, changed_at, version from p_meetings_note where item_id in (<items>)")
                    .bindList("items", List.copyOf(itemIds))
                    .map(NOTE)
                    .forEach(note -> notes.put(note.itemId(), note));
            return notes;
        });
    }

    /** A text as somebody left it before it was changed. */
    record Left(String personId, Instant at, String text) {}

    /** The texts that somebody else has written over or on, or that were changed after they had been signed, the latest first. */
    List<Left> left(long itemId, int limit) {
        return database.read(handle -> handle.createQuery(
                        """
                        select own.person_id, own.at, own.new_value from p_meetings_change own
                          join p_meetings_change next on next.id = (
                               select min(id) from p_meetings_change
                                where entity = :note and entity_id = :item and field = 'text' and id > own.id)
                         where own.entity = :note and own.entity_id = :item and own.field = 'text'
                           and own.new_value <> ''
                           and (own.person_id <> next.person_id
                                or exists (select 1 from p_meetings_change s where s.entity = :signing and s.entity_id = own.meeting_id
                                              and s.field = 'signed' and s.id > own.id and s.id < next.id))
                         order by own.id desc limit :limit
                        """)
                .bind("note", Note.ENTITY)
                .bind("signing", Attestation.ENTITY)
                .bind("item", itemId)
                .bind("limit", limit)
                .map((row, context) -> new Left(
                        row.getString("person_id"), Instant.parse(row.getString("at")), row.getString("new_value")))
                .list());
    }

    /** False when someone else wrote since that version; 0 stands for nothing written. */
    boolean write(Handle handle, Item item, Note before, int version, String text, String personId) {
        int changed = version == 0
                ? handle.createUpdate(
                                """
                                insert into p_meetings_note (item_id, text, changed_by, changed_at, version)
                                values (:item, :text, :person, :at, 1) on conflict (item_id) do nothing
                                """)
                        .bind("item", item.id())
                        .bind("text", text)
                        .bind("person", personId)
                        .bind("at", trail.now())
                        .execute()
                : handle.createUpdate(
                                """
                                update p_meetings_note set text = :text, changed_by = :person, changed_at = :at, version = version + 1
                                 where item_id = :item and version = :version
                                """)
                        .bind("item", item.id())
                        .bind("text", text)
                        .bind("person", personId)
                        .bind("at", trail.now())
                        .bind("version", version)
                        .execute();
        if (changed == 0) {
            return false;
        }
        trail.recordWriting(
                handle, personId, new ChangeTrail.Entity(Note.ENTITY, item.id(), item.meetingId()), "text", before.text(), text);
        return true;
    }
}
