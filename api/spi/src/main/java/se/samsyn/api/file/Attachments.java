package se.samsyn.api.file;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Upload;

/**
 * Files attached to what a plugin keeps. They are the plugin's alone, and it is the plugin that says who may see them; core
 * checks size, name and content and keeps them in the backup.
 *
 * <pre>{@code
 * store.database().write(handle -> {
 *     store.trail().record(handle, request.caller().id(), item.entity(), "file", null, upload.name());
 *     request.services().attachments().add(key(item), upload);
 *     …
 *     return true;
 * });
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * ok(rektor.upload(first + "/files", Map.of(), "file", "schema.txt", "Rast kl. 10".getBytes(StandardCharsets.UTF_8)));
 * …
 * assertThat(larare.get(meeting + "/room").body()).contains("1 bilaga", "schema.txt", "Ekbackens skola");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Attachments {

    /**
     * Keeps a file of at most 25 MB. Let in are PDF, Word, Excel and PowerPoint without macros, OpenDocument, PNG, JPEG, GIF
     * and WebP pictures, plain text and CSV. Saved with what else is written in the same {@code PluginDatabase.write}, or not
     * at all.
     *
     * @param subject what it is attached to, by a key of the plugin's own, such as {@code item-12}; at most 100 characters
     * @throws se.samsyn.api.web.InputException when the file is empty, too large, of a type that is not let in, or not what
     *     its name says; when the subject has 200 already, or the disk is nearly full; the message is in the caller's language
     * @throws IllegalArgumentException when the subject is empty or longer than 100 characters
     * @throws RuntimeException when nobody is signed in; let it through, and Samsyn answers that there is no access
     */
    Attachment add(String subject, Upload file);

    /** What is attached to these subjects, oldest first, in one query; subjects without are left out. */
    Map<String, List<Attachment>> of(Collection<String> subjects);

    /** An attachment; empty when there is none with the id, or it is not the plugin's. */
    Optional<Attachment> find(String id);

    /** The file itself, to be answered with as a download; empty as for {@link #find}. */
    Optional<Response.File> open(String id);

    /**
     * Takes an attachment away; that it was there, and who took it away, stays in the history. Unknown ids do no harm.
     *
     * @throws RuntimeException when nobody is signed in; let it through, and Samsyn answers that there is no access
     */
    void remove(String id);

    /** What has been attached to this subject and taken away from it, the latest first. */
    List<Change> history(String subject);

    /**
     * That a file was attached or taken away.
     *
     * @param name the file's
     * @param removed whether it was taken away
     * @param by the id of the user who did it, or null when the system did
     */
    record Change(String name, boolean removed, @Nullable String by, Instant at) {}
}
