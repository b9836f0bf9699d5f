package se.samsyn.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Upload;
import se.samsyn.core.database.Database;
import se.samsyn.core.web.CoreContent;
import se.samsyn.core.web.Rejection;

/** Keeps the files that are attached to what plugins keep. */
public final class AttachmentStore {

    private static final int LONGEST_SUBJECT = 100;
    private static final int MOST = 200;

    /** What the database itself needs to go on saving. */
    private static final long RESERVE = 500L * 1024 * 1024;

    private final Database database;
    private final AttachmentRepository attachments;
    private final FileCheck check;
    private final LongSupplier free;
    private final Clock clock;

    /**
     * @param free how many bytes the disk has room for
     */
    AttachmentStore(
            Database database, AttachmentRepository attachments, FileCheck check, LongSupplier free, Clock clock) {
        this.database = database;
        this.attachments = attachments;
        this.check = check;
        this.free = free;
        this.clock = clock;
    }

    /**
     * @param by who attaches it, or null for the system
     * @throws Rejection when it is empty, too large, of a kind that is not let in, or not what its name says; when there is
     *     no room for more on the subject, or on the disk
     */
    public StoredAttachment add(String plugin, String subject, Upload file, @Nullable Long by) {
        if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("A subject has 1 to " + LONGEST_SUBJECT + " characters: " + subject);
        }
        try (FileCheck.Checked checked = check.check(file)) {
            if (free.getAsLong() - checked.size() < RESERVE) {
                throw Rejection.of("", "file.error.disk", checked.name());
            }
            return database.write(() -> {
                if (attachments.count(plugin, subject) >= MOST) {
                    throw Rejection.of("", "file.error.many", checked.name(), MOST);
                }
                long id = insert(plugin, subject, checked, by);
                return attachments.find(plugin, id).orElseThrow();
            });
        }
    }

    private long insert(String plugin, String subject, FileCheck.Checked file, @Nullable Long by) {
        try {
            return attachments.insert(plugin, subject, file, by, clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file.file(), e);
        }
    }

    /** What is attached to these now, oldest first, in one query. */
    public List<StoredAttachment> of(String plugin, Collection<String> subjects) {
        return attachments.of(plugin, subjects);
    }

    /** All that ever were attached to it, oldest first. */
    public List<StoredAttachment> ever(String plugin, String subject) {
        return attachments.ever(plugin, subject);
    }

    public Optional<StoredAttachment> find(String plugin, long id) {
        return attachments.find(plugin, id);
    }

    /** The file as a download; a part at a time is in memory, and no connection is held between them. */
    public Optional<Response.File> open(String plugin, long id) {
        return attachments.find(plugin, id).map(found -> new Response.File(
                found.name(), found.contentType(), new CoreContent(out -> {
                    long left = found.size();
                    for (int number = 0; left > 0; number++) {
                        byte[] part = attachments
                                .part(id, number)
                                .orElseThrow(() -> new IOException("The file has been taken away"));
                        out.write(part);
                        left -= part.length;
                    }
                })));
    }

    /** Takes it away, if it is there. */
    public void remove(String plugin, long id, @Nullable Long by) {
        database.write(() -> attachments.find(plugin, id).ifPresent(found -> attachments.remove(id, by, clock.instant())));
    }
}
