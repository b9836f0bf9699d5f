package se.samsyn.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path folder;

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
    void everyConnectionIsSetForSafety() {
        for (String pragma : List.of("journal_mode=wal", "synchronous=2", "foreign_keys=1", "busy_timeout=5000")) {
            String[] parts = pragma.split("=");
            assertThat(pragma(parts[0])).as("reader's " + pragma).isEqualTo(parts[1]);
            assertThat(database.write(() -> pragma(parts[0]))).as("writer's " + pragma).isEqualTo(parts[1]);
        }
        assertThat(pragma("query_only")).isEqualTo("1");
    }

    @Test
    void readingOutsideAUnitOfWorkCannotWrite() {
        assertThatThrownBy(() -> insert(database.jdbi(), "a", "1")).hasMessageContaining("readonly");
    }

    @Test
    void whatFailsAfterwardsDoesNotMakeASavedWriteFail() {
        AtomicReference<String> after = new AtomicReference<>();
        String saved = database.write(() -> {
            insert(database.jdbi(), "a", "1");
            database.afterCommit(() -> {
                throw new IllegalStateException("the disk is full");
            });
            database.afterCommit(() -> after.set("done"));
            return "saved";
        });
        assertThat(saved).isEqualTo("saved");
        assertThat(after).hasValue("done");
    }

    @Test
    void everyJdbiTakesPartInTheThreadsUnitOfWork() {
        try (SeparateReaders separate = database.separateReaders("plugin")) {
            Jdbi ofPlugin = separate.jdbi();
            database.write(() -> {
                insert(database.jdbi(), "a", "1");
                insert(ofPlugin, "b", "2");
                assertThat(count(ofPlugin)).isEqualTo(2);
                database.write(() -> insert(ofPlugin, "c", "3"));
            });
            assertThat(count(database.jdbi())).isEqualTo(3);
        }
    }

    @Test
    void whoeverUsesUpReadersOfTheirOwnKeepsNobodyElseWaiting() {
        try (SeparateReaders separate = database.separateReaders("plugin")) {
            List<Handle> used = new ArrayList<>();
            for (int i = 0; i < Database.READERS; i++) {
                used.add(separate.jdbi().open());
                assertThat(used.get(i).execute("select 1")).isNotNull();
            }
            assertThat(count(database.jdbi())).isZero();
            used.forEach(Handle::close);
        }
    }

    @Test
    void aUnitOfWorkThatIsTakenBackIsUndoneAndTheNextOneWrites() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<UnitOfWork> unit = new AtomicReference<>();
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> hanging = other.submit(() -> database.write(() -> {
            insert(database.jdbi(), "a", "1");
            unit.set(database.unitOfWork());
            begun.countDown();
            await(end);
        }));
        begun.await();
        database.takeBack(unit.get());
        database.write(() -> insert(database.jdbi(), "a", "2"));
        end.countDown();
        assertThatThrownBy(hanging::get).hasMessageContaining("took too long");
        database.takeBack(unit.get());
        database.write(() -> insert(database.jdbi(), "b", "3"));
        assertThat(count(database.jdbi())).isEqualTo(2);
        other.shutdown();
    }

    @Test
    void aStatementWithoutEndIsBrokenOff() throws Exception {
        AtomicReference<Connection> connection = new AtomicReference<>();
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> hanging = other.submit(() -> database.jdbi().useHandle(handle -> {
            connection.set(handle.getConnection());
            handle.execute("with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n");
        }));
        while (!hanging.isDone()) {
            if (connection.get() != null) {
                Database.cancel(connection.get());
            }
            Thread.onSpinWait();
        }
        assertThatThrownBy(hanging::get).hasMessageContaining("interrupt");
        assertThat(count(database.jdbi())).isZero();
        other.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingIsSavedWhenTheWorkThrows() {
        List<String> announced = new ArrayList<>();
        assertThatThrownBy(() -> database.write(() -> {
                    insert(database.jdbi(), "a", "1");
                    database.afterCommit(() -> announced.add("a"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(count(database.jdbi())).isZero();
        assertThat(announced).isEmpty();
        database.write(() -> insert(database.jdbi(), "a", "2"));
        assertThat(count(database.jdbi())).isEqualTo(1);
    }

    @Test
    void manyWritersWaitForEachOtherWithoutFailing() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<?>> writes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String name = "n" + i;
            writes.add(writers.submit(() -> database.write(() -> insert(database.jdbi(), name, "x"))));
        }
        for (Future<?> write : writes) {
            write.get();
        }
        writers.shutdown();
        assertThat(count(database.jdbi())).isEqualTo(200);
    }

    @Test
    void ordersInSwedishInTheDatabaseToo() {
        database.write(() -> List.of("Ö", "Å", "Z", "Ä").forEach(name -> insert(database.jdbi(), name, "x")));
        List<String> names = database.jdbi().withHandle(handle -> handle.createQuery(
                        "select name from setting order by name collate \"sv-x-icu\"")
                .mapTo(String.class)
                .list());
        assertThat(names).containsExactly("Z", "Å", "Ä", "Ö");
    }

    private String pragma(String name) {
        return database.jdbi().withHandle(handle ->
                handle.createQuery("pragma " + name).mapTo(String.class).one());
    }

    private static void insert(Jdbi jdbi, String name, String value) {
        jdbi.useHandle(handle -> handle.execute("insert into setting (name, value) values (?, ?)", name, value));
    }

    private static int count(Jdbi jdbi) {
        return jdbi.withHandle(handle ->
                handle.createQuery("select count(*) from setting").mapTo(Integer.class).one());
    }

    @Test
    void anotherConnectionMayWriteWhileTheWritersAreHeld() {
        Jdbi other = Jdbi.create(database.dedicated());
        database.write(() -> database.jdbi().useHandle(h -> h.execute("create table held (n int)")));
        int rows = database.withWritersHeld(() -> other.withHandle(h -> h.execute("insert into held values (1)")));
        assertThat(rows).isEqualTo(1);
        database.write(() -> database.jdbi().useHandle(h -> h.execute("insert into held values (2)")));
        assertThatThrownBy(() -> database.write(() -> database.withWritersHeld(() -> 0)))
                .isInstanceOf(IllegalStateException.class);
    }
}
