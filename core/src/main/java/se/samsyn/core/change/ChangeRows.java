package se.samsyn.core.change;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Versions in the database, as those who tell of changes read them. */
final class ChangeRows {

    /** Versions with what made them and the state before each. */
    static final String SELECT =
            """
            select v.entity, v.entity_id, v.version, v.state, c.id, c.at, c.origin,
                   u.name as who, f.name as for_whom,
                   (select p.state from entity_version p
                     where p.entity = v.entity and p.entity_id = v.entity_id and p.version < v.version
                     order by p.version desc limit 1) as before
              from entity_version v
              join change c on c.id = v.change_id
              left join person u on u.id = c.user_id
              left join person f on f.id = c.for_user_id
            """;

    private ChangeRows() {}

    /** What a query that begins with {@link #SELECT} finds. */
    static List<Change> of(Query query) {
        return query.map((row, context) -> Change.between(
                        row.getLong("id"),
                        Instant.parse(row.getString("at")),
                        row.getString("who"),
                        row.getString("for_whom"),
                        row.getString("origin"),
                        row.getString("entity"),
                        row.getLong("entity_id"),
                        row.getInt("version"),
                        row.getString("before"),
                        row.getString("state")))
                .list();
    }
}
