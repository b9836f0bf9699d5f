package se.samsyn.core.file;

import java.nio.file.Path;
import java.time.Clock;
import se.samsyn.core.database.Database;

/** Makes the parts of attachments. */
public final class FileModule {

    private final AttachmentStore attachments;

    /**
     * @param temporary a folder for files on their way in
     */
    public FileModule(Database database, Path temporary, Clock clock) {
        this.attachments = new AttachmentStore(
                database,
                new AttachmentRepository(database.jdbi()),
                new FileCheck(temporary),
                () -> temporary.toFile().getUsableSpace(),
                clock);
    }

    public AttachmentStore attachments() {
        return attachments;
    }
}
