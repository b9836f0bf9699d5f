package se.samsyn.core.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;

/**
 * The one file: a single writer connection and a small pool of read-only ones.
 *
 * <p>Every {@link Jdbi} made by {@link #newJdbi()} reads and writes through the thread's unit of work while there is
 * one, so that a plugin's transaction and the core services it calls share a connection instead of waiting for each
 * other.
 */
public final class Database implements AutoCloseable {

    private static final int READERS = 4;

    private final Path file;
    private final Connection writer;
    private final HikariDataSource readers;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ThreadLocal<UnitOfWork> current = new ThreadLocal<>();
    private final Jdbi jdbi;

    private Database(Path file, Connection writer, HikariDataSource readers) {
        this.file = file;
        this.writer = writer;
        this.readers = readers;
        this.jdbi = newJdbi();
    }

    /** Opens the file, creating it when it is not there, and brings its schema up to date. */
    public static Database open(Path file) {
        try {
            Migrations.migrateCore(SqliteDataSource.writer(file));
            Connection writer = SqliteDataSource.writer(file).getConnection();
            writer.setAutoCommit(false);
            return new Database(file, writer, readerPool(file));
        } catch (SQLException e) {
            throw new StorageException("Cannot open the database " + file, e);
        }
    }

    private static HikariDataSource readerPool(Path file) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("readers");
        config.setDataSource(SqliteDataSource.reader(file));
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

    /** Whether the folder lets nothing be written, so that there is only reading. */
    public boolean readOnly() {
        return false;
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
        writing.lock();
        UnitOfWork unit = new UnitOfWork(writer);
        current.set(unit);
        try {
            result = work.get();
            writer.commit();
            afterCommit = unit.actionsAfterCommit();
        } catch (SQLException e) {
            rollback();
            throw new StorageException("Cannot save", e);
        } catch (RuntimeException | Error e) {
            rollback();
            throw e;
        } finally {
            current.remove();
            writing.unlock();
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
        writing.lock();
        try {
            return work.get();
        } finally {
            writing.unlock();
        }
    }

    /** A source of connections outside the pool and the unit of work, for migrations and backups. */
    public javax.sql.DataSource dedicated() {
        return SqliteDataSource.writer(file);
    }

    private void rollback() {
        try {
            writer.rollback();
        } catch (SQLException e) {
            throw new StorageException("Cannot roll back", e);
        }
    }

    @Override
    public void close() {
        readers.close();
        writing.lock();
        try {
            writer.close();
        } catch (SQLException e) {
            throw new StorageException("Cannot close the database", e);
        } finally {
            writing.unlock();
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
            if (connection != writer) {
                connection.close();
            }
        }
    }
}
