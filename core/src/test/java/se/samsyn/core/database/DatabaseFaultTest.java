package se.samsyn.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps acknowledged writes, and what happens when the disk has no room. */
class DatabaseFaultTest {

    private static final String LARGE = "x".repeat(100_000);

    private static final List<String> NAMES =
            List.of("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "query_only");

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("samsyn.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theWriterKeepsWhatIsAcknowledged() {
        Map<String, String> pragmas = new TreeMap<>();
        database.write(() -> database.jdbi().useHandle(handle -> NAMES.forEach(
                name -> pragmas.put(name, handle.createQuery("pragma " + name).mapTo(String.class).one()))));
        assertThat(pragmas)
                .containsEntry("journal_mode", "wal")
                .containsEntry("synchronous", "2")
                .containsEntry("busy_timeout", "5000")
                .containsEntry("foreign_keys", "1")
                .containsEntry("query_only", "0");
    }

    @Test
    void everyReaderOfThePoolReadsOnly() throws SQLException {
        List<Handle> held = new ArrayList<>();
        try {
            for (int i = 0; i < Database.READERS; i++) {
                Handle handle = database.jdbi().open();
                held.add(handle);
                assertThat(pragmas(handle.getConnection()))
                        .containsEntry("journal_mode", "wal")
                        .containsEntry("synchronous", "2")
                        .containsEntry("busy_timeout", "5000")
                        .containsEntry("foreign_keys", "1")
                        .containsEntry("query_only", "1");
                assertThatThrownBy(() -> handle.execute("delete from setting"))
                        .hasMessageContaining("readonly");
            }
        } finally {
            held.forEach(Handle::close);
        }
    }

    @Test
    void dedicatedConnectionsKeepWhatIsAcknowledged() throws SQLException {
        try (Connection connection = database.dedicated().getConnection()) {
            assertThat(pragmas(connection))
                    .containsEntry("journal_mode", "wal")
                    .containsEntry("synchronous", "2")
                    .containsEntry("busy_timeout", "5000")
                    .containsEntry("foreign_keys", "1");
        }
    }

    @Test
    void aFullDiskRefusesTheWholeWriteAndReadingGoesOn() {
        put("before", "1");
        fillTheDisk();

        assertThatThrownBy(() -> database.write(() -> {
                    put("small", "1");
                    put("large", LARGE);
                }))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("full");

        assertThat(names()).containsExactly("before");
        makeRoom();
        put("after", LARGE);
        assertThat(names()).containsExactly("after", "before");
    }

    @Test
    void whatCannotBeWrittenAtCommitIsRefusedToo() {
        fillTheDisk();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        put("row" + i, "y".repeat(500));
                    }
                })
                .isInstanceOf(StorageException.class);
        int saved = names().size();
        makeRoom();
        assertThat(names()).hasSize(saved);
        put("after", "1");
        assertThat(names()).hasSize(saved + 1);
    }

    @Test
    void aFolderThatLetsNothingBeWrittenIsReadAllTheSame() throws IOException {
        put("before", "1");
        database.close();
        Path copy = Files.createDirectory(folder.resolve("copy")).resolve("samsyn.db");
        Files.copy(folder.resolve("samsyn.db"), copy);

        database = Database.openReadOnly(copy);

        assertThat(database.readOnly()).isTrue();
        assertThat(names()).containsExactly("before");
        assertThatThrownBy(() -> put("after", "1")).isInstanceOf(StorageException.class);
        assertThat(names()).containsExactly("before");
        assertThat(copy.resolveSibling("samsyn.db-wal")).doesNotExist();
    }

    private void put(String name, String value) {
        database.write(() -> database.jdbi().useHandle(handle -> handle.createUpdate(
                        "insert into setting (name, value) values (:name, :value)")
                .bind("name", name)
                .bind("value", value)
                .execute()));
    }

    private List<String> names() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select name from setting order by name")
                .mapTo(String.class)
                .list());
    }

    private void fillTheDisk() {
        database.write(() -> database.jdbi().useHandle(handle -> {
            long pages = handle.createQuery("pragma page_count").mapTo(Long.class).one();
            handle.createQuery("pragma max_page_count = " + pages).mapTo(Long.class).one();
        }));
    }

    private void makeRoom() {
        database.write(() -> database.jdbi()
                .useHandle(handle -> handle.createQuery("pragma max_page_count = 1000000").mapTo(Long.class).one()));
    }

    private static Map<String, String> pragmas(Connection connection) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String name : NAMES) {
                try (ResultSet row = statement.executeQuery("pragma " + name)) {
                    row.next();
                    values.put(name, row.getString(1));
                }
            }
        }
        return values;
    }
}
