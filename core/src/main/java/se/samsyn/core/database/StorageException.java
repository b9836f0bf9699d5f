package se.samsyn.core.database;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The database could not be read or written: the disk is full, the folder is read-only, or the file is damaged. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final Set<SQLiteErrorCode> CODES = EnumSet.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_NOTADB,
            SQLiteErrorCode.SQLITE_PERM,
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED);

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The failure as one of storage, when that is what is behind it. */
    public static Optional<StorageException> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageException storage) {
                return Optional.of(storage);
            }
            if (cause instanceof SQLiteException sqlite && CODES.contains(primary(sqlite))) {
                return Optional.of(new StorageException(sqlite.getMessage(), failure));
            }
        }
        return Optional.empty();
    }

    /** SQLite tells more in the higher bits of a code; the lowest eight are its kind. */
    private static SQLiteErrorCode primary(SQLiteException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff);
    }
}
