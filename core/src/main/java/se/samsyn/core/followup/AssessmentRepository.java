package se.samsyn.core.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.Goal;
import se.samsyn.core.web.StaleVersion;

/** Assessments in the database; {@link StatedRepository} reads them with the round that they belong to. */
final class AssessmentRepository {

    /** What {@link #assessment} reads, of a table that is called a. */
    static final String COLUMNS =
            "a.id, a.follow_up_id, a.goal_id, a.status, a.trend, a.comment, a.proposed, a.reason, a.author_id, "
                    + "a.unchanged, a.assessed_at, a.version";

    /**
     * Which assessments (a) of goals (g) belong to a follow-up (f): those of the goals that are in the plan, and in one
     * that has been handed in those that were judged there before their goal was removed.
     */
    static final String COUNTED =
            """
            (g.removed = false or f.state = 'MARKED_COMPLETE' and a.status is not null and f.completed_at <= (
                select max(c.at) from entity_version v join change c on c.id = v.change_id
                 where v.entity = 'goal' and v.entity_id = g.id))
            """;

    private final Jdbi jdbi;

    AssessmentRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Assessment> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + " from assessment a where a.id = :id")
                .bind("id", id)
                .map((row, context) -> assessment(row))
                .findOne());
    }

    /** An empty one for each goal of the plans that has none yet. */
    void insertMissing(Collection<Long> followUpIds) {
        if (followUpIds.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        insert into assessment (follow_up_id, goal_id, comment, unchanged, version)
                        select f.id, g.id, '', false, 0
                          from follow_up f join goal g on g.plan_id = f.plan_id
                         where f.id in (<followUps>) and g.removed = false
                           and not exists (select 1 from assessment a where a.follow_up_id = f.id and a.goal_id = g.id)
                        """)
                .bindList("followUps", List.copyOf(followUpIds))
                .execute());
    }

    /** An empty one for the goal in each follow-up of its plan that has not been handed in. */
    void insertMissing(Goal goal) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        insert into assessment (follow_up_id, goal_id, comment, unchanged, version)
                        select f.id, :goal, '', false, 0
                          from follow_up f
                         where f.plan_id = :plan and f.state = 'OPEN'
                           and not exists (select 1 from assessment a where a.follow_up_id = f.id and a.goal_id = :goal)
                        """)
                .bind("goal", goal.id())
                .bind("plan", goal.planId())
                .execute());
    }

    Assessment update(Assessment assessment) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                """
                                update assessment set status = :status, trend = :trend, comment = :comment,
                                       proposed = :proposed, reason = :reason, author_id = :author,
                                       unchanged = :unchanged, assessed_at = :at, version = version + 1
                                 where id = :id and version = :version
                                returning id, follow_up_id, goal_id, status, trend, comment, proposed, reason, author_id,
                                          unchanged, assessed_at, version
                                """)
                        .bind("status", assessment.status())
                        .bind("trend", assessment.trend())
                        .bind("comment", assessment.comment())
                        .bind("proposed", assessment.proposed())
                        .bind("reason", assessment.reason())
                        .bind("author", assessment.authorId())
                        .bind("unchanged", assessment.unchanged())
                        .bind("at", text(assessment.assessedAt()))
                        .bind("id", assessment.id())
                        .bind("version", assessment.version())
                        .map((row, context) -> assessment(row))
                        .findOne())
                .orElseThrow(() -> new StaleVersion("assessment", assessment.id(), assessment.version()));
    }

    /** A follow-up's assessments in the plan's order, those of goals removed before it was handed in left out. */
    List<AssessedGoal> ofFollowUp(long followUpId) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS
                        + """
                        , g.title, g.description, author.name as author_name, owner.name as owner_name
                          from assessment a
                          join follow_up f on f.id = a.follow_up_id
                          join goal g on g.id = a.goal_id
                          join plan_level l on l.id = g.level_id
                          left join person author on author.id = a.author_id
                          left join person owner on owner.id = g.owner_id
                         where a.follow_up_id = :followUp and
                        """
                        + COUNTED + " order by l.position, g.position, g.id")
                .bind("followUp", followUpId)
                .map((row, context) -> new AssessedGoal(
                        assessment(row),
                        row.getString("title"),
                        row.getString("description"),
                        row.getString("owner_name"),
                        row.getString("author_name")))
                .list());
    }

    /** The same goal in an earlier plan, for the goals that have one. */
    Map<Long, Long> previousGoals(Collection<Long> goalIds) {
        Map<Long, Long> previous = new HashMap<>();
        if (!goalIds.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            "select id, previous_goal_id from goal where id in (<goals>) and previous_goal_id is not null")
                    .bindList("goals", List.copyOf(goalIds))
                    .map((row, context) -> previous.put(row.getLong("id"), row.getLong("previous_goal_id")))
                    .list());
        }
        return previous;
    }

    /** How many goals have each status in these follow-ups. */
    Map<Long, Map<Status, Integer>> statusCounts(Collection<Long> followUpIds) {
        Map<Long, Map<Status, Integer>> counts = new HashMap<>();
        if (!followUpIds.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            """
                            select a.follow_up_id, a.status, count(*) as goals
                              from assessment a
                              join follow_up f on f.id = a.follow_up_id
                              join goal g on g.id = a.goal_id
                             where a.follow_up_id in (<followUps>) and a.status is not null and
                            """
                            + COUNTED + " group by a.follow_up_id, a.status")
                    .bindList("followUps", List.copyOf(followUpIds))
                    .map((row, context) -> counts.computeIfAbsent(
                                    row.getLong("follow_up_id"), id -> new EnumMap<>(Status.class))
                            .put(Status.valueOf(row.getString("status")), row.getInt("goals")))
                    .list());
        }
        return counts;
    }

    /** Where a goal is to be judged in a round that is open. */
    record Open(long followUpId, long unitId, String round, LocalDate due, boolean judged) {}

    /** The goal's place in the open follow-up that is due first. */
    Optional<Open> openOf(long goalId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select f.id, f.unit_id, f.due, c.name, a.status
                          from goal g
                          join follow_up f on f.plan_id = g.plan_id and f.state = 'OPEN'
                          join cycle c on c.id = f.cycle_id and c.state = 'OPEN'
                          left join assessment a on a.follow_up_id = f.id and a.goal_id = g.id
                         where g.id = :goal and g.removed = false
                         order by f.due, f.id limit 1
                        """)
                .bind("goal", goalId)
                .map((row, context) -> new Open(
                        row.getLong("id"),
                        row.getLong("unit_id"),
                        row.getString("name"),
                        LocalDate.parse(row.getString("due")),
                        row.getString("status") != null))
                .findOne());
    }

    static Assessment assessment(ResultSet row) throws SQLException {
        return new Assessment(
                row.getLong("id"),
                row.getLong("follow_up_id"),
                row.getLong("goal_id"),
                Columns.statusOrNull(row, "status"),
                Columns.trendOrNull(row, "trend"),
                row.getString("comment"),
                Columns.statusOrNull(row, "proposed"),
                row.getString("reason"),
                Columns.longOrNull(row, "author_id"),
                row.getBoolean("unchanged"),
                Columns.instantOrNull(row, "assessed_at"),
                row.getInt("version"));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : Times.text(instant);
    }
}
