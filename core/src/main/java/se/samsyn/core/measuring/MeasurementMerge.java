package se.samsyn.core.measuring;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Bulk;

/** Saves many figures at once by comparing sets: what is the same is left alone, what differs becomes a revision. */
final class MeasurementMerge {

    private static final int BATCH = 1000;

    private static final String SAME_KEY =
            "m.indicator_id = s.indicator_id and m.unit_id = s.unit_id and m.period = s.period"
                    + " and m.gender = s.gender and m.kind = s.kind";

    private static final String DIFFERS = "(m.value is distinct from s.value or m.state <> s.state or m.source <> s.source)";

    private final Jdbi jdbi;
    private final ChangeLog changes;

    MeasurementMerge(Jdbi jdbi, ChangeLog changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    /** Within the caller's unit of work. Of rows that name the same figure the last one holds. */
    MergeResult merge(Grant grant, Iterator<Figure> rows) {
        return jdbi.withHandle(handle -> {
            stage(handle, rows);
            int staged = count(handle, "select count(*) from staged_measurement");
            int changed = count(
                    handle,
                    "select count(*) from staged_measurement s join measurement m on " + SAME_KEY + " where " + DIFFERS);
            int known = count(
                    handle, "select count(*) from staged_measurement s join measurement m on " + SAME_KEY);
            MergeResult result = new MergeResult(staged - known, changed, known - changed);
            if (result.created() + result.changed() > 0) {
                save(handle, changes.begin(grant));
            }
            handle.execute("delete from staged_measurement");
            return result;
        });
    }

    private static void stage(Handle handle, Iterator<Figure> rows) {
        handle.execute(
                """
                create temporary table if not exists staged_measurement (
                    indicator_id bigint not null, unit_id bigint not null, period text not null,
                    period_from text not null, period_to text not null, gender text not null, kind text not null,
                    value double precision, state text not null, source text not null,
                    primary key (indicator_id, unit_id, period, gender, kind))
                """);
        handle.execute("delete from staged_measurement");
        List<@Nullable Object[]> part = new ArrayList<>(BATCH);
        while (rows.hasNext()) {
            part.add(values(rows.next()));
            if (part.size() == BATCH || !rows.hasNext()) {
                Bulk.execute(
                        handle,
                        """
                        insert into staged_measurement values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (indicator_id, unit_id, period, gender, kind)
                        do update set value = excluded.value, state = excluded.state, source = excluded.source
                        """,
                        part);
                part.clear();
            }
        }
    }

    private static @Nullable Object[] values(Figure row) {
        return new @Nullable Object[] {
            row.indicatorId(),
            row.unitId(),
            row.period().text(),
            row.period().from().toString(),
            row.period().to().toString(),
            row.gender().name(),
            row.kind().name(),
            row.value(),
            row.state().code(),
            row.source()
        };
    }

    private static void save(Handle handle, long change) {
        handle.execute(
                """
                insert into measurement_revision (measurement_id, revision, value, state, source, change_id)
                select m.id, m.revision, m.value, m.state, m.source, m.change_id
                  from staged_measurement s join measurement m on """
                        + " " + SAME_KEY + " where " + DIFFERS);
        handle.execute(
                "update measurement as m set value = s.value, state = s.state, source = s.source,"
                        + " revision = m.revision + 1, change_id = ? from staged_measurement s where "
                        + SAME_KEY + " and " + DIFFERS,
                change);
        handle.execute(
                """
                insert into measurement (indicator_id, unit_id, period, period_from, period_to, gender, kind, value, state,
                    source, revision, change_id)
                select s.indicator_id, s.unit_id, s.period, s.period_from, s.period_to, s.gender, s.kind, s.value, s.state,
                       s.source, 1, ?
                  from staged_measurement s
                 where not exists (select 1 from measurement m where """
                        + " " + SAME_KEY + ")",
                change);
    }

    private static int count(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Integer.class).one();
    }
}
