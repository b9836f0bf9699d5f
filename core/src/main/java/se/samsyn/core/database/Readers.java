package se.samsyn.core.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** A small pool of read-only connections. */
final class Readers implements AutoCloseable {

    private final HikariDataSource pool;

    /**
     * @param idle how many stay open though nobody reads
     */
    Readers(String name, SqliteDataSource source, int most, int idle) {
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

    /** Connections in use. */
    int active() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public void close() {
        pool.close();
    }
}
