package se.samsyn.core.planning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.planning.ActivityRow.ServedGoal;

/** Reads activities with the names of where they stand: activities and owners in two queries, whatever their number. */
final class ActivityRows {

    static final String SELECT =
            """
            select a.id, a.goal_id, a.unit_id as own_unit, a.title, a.description, a.starts, a.due, a.state, a.progress,
                   a.cause_id, a.origin_plugin, a.origin_text, a.origin_path, a.previous_activity_id, a.removed, a.version,
                   g.title as goal_title, p.id as plan_id, p.title as plan_title, u.id as unit_id, u.name as unit_name
              from activity a
              left join goal g on g.id = a.goal_id
              left join plan p on p.id = g.plan_id
              join unit u on u.id = coalesce(a.unit_id, p.unit_id)
            """;

    private ActivityRows() {}

    /** What a query that begins with {@link #SELECT} finds. */
    static List<ActivityRow> of(Handle handle, Query query) {
        List<ActivityRow> bare = query.map((row, context) -> row(row)).list();
        if (bare.isEmpty()) {
            return bare;
        }
        Map<Long, List<Long>> owners = new HashMap<>();
        handle.createQuery(
                        """
                        select o.activity_id, o.person_id from activity_owner o join person p on p.id = o.person_id
                         where o.activity_id in (<ids>) order by p.name, p.id
                        """)
                .bindList("ids", bare.stream().map(row -> row.activity().id()).toList())
                .map((row, context) -> owners.computeIfAbsent(row.getLong("activity_id"), id -> new ArrayList<>())
                        .add(row.getLong("person_id")))
                .list();
        return bare.stream()
                .map(row -> row.with(row.activity().ownedBy(owners.getOrDefault(row.activity().id(), List.of()))))
                .toList();
    }

    private static ActivityRow row(ResultSet row) throws SQLException {
        Activity activity = new Activity(
                row.getLong("id"),
                number(row, "goal_id"),
                number(row, "own_unit"),
                row.getString("title"),
                row.getString("description"),
                List.of(),
                date(row.getString("starts")),
                date(row.getString("due")),
                Activity.State.valueOf(row.getString("state")),
                row.getInt("progress"),
                number(row, "cause_id"),
                origin(row),
                number(row, "previous_activity_id"),
                row.getBoolean("removed"),
                row.getInt("version"));
        @Nullable ServedGoal goal = activity.goalId() == null
                ? null
                : new ServedGoal(
                        activity.goalId(),
                        row.getString("goal_title"),
                        row.getLong("plan_id"),
                        row.getString("plan_title"));
        return new ActivityRow(activity, goal, row.getLong("unit_id"), row.getString("unit_name"));
    }

    private static Activity.@Nullable Origin origin(ResultSet row) throws SQLException {
        String plugin = row.getString("origin_plugin");
        return plugin == null
                ? null
                : new Activity.Origin(plugin, row.getString("origin_text"), row.getString("origin_path"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
