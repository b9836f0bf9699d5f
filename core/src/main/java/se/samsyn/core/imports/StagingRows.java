package se.samsyn.core.imports;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Bulk;
import se.samsyn.core.database.Json;
import se.samsyn.core.imports.file.InputFiles;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.imports.format.Item;
import se.samsyn.core.imports.format.Rows;
import se.samsyn.core.web.Rejection;

/** Puts what a reader finds into the stage. What is said twice is saved once; what is said in two ways is refused. */
final class StagingRows implements Rows, AutoCloseable {

    private static final int BATCH = 1000;
    /** A file that is wrong all through is refused as a whole, before its faults fill the disk. */
    private static final int MOST_REJECTED = 100_000;

    private final Staging staging;
    private final List<Pending> pending = new ArrayList<>(BATCH);
    private int rejected;

    StagingRows(Staging staging) {
        this.staging = staging;
    }

    private record Pending(
            Place place,
            String what,
            @Nullable Item item,
            @Nullable RowState state,
            @Nullable String reason,
            List<String> arguments) {

        @Nullable String kind() {
            return item == null ? null : item.getClass().getSimpleName();
        }

        @Nullable Object[] values() {
            return new @Nullable Object[] {
                place.file(),
                place.line(),
                what,
                kind(),
                item == null ? null : item.key(),
                item == null ? null : Json.write(item),
                state == null ? null : state.name(),
                reason,
                Json.write(arguments)
            };
        }
    }

    @Override
    public void item(Place place, String what, Item item) {
        add(new Pending(place, what, item, null, null, List.of()));
    }

    @Override
    public void skip(Place place, String what, String reason, Object... arguments) {
        add(new Pending(place, what, null, RowState.SKIPPED, reason, Verdict.texts(arguments)));
    }

    @Override
    public void reject(Place place, String what, String reason, Object... arguments) {
        rejected++;
        if (rejected > MOST_REJECTED) {
            throw Rejection.of(InputFiles.FIELD, "imports.error.allwrong", place.file(), MOST_REJECTED);
        }
        add(new Pending(place, what, null, RowState.REJECTED, reason, Verdict.texts(arguments)));
    }

    @Override
    public void offer(Offer offer) {
        staging.handle()
                .createUpdate("insert into offer (code, name, standing, ours) values (:code, :name, :standing, :ours)"
                        + " on conflict (code) do nothing")
                .bind("code", offer.code())
                .bind("name", offer.name())
                .bind("standing", offer.standing().name())
                .bind("ours", offer.ours())
                .execute();
    }

    @Override
    public void note(String key, Object... arguments) {
        staging.note(key, Verdict.texts(arguments));
    }

    @Override
    public void doubt(String key, Object... arguments) {
        staging.doubt(key, Verdict.texts(arguments));
    }

    private void add(Pending row) {
        pending.add(row);
        if (pending.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        staging.handle().useTransaction(this::insert);
        pending.clear();
    }

    private void insert(Handle handle) {
        int[] inserted = Bulk.execute(
                handle,
                """
                insert into item (file, line, what, kind, key, payload, state, reason, arguments, changes)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, '[]') on conflict (key) do nothing
                """,
                pending.stream().map(Pending::values).toList());
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] == 0) {
                repeated(handle, pending.get(i));
            }
        }
    }

    private void repeated(Handle handle, Pending row) {
        Item item = row.item();
        if (item == null) {
            return;
        }
        First first = handle.createQuery("select file, line, payload from item where key = :key")
                .bind("key", item.key())
                .map((found, context) -> new First(found.getString(1), found.getInt(2), found.getString(3)))
                .one();
        boolean same = Json.write(item).equals(first.payload());
        handle.createUpdate(
                        """
                        insert into item (file, line, what, kind, state, reason, arguments, changes)
                        values (:file, :line, :what, :kind, :state, :reason, :arguments, '[]')
                        """)
                .bind("file", row.place().file())
                .bind("line", row.place().line())
                .bind("what", row.what())
                .bind("kind", row.kind())
                .bind("state", (same ? RowState.SKIPPED : RowState.REJECTED).name())
                .bind("reason", same ? "imports.reason.repeated" : "imports.reason.contradicts")
                .bind("arguments", Json.write(List.of(first.file(), String.valueOf(first.line()))))
                .execute();
    }

    private record First(String file, int line, String payload) {}

    @Override
    public void close() {
        flush();
    }
}
