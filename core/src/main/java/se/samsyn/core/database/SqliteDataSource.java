package se.samsyn.core.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.sqlite.Collation;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Opens connections to the one file, each with the pragmas that keep acknowledged writes and the Swedish order. */
final class SqliteDataSource extends SQLiteDataSource {

    private final boolean readOnly;
    private final boolean unchanging;
    private Consumer<Connection> opened = connection -> {};

    private SqliteDataSource(SQLiteConfig config, Path file, boolean readOnly, boolean unchanging) {
        super(config);
        this.readOnly = readOnly;
        this.unchanging = unchanging;
        setUrl("jdbc:sqlite:" + file);
    }

    static SqliteDataSource writer(Path file) {
        SQLiteConfig config = common();
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        return new SqliteDataSource(config, file, false, false);
    }

    static SqliteDataSource reader(Path file) {
        SQLiteConfig config = common();
        // Else the driver searches each statement for an insert, which takes longer than a large query itself.
        config.setGetGeneratedKeys(false);
        return new SqliteDataSource(config, file, true, false);
    }

    /** For a file that no process can change; SQLite then needs no files beside it, which it could not make. */
    static SqliteDataSource unchanging(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SqliteDataSource source = new SqliteDataSource(config, file, true, true);
        source.setUrl("jdbc:sqlite:" + file.toUri() + "?immutable=1");
        return source;
    }

    /** Tells of every connection that is opened from now on. */
    void tell(Consumer<Connection> listener) {
        opened = listener;
    }

    boolean unchanging() {
        return unchanging;
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(5000);
        config.enforceForeignKeys(true);
        return config;
    }

    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
        SQLiteConnection connection = super.getConnection(user, password);
        Collation.create(connection, SwedishCollation.NAME, new Collation() {
            @Override
            protected int xCompare(String a, String b) {
                return SwedishCollation.compare(a, b);
            }
        });
        if (readOnly) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma query_only = true");
            }
        }
        opened.accept(connection);
        return connection;
    }
}
