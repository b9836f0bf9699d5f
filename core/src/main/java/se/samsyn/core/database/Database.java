package se.samsyn.core.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/**
 * The one file: a single writer connection and a small pool of read-only ones.
 *
 * <p>Every {@link Jdbi} of it reads and writes through the thread's unit of work while there is one, so that a plugin's
 * transaction and the core services it calls share a connection instead of waiting for each other.
 */
public final class Database implements AutoCloseable {

    static final int READERS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Path file;
    private final SqliteDataSource writing;
    private final Readers readers;
    private final boolean readOnly;
    private final Writer writer;
    private final Jdbi jdbi;

    private Database(Path file, SqliteDataSource writing, SqliteDataSource reading, boolean readOnly)
            throws SQLException {
        this.file = file;
        this.writing = writing;
        this.writer = new Writer(writing);
        this.readers = new Readers("readers", reading, READERS, 1);
        this.readOnly = readOnly;
        this.jdbi = Jdbi.create(new ThreadConnections(readers));
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

    /** Core's own. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /**
     * Readers for a plugin: a Jdbi that is shared would keep its classes, and connections that are shared would let it
     * keep others waiting.
     */
    public SeparateReaders separateReaders(String name) {
        SqliteDataSource source = readOnly ? SqliteDataSource.unchanging(file) : SqliteDataSource.reader(file);
        Readers own = new Readers(name, source, READERS, 0);
        return new SeparateReaders(own, Jdbi.create(new ThreadConnections(own)));
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

    /**
     * What SQLite finds when it checks the whole file: {@code ok}, or the first thing that is wrong.
     *
     * <p>On a connection of its own: the check of an FTS5 table goes by what its connection read of the index the last time,
     * and finds faults that are none when another has written since.
     */
    public String integrity() {
        SqliteDataSource source = readOnly ? SqliteDataSource.unchanging(file) : SqliteDataSource.reader(file);
        return Jdbi.create(source).withHandle(handle ->
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
        return writer.current() != null ? work.get() : writer.write(work);
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
        return writer.current() != null;
    }

    /** Runs the action once the current unit of work is committed; at once when there is none. */
    public void afterCommit(Runnable action) {
        UnitOfWork unit = writer.current();
        if (unit == null) {
            action.run();
        } else {
            unit.afterCommit(action);
        }
    }

    /** Runs work that needs a connection of its own for writing, such as a migration, while no one else writes. */
    public <T> T withWritersHeld(Supplier<T> work) {
        if (writer.current() != null) {
            throw new IllegalStateException("Within a unit of work the writers cannot be held");
        }
        return writer.held(work);
    }

    /**
     * The writer as a source of connections, for a library that wants one. Each connection is a unit of work of its own, to
     * be committed and closed soon by the same thread; within the thread's unit of work it is that one's.
     */
    public DataSource lentWriter() {
        return new LentWriter(writer);
    }

    /** A source of connections outside the pool and the unit of work, for migrations and backups. */
    public DataSource dedicated() {
        return SqliteDataSource.writer(file);
    }

    /** The same, which tells of each connection that is opened. */
    public DataSource dedicated(Consumer<Connection> opened) {
        SqliteDataSource source = SqliteDataSource.writer(file);
        source.tell(opened);
        return source;
    }

    /** The thread's unit of work, by which another thread can take it back. */
    public UnitOfWork unitOfWork() {
        UnitOfWork unit = writer.current();
        if (unit == null) {
            throw new IllegalStateException("The thread is in no unit of work");
        }
        return unit;
    }

    /** Undoes the unit of work of another thread that does not end it, and lets the next one write. */
    public void takeBack(UnitOfWork unit) {
        writer.takeBack(unit);
    }

    /** Breaks off the statement that another thread runs on the connection, which no interrupt does. */
    public static void cancel(Connection connection) {
        try {
            connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
        } catch (SQLException e) {
            LOG.debug("The connection is closed already", e);
        }
    }

    @Override
    public void close() {
        readers.close();
        try {
            writer.close();
        } catch (SQLException e) {
            throw new StorageException("Cannot close the database", e);
        }
    }

    private final class ThreadConnections implements ConnectionFactory {

        private final Readers readers;

        private ThreadConnections(Readers readers) {
            this.readers = readers;
        }

        @Override
        public Connection openConnection() throws SQLException {
            UnitOfWork unit = writer.current();
            return unit != null ? unit.connection() : readers.connection();
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            UnitOfWork unit = writer.current();
            if (unit == null || unit.connection() != connection) {
                connection.close();
            }
        }
    }
}
