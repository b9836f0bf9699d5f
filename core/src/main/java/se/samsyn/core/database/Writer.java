package se.samsyn.core.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection that writes, lent to one unit of work at a time. */
final class Writer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final SqliteDataSource source;
    private final Semaphore turn = new Semaphore(1, true);
    private final ThreadLocal<UnitOfWork> current = new ThreadLocal<>();
    private Connection connection;

    Writer(SqliteDataSource source) throws SQLException {
        this.source = source;
        this.connection = open(source);
    }

    private static Connection open(SqliteDataSource source) throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** The unit of work that the thread is in, or null. */
    @Nullable UnitOfWork current() {
        return current.get();
    }

    /** Begins a unit of work that {@link #end} ends. */
    UnitOfWork begin() {
        turn.acquireUninterruptibly();
        UnitOfWork unit = new UnitOfWork(connection);
        current.set(unit);
        return unit;
    }

    /** Undoes what was not committed, and lets the next one write. */
    void end(UnitOfWork unit) {
        try {
            endUndone(unit);
        } finally {
            current.remove();
        }
    }

    /** Runs the work as a unit of its own, and gives what it gave once it is committed. */
    <T> T write(Supplier<T> work) {
        UnitOfWork unit = begin();
        T result;
        try {
            result = work.get();
            commit(unit);
        } catch (SQLException e) {
            throw undone(unit, new StorageException("Cannot save", e));
        } catch (RuntimeException e) {
            throw undone(unit, StorageException.behind(e).map(RuntimeException.class::cast).orElse(e));
        } catch (Error e) {
            throw undone(unit, e);
        } finally {
            current.remove();
        }
        unit.actionsAfterCommit().forEach(Writer::runSaved);
        return result;
    }

    /** What was written is saved: whoever wrote it is not told that it failed, and what else comes after comes. */
    private static void runSaved(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("What comes after a unit of work failed; what it wrote is saved", e);
        }
    }

    private void commit(UnitOfWork unit) throws SQLException {
        if (!unit.end()) {
            throw new IllegalStateException("The unit of work took too long and has been undone");
        }
        boolean committed = false;
        try {
            unit.connection().commit();
            committed = true;
        } finally {
            if (!committed) {
                rollBack(unit);
            }
            turn.release();
        }
    }

    /** Takes back what the unit of work did, so that its failure can be told. */
    private <E extends Throwable> E undone(UnitOfWork unit, E failure) {
        endUndone(unit);
        return failure;
    }

    private void endUndone(UnitOfWork unit) {
        if (unit.end()) {
            rollBack(unit);
            turn.release();
        }
    }

    private void rollBack(UnitOfWork unit) {
        try {
            unit.connection().rollback();
        } catch (SQLException e) {
            LOG.warn("The unit of work could not be rolled back, and a new connection is opened", e);
            renew();
        }
    }

    /** After a full disk or a failed read SQLite has rolled back by itself, and the driver's view of it is wrong. */
    private void renew() {
        try {
            connection.close();
            connection = open(source);
        } catch (SQLException e) {
            LOG.error("The database cannot be opened for writing anew", e);
        }
    }

    /** Undoes a unit of work on behalf of its thread, unless it has ended. */
    void takeBack(UnitOfWork unit) {
        if (unit.end()) {
            Database.cancel(unit.connection());
            renew();
            turn.release();
        }
    }

    /** Runs work that needs a connection of its own for writing while no one else writes. */
    <T> T held(Supplier<T> work) {
        turn.acquireUninterruptibly();
        try {
            // Between units of work the driver has already begun the next, and with it taken the file's write lock.
            connection.setAutoCommit(true);
            try {
                return work.get();
            } finally {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            throw new StorageException("Cannot hold the writers", e);
        } finally {
            turn.release();
        }
    }

    @Override
    public void close() throws SQLException {
        turn.acquireUninterruptibly();
        try {
            connection.close();
        } finally {
            turn.release();
        }
    }
}
