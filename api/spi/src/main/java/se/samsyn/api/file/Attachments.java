package se.samsyn.api.file;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Upload;

/**
 * Files attached to what a plugin keeps. They are the plugin's alone, and it is the plugin that says who may see them; core
 * checks size, name and content and keeps them in the backup.
 *
 * @since 0.9.0
 */
public interface Attachments {

    /**
     * Keeps a file.
     *
     * @param subject what it is attached to, by a key of the plugin's own, such as {@code item-12}; at most 100 characters
     * @throws se.samsyn.api.web.InputException when the file is empty, too large, of a type that is not let in, or not what
     *     its name says; the message is in the caller's language
     */
    Attachment add(String subject, Upload file);

    /** What is attached to these subjects, oldest first, in one query; subjects without are left out. */
    Map<String, List<Attachment>> of(Collection<String> subjects);

    /** An attachment; empty when there is none with the id, or it is not the plugin's. */
    Optional<Attachment> find(String id);

    /** The file itself, to be answered with as a download; empty as for {@link #find}. */
    Optional<Response.File> open(String id);

    /** Takes an attachment away; that it was there, and who took it away, stays in the history. */
    void remove(String id);
}
