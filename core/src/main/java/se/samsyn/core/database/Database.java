package se.samsyn.core.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The one file: a single writer connection and a small pool of read-only ones.
 *
 * <p>Every {@link Jdbi} made by {@link #newJdbi()} reads and writes through the thread's unit of work while there is
 * one, so that a plugin's transaction and the core services it calls share a connection instead of waiting for each
 * other.
 */
public final class Database implements AutoCloseable {

    static final int READERS = 4;

    private final Path file;
    private final SqliteDataSource writing;
    private final HikariDataSource readers;
    private final boolean readOnly;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final ThreadLocal<UnitOfWork> current = new ThreadLocal<>();
    private final Jdbi jdbi;
    private Connection writer;

    private Database(Path file, SqliteDataSource writing, SqliteDataSource reading, boolean readOnly)
            throws SQLException {
        this.file = file;
        this.writing = writing;
        this.writer = newWriter(writing);
        this.readers = readerPool(reading);
        this.readOnly = readOnly;
        this.jdbi = newJdbi();
    }

    /** Opens the file, creating it when it is not there, and brings its schema up to date. */
    public static Database open(Path file) {
        try {
            Migrations.migrateCore(SqliteDataSource.writer(file));
            return new Database(file, SqliteDataSource.writer(file), SqliteDataSource.reader(file), false);
        } catch (SQLException e) {
            throw new StorageException("Cannot open the database " + file, e);
        }
    }

    /** Opens a file in a folder where nothing can be written: reading works, and every write is refused. */
    public static Database openReadOnly(Path file) {
        try {
            SqliteDataSource source = SqliteDataSource.unchanging(file);
            Migrations.requireCurrent(source);
            return new Database(file, source, source, true);
        } catch (SQLException e) {
            throw new StorageException("Cannot open the database " + file, e);
        }
    }

    /** Opens a file to look at it, also while a server works on it; changes nothing in it. */
    public static Database inspect(Path file) {
        try {
            SqliteDataSource source = SqliteDataSource.reader(file);
            return new Database(file, source, source, false);
        } catch (SQLException e) {
            throw new StorageException("Cannot open the database " + file, e);
        }
    }

    private static Connection newWriter(SqliteDataSource source) throws SQLException {
        Connection writer = source.getConnection();
        writer.setAutoCommit(false);
        return writer;
    }

    private static HikariDataSource readerPool(SqliteDataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("readers");
        config.setDataSource(source);
        config.setReadOnly(source.unchanging());
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** Core's own. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** One more over the same connections; a plugin has its own, since a shared one would pin its class loader. */
    public Jdbi newJdbi() {
        return Jdbi.create(new ThreadConnections());
    }

    /** The newest of core's migrations that the file has. */
    public String schemaVersion() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select version from schema_history where success = true order by installed_rank desc limit 1")
                .mapTo(String.class)
                .one());
    }

    /** Whether the file has all of core's migrations, and no newer ones. */
    public boolean current() {
        return Migrations.current(writing);
    }

    /** What SQLite finds when it checks the whole file: {@code ok}, or the first thing that is wrong. */
    public String integrity() {
        return jdbi.withHandle(handle ->
                handle.createQuery("pragma integrity_check(1)").mapTo(String.class).first());
    }

    /** Whether the folder lets nothing be written, so that there is only reading. */
    public boolean readOnly() {
        return readOnly;
    }

    public Path file() {
        return file;
    }

    /**
     * Runs the work in one write transaction; within another it takes part in that one. When the work throws, nothing is
     * saved.
     */
    public <T> T write(Supplier<T> work) {
        if (current.get() != null) {
            return work.get();
        }
        List<Runnable> afterCommit;
        T result;
        turn.lock();
        try {
            UnitOfWork unit = new UnitOfWork(writer);
            current.set(unit);
            result = work.get();
            writer.commit();
            afterCommit = unit.actionsAfterCommit();
        } catch (SQLException e) {
            throw undone(new StorageException("Cannot save", e));
        } catch (RuntimeException e) {
            throw undone(StorageException.behind(e).map(RuntimeException.class::cast).orElse(e));
        } catch (Error e) {
            throw undone(e);
        } finally {
            current.remove();
            turn.unlock();
        }
        afterCommit.forEach(Runnable::run);
        return result;
    }

    /** As {@link #write(Supplier)}, for work without a result. */
    public void write(Runnable work) {
        write(() -> {
            work.run();
            return null;
        });
    }

    /** Whether the thread is in a unit of work, and so sees what may still be undone. */
    public boolean writing() {
        return current.get() != null;
    }

    /** Runs the action once the current unit of work is committed; at once when there is none. */
    public void afterCommit(Runnable action) {
        UnitOfWork unit = current.get();
        if (unit == null) {
            action.run();
        } else {
            unit.afterCommit(action);
        }
    }

    /** Runs work that needs a connection of its own for writing, such as a migration, while no one else writes. */
    public <T> T withWritersHeld(Supplier<T> work) {
        if (current.get() != null) {
            throw new IllegalStateException("Within a unit of work the writers cannot be held");
        }
        turn.lock();
        try {
            // Between units of work the driver has already begun the next, and with it taken the file's write lock.
            writer.setAutoCommit(true);
            try {
                return work.get();
            } finally {
                writer.setAutoCommit(false);
            }
        } catch (SQLException e) {
            throw new StorageException("Cannot hold the writers", e);
        } finally {
            turn.unlock();
        }
    }

    /**
     * The writer as a source of connections, for a library that wants one. Each connection is a unit of work of its own, to
     * be committed and closed soon by the same thread; within the thread's unit of work it is that one's.
     */
    public DataSource lentWriter() {
        return new LentWriter(this);
    }

    /** The thread's unit of work, or null. */
    @Nullable UnitOfWork unit() {
        return current.get();
    }

    /** Begins a unit of work that {@link #end} ends. */
    UnitOfWork begin() {
        turn.lock();
        UnitOfWork unit = new UnitOfWork(writer);
        current.set(unit);
        return unit;
    }

    /** Undoes what was not committed, and lets the next one write. */
    void end() {
        try {
            undone(new StorageException("Not committed", new SQLException()));
        } finally {
            current.remove();
            turn.unlock();
        }
    }

    /** A source of connections outside the pool and the unit of work, for migrations and backups. */
    public DataSource dedicated() {
        return SqliteDataSource.writer(file);
    }

    /** Takes back what the unit of work did, so that its failure can be told. */
    private <E extends Throwable> E undone(E failure) {
        try {
            writer.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
            renewWriter(failure);
        }
        return failure;
    }

    /** After a full disk or a failed read SQLite has rolled back by itself, and the driver's view of it is wrong. */
    private void renewWriter(Throwable failure) {
        try {
            writer.close();
            writer = newWriter(writing);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        readers.close();
        turn.lock();
        try {
            writer.close();
        } catch (SQLException e) {
            throw new StorageException("Cannot close the database", e);
        } finally {
            turn.unlock();
        }
    }

    private final class ThreadConnections implements ConnectionFactory {

        @Override
        public Connection openConnection() throws SQLException {
            UnitOfWork unit = current.get();
            return unit != null ? unit.connection() : readers.getConnection();
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            UnitOfWork unit = current.get();
            if (unit == null || unit.connection() != connection) {
                connection.close();
            }
        }
    }
}
