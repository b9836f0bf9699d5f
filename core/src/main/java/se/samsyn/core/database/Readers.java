package se.samsyn.core.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small pool of read-only connections. */
final class Readers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private static final String WEAK = "com.zaxxer.hikari.useWeakReferences";

    private final HikariDataSource pool;
    private final List<Connection> opened = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /**
     * @param source nobody else's
     * @param idle how many stay open though nobody reads
     */
    Readers(String name, SqliteDataSource source, int most, int idle) {
        source.tell(this::opened);
        // Else the threads that have read keep the pool, and all that it has, after it is closed.
        System.setProperty(WEAK, "true");
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setReadOnly(source.unchanging());
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(idle);
        config.setInitializationFailTimeout(idle == 0 ? -1 : 1);
        config.setThreadFactory(task -> thread(task, name));
        this.pool = new HikariDataSource(config);
    }

    /** One that is made while a plugin reads must not become the plugin's. */
    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name + "-pool");
        thread.setDaemon(true);
        thread.setContextClassLoader(Readers.class.getClassLoader());
        return thread;
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    private void opened(Connection connection) {
        opened.removeIf(Readers::closed);
        opened.add(connection);
        if (closed) {
            close(connection);
        }
    }

    private static boolean closed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Those in use as well, which the pool would abort, what the driver does not know. */
    @Override
    public void close() {
        opened.stream().filter(connection -> !closed(connection)).forEach(Database::cancel);
        pool.close();
        closed = true;
        opened.forEach(Readers::close);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("A connection could not be closed", e);
        }
    }
}
