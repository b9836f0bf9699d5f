package se.samsyn.core.measuring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement.State;

/** What figures have been, and who saved them. */
final class RevisionRepository {

    private final Jdbi jdbi;

    RevisionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What was saved of these figures, newest first, of what was saved at once the latest period first; a figure that is hidden now shows nothing of what it was. */
    List<Revision> of(List<Measurement> measurements, int limit) {
        if (measurements.isEmpty()) {
            return List.of();
        }
        Map<Long, Measurement> byId = new HashMap<>();
        measurements.forEach(m -> byId.put(m.id(), m));
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        with version as (
                            select id, revision, value, state, source, change_id from measurement where id in (<ids>)
                            union all
                            select measurement_id, revision, value, state, source, change_id
                              from measurement_revision where measurement_id in (<ids>)),
                        step as (
                            select v.*, lag(value) over w as value_before, lag(state) over w as state_before,
                                   lag(source) over w as source_before
                              from version v window w as (partition by id order by revision))
                        select s.*, c.at, c.origin, u.name as who, f.name as for_whom
                          from step s
                          join measurement m on m.id = s.id
                          join change c on c.id = s.change_id
                          left join person u on u.id = c.user_id
                          left join person f on f.id = c.for_user_id
                         order by s.change_id desc, m.period_to desc, s.id limit :limit
                        """)
                .bindList("ids", List.copyOf(byId.keySet()))
                .bind("limit", limit)
                .map((row, context) -> revision(row, byId.get(row.getLong("id"))))
                .list());
    }

    private static Revision revision(ResultSet row, Measurement now) throws SQLException {
        int number = row.getInt("revision");
        return new Revision(
                state(row, "", now, number),
                row.getString("state_before") == null ? null : state(row, "_before", now, number - 1),
                Instant.parse(row.getString("at")),
                row.getString("who"),
                row.getString("for_whom"),
                row.getString("origin"));
    }

    private static Measurement state(ResultSet row, String suffix, Measurement now, int number) throws SQLException {
        double value = row.getDouble("value" + suffix);
        @Nullable Double figure = row.wasNull() ? null : value;
        Measurement then = new Measurement(
                now.id(),
                now.indicatorId(),
                now.unitId(),
                now.period(),
                now.gender(),
                now.kind(),
                figure,
                State.of(row.getString("state" + suffix)),
                row.getString("source" + suffix),
                number);
        return now.state() == State.SUPPRESSED ? then.hidden() : then;
    }
}
