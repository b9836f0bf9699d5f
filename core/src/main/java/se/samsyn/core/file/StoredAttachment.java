package se.samsyn.core.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that is, or was, attached to something of a plugin's.
 *
 * @param addedBy null when the system did
 * @param removedAt null while it is there
 */
public record StoredAttachment(
        long id,
        String subject,
        String name,
        String contentType,
        long size,
        @Nullable Long addedBy,
        Instant addedAt,
        @Nullable Long removedBy,
        @Nullable Instant removedAt) {}
