package se.samsyn.core.database;

/** The database could not be read or written: the disk is full, the folder is read-only, or the file is damaged. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
