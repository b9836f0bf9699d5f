package se.samsyn.core.plugin;

import java.sql.Connection;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import se.samsyn.api.PluginDatabase;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.SeparateReaders;
import se.samsyn.core.database.UnitOfWork;
import se.samsyn.core.plugin.jar.PluginManifest;

/**
 * A plugin's way to its tables, on core's unit of work and with readers of its own. What hangs in it is broken off, and
 * after the plugin's end it is closed.
 */
final class PluginTables implements PluginDatabase, AutoCloseable {

    private final Database database;
    private final SeparateReaders readers;
    private final PluginWatchdog watchdog;
    private final PluginLimits limits;
    private final ClassLoader classes;
    private volatile boolean closed;

    PluginTables(String id, ClassLoader classes, Database database, PluginWatchdog watchdog, PluginLimits limits) {
        this.classes = classes;
        this.database = database;
        this.readers = database.separateReaders("plugin-" + id);
        this.watchdog = watchdog;
        this.limits = limits;
    }

    /** Lets no statement touch another's tables, or lean on one kind of database. */
    void watchStatements(PluginManifest manifest) {
        StatementRules rules = new StatementRules(manifest.id(), manifest.prefix(), classes);
        readers.jdbi().getConfig(SqlStatements.class).setTemplateEngine(rules);
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        requireOpen();
        return readers.jdbi().withHandle(handle -> watched(handle, work));
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        requireOpen();
        return database.writing() ? read(work) : database.write(() -> holding(work));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The plugin is off");
        }
    }

    private <T> T watched(Handle handle, Function<Handle, T> work) {
        Statements statements = new Statements(handle.getConnection());
        watchdog.add(statements);
        try {
            return work.apply(handle);
        } finally {
            watchdog.remove(statements);
            statements.end();
        }
    }

    private <T> T holding(Function<Handle, T> work) {
        Holding holding = new Holding(database.unitOfWork());
        watchdog.add(holding);
        try (PluginWatchdog.Call call = watchdog.call(limits.write(), classes)) {
            return read(work);
        } finally {
            watchdog.remove(holding);
        }
    }

    /** Lets no more in; connections in use are closed when they come back. */
    @Override
    public void close() {
        closed = true;
        readers.close();
    }

    /** Hands an interrupt on to the database, which does not hear it in the middle of a statement. */
    private static final class Statements implements PluginWatchdog.Watched {

        private final Thread thread = Thread.currentThread();
        private final Connection connection;
        private boolean ended;

        private Statements(Connection connection) {
            this.connection = connection;
        }

        @Override
        public synchronized void look(long now) {
            if (!ended && thread.isInterrupted()) {
                Database.cancel(connection);
            }
        }

        private synchronized void end() {
            ended = true;
        }
    }

    /** Takes the unit of work from one that goes on holding it though it was interrupted. */
    private final class Holding implements PluginWatchdog.Watched {

        private final UnitOfWork unit;
        private final long due = System.nanoTime() + limits.write().plus(limits.afterInterrupt()).toNanos();

        private Holding(UnitOfWork unit) {
            this.unit = unit;
        }

        @Override
        public void look(long now) {
            if (now - due >= 0) {
                database.takeBack(unit);
            }
        }
    }
}
