package se.samsyn.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Times;

/** Attachments in the database, their content in parts. */
public final class AttachmentRepository {

    private static final int PART = 256 * 1024;
    private static final String SELECT =
            """
            select id, subject, name, content_type, size, added_by, added_at, removed_by, removed_at
              from attachment where plugin = :plugin
            """;

    private final Jdbi jdbi;

    AttachmentRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    long insert(String plugin, String subject, FileCheck.Checked file, @Nullable Long by, Instant now) throws IOException {
        return jdbi.withHandle(handle -> {
            long id = handle.createUpdate(
                            """
                            insert into attachment (plugin, subject, name, content_type, size, sha256, added_by, added_at)
                            values (:plugin, :subject, :name, :type, :size, :sha256, :by, :now)
                            """)
                    .bind("plugin", plugin)
                    .bind("subject", subject)
                    .bind("name", file.name())
                    .bind("type", file.contentType())
                    .bind("size", file.size())
                    .bind("sha256", file.sha256())
                    .bind("by", by)
                    .bind("now", Times.text(now))
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            insertParts(handle, id, file);
            return id;
        });
    }

    private static void insertParts(Handle handle, long id, FileCheck.Checked file) throws IOException {
        try (InputStream in = Files.newInputStream(file.file())) {
            int number = 0;
            for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
                handle.createUpdate(
                                "insert into attachment_part (attachment_id, number, content) values (:id, :number, :part)")
                        .bind("id", id)
                        .bind("number", number++)
                        .bind("part", part)
                        .execute();
            }
        }
    }

    /** Those that are attached to the subjects now, oldest first. */
    List<StoredAttachment> of(String plugin, Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + " and subject in (<subjects>) and removed_at is null order by id")
                .bind("plugin", plugin)
                .bindList("subjects", List.copyOf(subjects))
                .map((row, context) -> attachment(row))
                .list());
    }

    /** How many are attached to the subject now. */
    int count(String plugin, String subject) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from attachment where plugin = :plugin and subject = :subject and removed_at is null")
                .bind("plugin", plugin)
                .bind("subject", subject)
                .mapTo(Integer.class)
                .one());
    }

    /** All that ever were attached to the subject, oldest first. */
    List<StoredAttachment> ever(String plugin, String subject) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " and subject = :subject order by id")
                .bind("plugin", plugin)
                .bind("subject", subject)
                .map((row, context) -> attachment(row))
                .list());
    }

    Optional<StoredAttachment> find(String plugin, long id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " and id = :id and removed_at is null")
                .bind("plugin", plugin)
                .bind("id", id)
                .map((row, context) -> attachment(row))
                .findOne());
    }

    /** One part of a file; empty after the last. */
    Optional<byte[]> part(long id, int number) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select content from attachment_part where attachment_id = :id and number = :number")
                .bind("id", id)
                .bind("number", number)
                .mapTo(byte[].class)
                .findOne());
    }

    /** Its content goes; that it was there stays. */
    void remove(long id, @Nullable Long by, Instant now) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from attachment_part where attachment_id = :id").bind("id", id).execute();
            handle.createUpdate("update attachment set removed_by = :by, removed_at = :now where id = :id")
                    .bind("by", by)
                    .bind("now", Times.text(now))
                    .bind("id", id)
                    .execute();
        });
    }

    /** How many a plugin has. */
    public static long count(Handle handle, String plugin) {
        return handle.createQuery("select count(*) from attachment where plugin = :plugin")
                .bind("plugin", plugin)
                .mapTo(Long.class)
                .one();
    }

    /** Takes away all that a plugin has, those that were removed as well; within the caller's unit of work. */
    public static void erase(Handle handle, String plugin) {
        handle.createUpdate(
                        """
                        delete from attachment_part
                         where attachment_id in (select id from attachment where plugin = :plugin)
                        """)
                .bind("plugin", plugin)
                .execute();
        handle.createUpdate("delete from attachment where plugin = :plugin").bind("plugin", plugin).execute();
    }

    private static StoredAttachment attachment(ResultSet row) throws SQLException {
        String removedAt = row.getString("removed_at");
        return new StoredAttachment(
                row.getLong("id"),
                row.getString("subject"),
                row.getString("name"),
                row.getString("content_type"),
                row.getLong("size"),
                person(row, "added_by"),
                Instant.parse(row.getString("added_at")),
                person(row, "removed_by"),
                removedAt == null ? null : Instant.parse(removedAt));
    }

    private static @Nullable Long person(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : id;
    }
}
