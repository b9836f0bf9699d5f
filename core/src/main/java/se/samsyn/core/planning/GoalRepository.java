package se.samsyn.core.planning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.SwedishCollation;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.web.StaleVersion;

/** Goals in the database. A list reads goals, and what belongs to them, in four queries, whatever its length. */
final class GoalRepository {

    private static final String SELECT =
            """
            select g.id, g.plan_id, g.level_id, g.title, g.description, g.owner_id, g.position, g.previous_goal_id,
                   g.removed, g.version, p.unit_id, p.period, p.title as plan_title, u.name as unit_name,
                   u.kind as unit_kind, l.name as level_name,
                   not exists (select 1 from plan_level h
                                where h.plan_type_id = l.plan_type_id and h.position < l.position) as top_level
              from goal g
              join plan p on p.id = g.plan_id
              join unit u on u.id = p.unit_id
              join plan_level l on l.id = g.level_id
            """;

    private final Jdbi jdbi;

    GoalRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<GoalRow> find(long id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    List<GoalRow> byIds(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> rows(
                        handle,
                        handle.createQuery(SELECT + " where g.id in (<ids>) order by g.id")
                                .bindList("ids", List.copyOf(ids))));
    }

    /** The goals of a plan from the highest level, each level in its own order. */
    List<GoalRow> ofPlan(long planId, boolean removed) {
        return jdbi.withHandle(handle -> rows(
                handle,
                handle.createQuery(SELECT
                                + " where g.plan_id = :plan and g.removed = :removed order by l.position, g.position, g.id")
                        .bind("plan", planId)
                        .bind("removed", removed)));
    }

