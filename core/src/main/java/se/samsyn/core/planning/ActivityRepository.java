package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.database.SwedishCollation;
import se.samsyn.core.web.StaleVersion;

/** Activities in the database. */
final class ActivityRepository {

    /** That it is not removed, nor its goal. */
    private static final String STANDING = " a.removed = false and (g.id is null or g.removed = false)";

    /** Whose activities: a person's. */
    static final String OF_PERSON = "select o.activity_id from activity_owner o where o.person_id = :of";

    /** Whose activities: a unit's own and those of its goals. */
    static final String OF_UNIT =
            """
            select o.id from activity o where o.unit_id = :of
            union all
            select o.id from plan op join goal og on og.plan_id = op.id join activity o on o.goal_id = og.id
             where op.unit_id = :of
            """;

    private final Jdbi jdbi;

    ActivityRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<ActivityRow> find(long id) {
        return find(List.of(id)).stream().findFirst();
    }

    /** Those of the ids that there are, removed ones too, in the order of the ids. */
    List<ActivityRow> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> ActivityRows.of(
                        handle,
                        handle.createQuery(ActivityRows.SELECT + " where a.id in (<ids>) order by a.id")
                                .bindList("ids", List.copyOf(ids))));
    }

    /** A unit's own: what is left by due date, what is over or removed from the newest. */
    List<ActivityRow> ofUnit(long unitId, ActivityPart part, int offset, int limit) {
        String order = part == ActivityPart.OPEN ? "a.due nulls last, a.id" : "a.id desc";
        return jdbi.withHandle(handle -> ActivityRows.of(
                handle,
                handle.createQuery(ActivityRows.SELECT + " where a.unit_id = :unit and " + condition(part) + " order by " + order
                                + " limit :limit offset :offset")
                        .bind("unit", unitId)
                        .bind("limit", limit)
                        .bind("offset", offset)));
    }

    /** How many of a unit's own there are in each part. */
    Map<ActivityPart, Integer> countsOfUnit(long unitId) {
        String counts = Arrays.stream(ActivityPart.values())
                .map(part -> "count(*) filter (where " + condition(part) + ") as part_" + part)
                .collect(Collectors.joining(", "));
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + counts + " from activity a where a.unit_id = :unit")
                .bind("unit", unitId)
                .map((row, context) -> Map.of(
                        ActivityPart.OPEN, row.getInt("part_open"),
                        ActivityPart.OVER, row.getInt("part_over"),
                        ActivityPart.REMOVED, row.getInt("part_removed")))
                .one());
    }

    private static String condition(ActivityPart part) {
        return switch (part) {
            case OPEN -> "a.removed = false and a.state in ('NOT_STARTED', 'ONGOING')";
            case OVER -> "a.removed = false and a.state in ('DONE', 'CANCELLED')";
            case REMOVED -> "a.removed = true";
        };
    }

    /** Activities on these units whose title has the text; those of one unit first, then the newest. */
    List<ActivityRow> named(Set<Long> units, String text, long first, int limit) {
        return units.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> ActivityRows.of(
                        handle,
                        handle.createQuery(ActivityRows.SELECT
                                        + " where" + STANDING
                                        + """
                                           and u.id in (<units>) and a.folded like :text escape '!'
                                           order by case when u.id = :first then 0 else 1 end, a.id desc limit :limit
                                          """)
                                .bindList("units", List.copyOf(units))
                                .bind("text", SwedishCollation.contains(text))
                                .bind("first", first)
                                .bind("limit", limit)));
    }

    /** The activities of these goals, each goal's by due date, those without one last. */
    List<ActivityRow> ofGoals(Collection<Long> goalIds, boolean removed) {
        return goalIds.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> ActivityRows.of(
                        handle,
                        handle.createQuery(ActivityRows.SELECT
                                        + """
                                           where a.goal_id in (<goals>) and a.removed = :removed
                                           order by a.goal_id, a.due nulls last, a.id
                                          """)
                                .bindList("goals", List.copyOf(goalIds))
                                .bind("removed", removed)));
    }

    /** Every activity that these goals have or have had. */
    List<Long> everOfGoals(Collection<Long> goalIds) {
        return goalIds.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery(
                                "select id from activity where goal_id in (<goals>) order by id")
                        .bindList("goals", List.copyOf(goalIds))
                        .mapTo(Long.class)
                        .list());
    }

    /** Of each of these activities that has been taken along into a later plan, the one that came of it last. */
    Map<Long, Long> successors(Collection<Long> ids) {
        Map<Long, Long> successors = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            """
                            select a.previous_activity_id, max(a.id) as id from activity a join goal g on g.id = a.goal_id
                             where a.previous_activity_id in (<ids>) and a.removed = false and g.removed = false
                             group by a.previous_activity_id
                            """)
                    .bindList("ids", List.copyOf(ids))
                    .map((row, context) -> successors.put(row.getLong("previous_activity_id"), row.getLong("id")))
                    .list());
        }
        return successors;
    }

    /** What is done about these causes, the earliest due first. */
    List<ActivityRow> ofCauses(Collection<Long> causeIds) {
        return causeIds.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> ActivityRows.of(
                        handle,
                        handle.createQuery(ActivityRows.SELECT + " where" + STANDING
                                        + " and a.cause_id in (<causes>) order by a.due nulls last, a.id")
                                .bindList("causes", List.copyOf(causeIds))));
    }

    /** How many activities each of these goals has; goals without any are left out. */
    Map<Long, Integer> counts(Collection<Long> goalIds) {
        Map<Long, Integer> counts = new HashMap<>();
        if (!goalIds.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            """
                            select goal_id, count(*) as activities from activity
                             where goal_id in (<goals>) and removed = false group by goal_id
                            """)
                    .bindList("goals", List.copyOf(goalIds))
                    .map((row, context) -> counts.put(row.getLong("goal_id"), row.getInt("activities")))
                    .list());
        }
        return counts;
    }

    /** How many activities of each of these units, its own and its goals', were to be done before the day and are not. */
    Map<Long, Integer> late(Collection<Long> unitIds, LocalDate day) {
        Map<Long, Integer> late = new HashMap<>();
        if (!unitIds.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            """
                            select unit_id, count(*) as activities from (
                                select a.unit_id from activity a
                                 where a.unit_id in (<units>) and a.removed = false
                                   and a.state in ('NOT_STARTED', 'ONGOING') and a.due < :day
                                union all
                                select p.unit_id from plan p
                                  join goal g on g.plan_id = p.id and g.removed = false
                                  join activity a on a.goal_id = g.id and a.removed = false
                                 where p.unit_id in (<units>)
                                   and a.state in ('NOT_STARTED', 'ONGOING') and a.due < :day) late
                             group by unit_id
                            """)
                    .bindList("units", List.copyOf(unitIds))
                    .bind("day", day.toString())
                    .map((row, context) -> late.put(row.getLong("unit_id"), row.getInt("activities")))
                    .list());
        }
        return late;
    }

    Map<Long, String> titles(Collection<Long> ids) {
        Map<Long, String> titles = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery("select id, title from activity where id in (<ids>)")
                    .bindList("ids", List.copyOf(ids))
                    .map((row, context) -> titles.put(row.getLong("id"), row.getString("title")))
                    .list());
        }
        return titles;
    }

    /** What a person has left to do, the earliest due first. */
    List<ActivityRow> openOf(long personId, int limit) {
        return jdbi.withHandle(handle -> ActivityRows.of(
                handle,
                handle.createQuery(ActivityRows.SELECT
                                + """
                                   join activity_owner o on o.activity_id = a.id
                                   where o.person_id = :person and a.removed = false
                                     and (g.id is null or g.removed = false)
                                     and a.state in ('NOT_STARTED', 'ONGOING')
                                   order by a.due nulls last, a.id limit :limit
                                  """)
                        .bind("person", personId)
                        .bind("limit", limit)));
    }

    /** What goes on, or is to be done, in those days, by due date; what was cancelled is left out. */
    List<ActivityRow> between(String whose, long of, Span span) {
        return jdbi.withHandle(handle -> ActivityRows.of(
                handle,
                handle.createQuery(ActivityRows.SELECT + " where" + STANDING + " and a.id in (" + whose
                                + """
                                  ) and a.state <> 'CANCELLED' and a.due >= :from and coalesce(a.starts, a.due) <= :to
                                   order by a.due, a.id
                                  """)
                        .bind("of", of)
                        .bind("from", span.from().toString())
                        .bind("to", span.to().toString())));
    }

    /** Activities on these units in the order of their ids, for lists read in parts. */
    List<ActivityRow> after(Set<Long> units, ActivityQuery query, long after, int limit) {
        if (units.isEmpty()) {
            return List.of();
        }
        String where = " where" + STANDING + " and u.id in (<units>) and a.id > :after"
                + (query.goalId() == null ? "" : " and a.goal_id = :goal")
                + (query.unitId() == null ? "" : " and u.id = :unit")
                + (query.state() == null ? "" : " and a.state = :state")
                + (query.ownerId() == null
                        ? ""
                        : " and exists (select 1 from activity_owner o where o.activity_id = a.id and o.person_id = :owner)");
        return jdbi.withHandle(handle -> {
            Query statement = handle.createQuery(ActivityRows.SELECT + where + " order by a.id limit :limit")
                    .bindList("units", List.copyOf(units))
                    .bind("after", after)
                    .bind("limit", limit);
            if (query.goalId() != null) {
                statement.bind("goal", query.goalId());
            }
            if (query.unitId() != null) {
                statement.bind("unit", query.unitId());
            }
            if (query.state() != null) {
                statement.bind("state", query.state().name());
            }
            if (query.ownerId() != null) {
                statement.bind("owner", query.ownerId());
            }
            return ActivityRows.of(handle, statement);
        });
    }

    Activity insert(Activity activity) {
        return jdbi.withHandle(handle -> {
            long id = bound(
                            handle.createQuery(
                                    """
                                    insert into activity (goal_id, unit_id, title, folded, description, starts, due, state,
                                                          progress, cause_id, origin_plugin, origin_text, origin_path,
                                                          previous_activity_id, removed, version)
                                    values (:goal, :unit, :title, :folded, :description, :starts, :due, :state, :progress,
                                            :cause, :plugin, :origin, :path, :previous, :removed, 1)
                                    returning id
                                    """),
                            activity)
                    .bind("goal", activity.goalId())
                    .bind("unit", activity.unitId())
                    .bind("previous", activity.previousActivityId())
                    .mapTo(Long.class)
                    .one();
            saveOwners(handle, id, activity.ownerIds());
            return activity.stored(id, 1);
        });
    }

    Activity update(Activity activity, int expectedVersion) {
        return jdbi.withHandle(handle -> {
            int updated = bound(
                            handle.createUpdate(
                                    """
                                    update activity set title = :title, folded = :folded, description = :description,
                                           starts = :starts, due = :due, state = :state, progress = :progress,
                                           cause_id = :cause,
                                           origin_plugin = :plugin, origin_text = :origin, origin_path = :path,
                                           removed = :removed, version = version + 1
                                     where id = :id and version = :version
                                    """),
                            activity)
                    .bind("id", activity.id())
                    .bind("version", expectedVersion)
                    .execute();
            if (updated == 0) {
                throw new StaleVersion("activity", activity.id(), expectedVersion);
            }
            handle.createUpdate("delete from activity_owner where activity_id = :id")
                    .bind("id", activity.id())
                    .execute();
            saveOwners(handle, activity.id(), activity.ownerIds());
            return activity.stored(activity.id(), expectedVersion + 1);
        });
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Activity activity) {
        Activity.Origin origin = activity.origin();
        return statement
                .bind("title", activity.title())
                .bind("folded", SwedishCollation.key(activity.title()))
                .bind("plugin", origin == null ? null : origin.plugin())
                .bind("origin", origin == null ? null : origin.text())
                .bind("path", origin == null ? null : origin.path())
                .bind("description", activity.description())
                .bind("starts", text(activity.starts()))
                .bind("due", text(activity.due()))
                .bind("state", activity.state().name())
                .bind("progress", activity.progress())
                .bind("cause", activity.causeId())
                .bind("removed", activity.removed());
    }

    private static void saveOwners(Handle handle, long id, List<Long> owners) {
        if (!owners.isEmpty()) {
            PreparedBatch batch =
                    handle.prepareBatch("insert into activity_owner (activity_id, person_id) values (:activity, :person)");
            owners.forEach(owner -> batch.bind("activity", id).bind("person", owner).add());
            batch.execute();
        }
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
