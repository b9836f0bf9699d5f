package se.samsyn.core.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Bulk;
import se.samsyn.core.database.Json;
import se.samsyn.core.imports.Verdict.Difference;
import se.samsyn.core.imports.format.Item;
import se.samsyn.core.imports.format.Rows.Offer;
import se.samsyn.core.organisation.Unit;
import tools.jackson.core.type.TypeReference;

/**
 * A file of its own in which an import waits: what was read, what would become of it and why. Reading and comparing
 * thus hold neither memory nor the database.
 */
final class Staging implements AutoCloseable {

    /** What needs the eye comes before what does not. */
    private static final String EYE_FIRST =
            "case state when 'REJECTED' then 0 when 'CHANGED' then 1 when 'CREATED' then 2 when 'SKIPPED' then 3 else 4 end";

    private static final int CHUNK = 1000;
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};

    private static final String[] SCHEMA = {
        "create table item (n integer primary key, file text not null, line int not null, what text not null, kind text,"
                + " key text, payload text, state text, reason text, arguments text not null, changes text not null)",
        "create unique index item_key on item (key)",
        "create index item_kind on item (kind, n)",
        "create table offer (code text primary key, name text, standing text not null, ours boolean not null)",
        "create table note (n integer primary key, key text not null, arguments text not null, doubt boolean not null)",
        "create table fact (name text primary key, value text not null)",
    };

    private final Handle handle;

    private Staging(Handle handle) {
        this.handle = handle;
    }

    static Staging create(Path file) {
        Staging staging = connect(file);
        for (String statement : SCHEMA) {
            staging.handle.execute(statement);
        }
        return staging;
    }

    /** Empty when the import has been dropped, or has expired. */
    static Optional<Staging> open(Path file) {
        return Files.exists(file) ? Optional.of(connect(file)) : Optional.empty();
    }

    /** The file is thrown away with the import, so nothing is gained by syncing it. */
    private static Staging connect(Path file) {
        Handle handle = Jdbi.create(() -> DriverManager.getConnection("jdbc:sqlite:" + file)).open();
        handle.execute("pragma journal_mode = memory");
        handle.execute("pragma synchronous = off");
        return new Staging(handle);
    }

    Handle handle() {
        return handle;
    }

    /** The items of a kind as they were read, whatever has become of them, some at a time. */
    <T extends Item> Iterable<Chunk<T>> items(Class<T> kind) {
        return () -> new Chunks<>(kind, "");
    }

    /** Those of the items that are to be saved. */
    <T extends Item> Iterable<Chunk<T>> toSave(Class<T> kind) {
        return () -> new Chunks<>(kind, " and state in ('CREATED', 'CHANGED')");
    }

    /** Some items with their numbers in the stage. */
    record Chunk<T>(List<Long> numbers, List<T> items) {}

    private final class Chunks<T extends Item> implements Iterator<Chunk<T>> {

        private final Class<T> kind;
        private final String condition;
        private Chunk<T> next;

        Chunks(Class<T> kind, String condition) {
            this.kind = kind;
            this.condition = condition;
            this.next = read(0);
        }

        private Chunk<T> read(long after) {
            Chunk<T> chunk = new Chunk<>(new ArrayList<>(CHUNK), new ArrayList<>(CHUNK));
            handle.createQuery("select n, payload from item where kind = :kind and payload is not null and n > :after"
                            + condition + " order by n limit :limit")
                    .bind("kind", kind.getSimpleName())
                    .bind("after", after)
                    .bind("limit", CHUNK)
                    .map((row, context) -> chunk.numbers().add(row.getLong(1))
                            && chunk.items().add(Json.read(row.getString(2), kind)))
                    .list();
            return chunk;
        }

        @Override
        public boolean hasNext() {
            return !next.items().isEmpty();
        }

        @Override
        public Chunk<T> next() {
            Chunk<T> current = next;
            if (current.items().isEmpty()) {
                throw new NoSuchElementException();
            }
            next = current.items().size() < CHUNK
                    ? new Chunk<>(List.of(), List.of())
                    : read(current.numbers().get(current.numbers().size() - 1));
            return current;
        }
    }

    void decide(List<Long> numbers, List<Verdict> verdicts) {
        List<@Nullable Object[]> decided = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            Verdict verdict = verdicts.get(i);
            decided.add(new @Nullable Object[] {
                verdict.state().name(),
                verdict.reason(),
                Json.write(verdict.arguments()),
                Json.write(verdict.changes()),
                numbers.get(i)
            });
        }
        handle.useTransaction(transaction -> Bulk.execute(
                transaction, "update item set state = ?, reason = ?, arguments = ?, changes = ? where n = ?", decided));
    }

    Counts counts() {
        Map<RowState, Long> counted = new EnumMap<>(RowState.class);
        handle.createQuery("select state, count(*) from item group by state")
                .map((row, context) -> counted.put(RowState.valueOf(row.getString(1)), row.getLong(2)))
                .list();
        return Counts.of(counted);
    }

    List<StagedRow> rows(@Nullable RowState state, int offset, int limit) {
        return handle.createQuery("select * from item where :state is null or state = :state order by " + EYE_FIRST
                        + ", n limit :limit offset :offset")
                .bind("state", state == null ? null : state.name())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> row(row))
                .list();
    }

    /** Rows of a state, one at a time. */
    void rows(RowState state, Consumer<StagedRow> use) {
        handle.createQuery("select * from item where state = :state order by n")
                .bind("state", state.name())
                .map((row, context) -> row(row))
                .forEach(use);
    }

    private static StagedRow row(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return new StagedRow(
                row.getLong("n"),
                row.getString("file"),
                row.getInt("line"),
                row.getString("what"),
                state == null ? null : RowState.valueOf(state),
                row.getString("reason"),
                Json.mapper().readValue(row.getString("arguments"), TEXTS),
                Json.mapper().readValue(row.getString("changes"), DIFFERENCES));
    }

    List<Offer> offers() {
        return handle.createQuery("select * from offer order by ours desc, name is null, name, code")
                .map((row, context) -> new Offer(
                        row.getString("code"),
                        row.getString("name"),
                        Unit.Standing.valueOf(row.getString("standing")),
                        row.getBoolean("ours")))
                .list();
    }

    void note(String key, List<String> arguments) {
        note(key, arguments, false);
    }

    /** Notes what must be confirmed before anything is saved. */
    void doubt(String key, List<String> arguments) {
        note(key, arguments, true);
    }

    private void note(String key, List<String> arguments, boolean doubt) {
        handle.createUpdate("insert into note (key, arguments, doubt) values (:key, :arguments, :doubt)")
                .bind("key", key)
                .bind("arguments", Json.write(arguments))
                .bind("doubt", doubt)
                .execute();
    }

    List<Note> notes() {
        return handle.createQuery("select key, arguments, doubt from note order by n")
                .map((row, context) -> new Note(
                        row.getString(1), Json.mapper().readValue(row.getString(2), TEXTS), row.getBoolean(3)))
                .list();
    }

    /**
     * Something to say of the whole.
     *
     * @param doubt whether it must be confirmed before anything is saved
     */
    record Note(String key, List<String> arguments, boolean doubt) {}

    void forgetNotes(String key) {
        handle.createUpdate("delete from note where key = :key").bind("key", key).execute();
    }

    /** Remembers something of the import as a whole. */
    void fact(String name, Object value) {
        handle.createUpdate("insert into fact (name, value) values (:name, :value)"
                        + " on conflict (name) do update set value = excluded.value")
                .bind("name", name)
                .bind("value", Json.write(value))
                .execute();
    }

    <T> Optional<T> fact(String name, Class<T> type) {
        return handle.createQuery("select value from fact where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json, type));
    }

    @Override
    public void close() {
        handle.close();
    }
}
