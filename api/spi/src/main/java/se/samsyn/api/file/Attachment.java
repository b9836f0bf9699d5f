package se.samsyn.api.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that someone attached.
 *
 * @param id an opaque text
 * @param subject what it is attached to, by the plugin's own key
 * @param name its name, without folders
 * @param contentType its media type, by its content
 * @param size in bytes
 * @param addedBy the id of the user who attached it, or null when the system did
 * @param addedAt when
 * @since 0.9.0
 */
public record Attachment(
        String id,
        String subject,
        String name,
        String contentType,
        long size,
        @Nullable String addedBy,
        Instant addedAt) {}