    /** Every goal that a plan has or has had. */
    List<Long> everOfPlan(long planId) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from goal where plan_id = :plan order by id")
                .bind("plan", planId)
                .mapTo(Long.class)
                .list());
    }

    /** Every indicator that some goal is measured by. */
    Set<Long> indicators() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select distinct m.indicator_id from goal_indicator m join goal g on g.id = m.goal_id
                         where g.removed = false
                        """)
                .mapTo(Long.class)
                .set());
    }

    /** The ids of each plan's goals, those removed left out. */
    Map<Long, List<Long>> idsOfPlans(Collection<Long> planIds) {
        Map<Long, List<Long>> ids = new HashMap<>();
        if (!planIds.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            "select id, plan_id from goal where plan_id in (<plans>) and removed = false")
                    .bindList("plans", List.copyOf(planIds))
                    .map((row, context) -> ids.computeIfAbsent(row.getLong("plan_id"), plan -> new ArrayList<>())
                            .add(row.getLong("id")))
                    .list());
        }
        return ids;
    }

    /** Of each goal that has been taken along into a later plan, the goal that came of it last. */
    Map<Long, Long> successors(Collection<Long> goalIds) {
        Map<Long, Long> successors = new HashMap<>();
        if (!goalIds.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            """
                            select previous_goal_id, max(id) as id from goal
                             where previous_goal_id in (<goals>) and removed = false group by previous_goal_id
                            """)
                    .bindList("goals", List.copyOf(goalIds))
                    .map((row, context) -> successors.put(row.getLong("previous_goal_id"), row.getLong("id")))
                    .list());
        }
        return successors;
    }

    /** The goals of these units' plans for these years, from the highest level, in the plans' order. */
    List<GoalRow> ofUnits(Collection<Long> unitIds, Collection<Period> periods) {
        return unitIds.isEmpty() || periods.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> rows(
                        handle,
                        handle.createQuery(SELECT
                                        + """
                                           where g.removed = false and p.unit_id in (<units>) and p.period in (<periods>)
                                           order by l.position, p.period desc, g.position, g.id
                                          """)
                                .bindList("units", List.copyOf(unitIds))
                                .bindList("periods", periods.stream().map(Period::text).toList())));
    }

    /** A person's goals of these years on readable units, then the goals there of the units given; the newest first. */
    List<GoalRow> newest(
            Set<Long> readable,
            @Nullable Long ownerId,
            Collection<Long> unitIds,
            Collection<Period> periods,
            int limit) {
        if (readable.isEmpty() || periods.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> rows(
                handle,
                handle.createQuery(SELECT
                                + """
                                   where g.removed = false and p.unit_id in (<readable>) and p.period in (<periods>)
                                     and (g.owner_id = :owner or p.unit_id in (<units>))
                                   order by case when g.owner_id = :owner then 0 else 1 end, p.period desc, g.id desc
                                   limit :limit
                                  """)
                        .bindList("readable", List.copyOf(readable))
                        .bindList("periods", periods.stream().map(Period::text).toList())
                        .bindList("units", unitIds.isEmpty() ? List.of(0L) : List.copyOf(unitIds))
                        .bind("owner", ownerId == null ? 0L : ownerId)
                        .bind("limit", limit)));
    }

    /** Goals on these units whose title has the text; those of one unit first, then the newest. */
    List<GoalRow> named(Set<Long> units, String text, long first, int limit) {
        return units.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> rows(
                        handle,
                        handle.createQuery(SELECT
                                        + """
                                           where g.removed = false and p.unit_id in (<units>)
                                             and g.folded like :text escape '!'
                                           order by case when p.unit_id = :first then 0 else 1 end, p.period desc, g.id desc
                                           limit :limit
                                          """)
                                .bindList("units", List.copyOf(units))
                                .bind("text", SwedishCollation.contains(text))
                                .bind("first", first)
                                .bind("limit", limit)));
    }

    /** Goals on these units in the order of their ids, for lists read in parts. */
    List<GoalRow> after(Set<Long> units, GoalQuery query, long after, int limit) {
        if (units.isEmpty()) {
            return List.of();
        }
        String where = " where g.removed = false and p.unit_id in (<units>) and g.id > :after"
                + (query.planId() == null ? "" : " and g.plan_id = :plan")
                + (query.unitId() == null ? "" : " and p.unit_id = :unit")
                + (query.period() == null ? "" : " and p.period = :period")
                + (query.ownerId() == null ? "" : " and g.owner_id = :owner");
        return jdbi.withHandle(handle -> {
            Query statement = handle.createQuery(SELECT + where + " order by g.id limit :limit")
                    .bindList("units", List.copyOf(units))
                    .bind("after", after)
                    .bind("limit", limit);
            if (query.planId() != null) {
                statement.bind("plan", query.planId());
            }
            if (query.unitId() != null) {
                statement.bind("unit", query.unitId());
            }
            if (query.period() != null) {
                statement.bind("period", query.period().text());
            }
            if (query.ownerId() != null) {
                statement.bind("owner", query.ownerId());
            }
            return rows(handle, statement);
        });
    }

    Goal insert(Goal goal) {
        return jdbi.withHandle(handle -> {
            long id = bound(
                            handle.createQuery(
                                    """
                                    insert into goal (plan_id, level_id, title, folded, description, owner_id, position,
                                                      previous_goal_id, removed, version)
                                    values (:plan, :level, :title, :folded, :description, :owner,
                                            (select coalesce(max(position), 0) + 1 from goal where plan_id = :plan),
                                            :previous, :removed, 1)
                                    returning id
                                    """),
                            goal)
                    .bind("plan", goal.planId())
                    .mapTo(Long.class)
                    .one();
            GoalParts.save(handle, id, goal);
            int position = handle.createQuery("select position from goal where id = :id")
                    .bind("id", id)
                    .mapTo(Integer.class)
                    .one();
            return goal.stored(id, position, 1);
        });
    }

    Goal update(Goal goal, int expectedVersion) {
        return jdbi.withHandle(handle -> {
            int updated = bound(
                            handle.createUpdate(
                                    """
                                    update goal set level_id = :level, title = :title, folded = :folded,
                                           description = :description, owner_id = :owner, position = :position, previous_goal_id = :previous,
                                           removed = :removed, version = version + 1
                                     where id = :id and version = :version
                                    """),
                            goal)
                    .bind("position", goal.position())
                    .bind("id", goal.id())
                    .bind("version", expectedVersion)
                    .execute();
            if (updated == 0) {
                throw new StaleVersion("goal", goal.id(), expectedVersion);
            }
            GoalParts.remove(handle, goal.id());
            GoalParts.save(handle, goal.id(), goal);
            return goal.stored(goal.id(), goal.position(), expectedVersion + 1);
        });
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Goal goal) {
        return statement
                .bind("level", goal.levelId())
                .bind("title", goal.title())
                .bind("folded", SwedishCollation.key(goal.title()))
                .bind("description", goal.description())
                .bind("owner", goal.ownerId())
                .bind("previous", goal.previousGoalId())
                .bind("removed", goal.removed());
    }

    private static List<GoalRow> rows(Handle handle, Query query) {
        List<GoalRow> bare = query.map((row, context) -> row(row)).list();
        return bare.isEmpty() ? bare : GoalParts.with(handle, bare);
    }

    private static GoalRow row(ResultSet row) throws SQLException {
        Goal goal = new Goal(
                row.getLong("id"),
                row.getLong("plan_id"),
                row.getLong("level_id"),
                row.getString("title"),
                row.getString("description"),
                nullableLong(row, "owner_id"),
                row.getInt("position"),
                List.of(),
                List.of(),
                nullableLong(row, "previous_goal_id"),
                Map.of(),
                row.getBoolean("removed"),
                row.getInt("version"));
        return new GoalRow(
                goal,
                row.getLong("unit_id"),
                row.getString("unit_name"),
                UnitKind.valueOf(row.getString("unit_kind")),
                Period.of(row.getString("period")),
                row.getString("plan_title"),
                row.getString("level_name"),
                row.getBoolean("top_level"));
    }

    private static @Nullable Long nullableLong(ResultSet row, String column)
            throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
