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
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.Goal;
import se.samsyn.core.web.StaleVersion;

/** Assessments in the database. */
final class AssessmentRepository {

    private static final String COLUMNS =
            "a.id, a.follow_up_id, a.goal_id, a.status, a.trend, a.comment, a.analysis, a.author_id, a.unchanged, "
                    + "a.assessed_at, a.version";

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

    private static final String JUDGEMENTS = "select " + COLUMNS
            + """
            , f.unit_id, f.state, f.completed_at, c.name as cycle_name, c.period, c.due, author.name as author_name
              from assessment a
              join follow_up f on f.id = a.follow_up_id
              join cycle c on c.id = f.cycle_id
              left join person author on author.id = a.author_id
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
                        insert into assessment (follow_up_id, goal_id, comment, analysis, unchanged, version)
                        select f.id, g.id, '', '', false, 0
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
                        insert into assessment (follow_up_id, goal_id, comment, analysis, unchanged, version)
                        select f.id, :goal, '', '', false, 0
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
                                       analysis = :analysis, author_id = :author, unchanged = :unchanged,
                                       assessed_at = :at, version = version + 1
                                 where id = :id and version = :version
                                returning id, follow_up_id, goal_id, status, trend, comment, analysis, author_id,
                                          unchanged, assessed_at, version
                                """)
                        .bind("status", assessment.status())
                        .bind("trend", assessment.trend())
                        .bind("comment", assessment.comment())
                        .bind("analysis", assessment.analysis())
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

    /**
     * Of each goal the latest judgement that has been handed in.
     *
     * @param before the follow-up whose due date they are to be from before, or null
     */
    List<Stated> latest(Collection<Long> goalIds, @Nullable Long before) {
        if (goalIds.isEmpty()) {
            return List.of();
        }
        String numbered = JUDGEMENTS.replaceFirst(
                "select ",
                "select row_number() over (partition by a.goal_id order by c.due desc, f.completed_at desc, a.id desc)"
                        + " as place, ");
        return jdbi.withHandle(handle -> stated(handle.createQuery("select * from (" + numbered
                        + """
                         where f.state = 'MARKED_COMPLETE' and a.status is not null and a.goal_id in (<goals>)
                           and (:before = 0 or c.due < (
                                select b.due from follow_up g join cycle b on b.id = g.cycle_id where g.id = :before))) latest
                         where place = 1
                        """)
                .bindList("goals", List.copyOf(goalIds))
                .bind("before", before == null ? 0L : before)));
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

    /** Every judgement of a goal, the oldest first. */
    List<Stated> ofGoal(long goalId) {
        return jdbi.withHandle(handle -> stated(handle.createQuery(
                        JUDGEMENTS + " where a.goal_id = :goal and a.status is not null order by c.due, f.id")
                .bind("goal", goalId)));
    }

    /** Every assessment of these goals, judged or not, the oldest first. */
    List<Stated> ofGoals(Collection<Long> goalIds) {
        if (goalIds.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> stated(handle.createQuery(
                        JUDGEMENTS + " where a.goal_id in (<goals>) order by c.due, f.id")
                .bindList("goals", List.copyOf(goalIds))));
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

    /**
     * Judgements after the one with the id, in the order of the ids.
     *
     * @param readable where handed-in ones may be read
     * @param editable where those not handed in may be read too
     */
    List<Stated> page(AssessmentFilter filter, Collection<Long> readable, Collection<Long> editable, long after, int limit) {
        if (readable.isEmpty()) {
            return List.of();
        }
        StringBuilder sql = new StringBuilder(JUDGEMENTS);
        sql.append(" where a.id > :after and (f.unit_id in (<readable>) and f.state = 'MARKED_COMPLETE'");
        sql.append(editable.isEmpty() ? ")" : " or f.unit_id in (<editable>))");
        sql.append(filter.goalId() == null ? "" : " and a.goal_id = :goal");
        sql.append(filter.unitId() == null ? "" : " and f.unit_id = :unit");
        sql.append(filter.followUpId() == null ? "" : " and a.follow_up_id = :followUp");
        sql.append(filter.period() == null ? "" : " and c.period = :period");
        sql.append(" order by a.id limit :limit");
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(sql)
                    .bindList("readable", List.copyOf(readable))
                    .bind("after", after)
                    .bind("limit", limit)
                    .bind("goal", filter.goalId())
                    .bind("unit", filter.unitId())
                    .bind("followUp", filter.followUpId())
                    .bind("period", filter.period() == null ? null : filter.period().text());
            if (!editable.isEmpty()) {
                query.bindList("editable", List.copyOf(editable));
            }
            return stated(query);
        });
    }

    Optional<Stated> stated(long id) {
        return jdbi.withHandle(handle ->
                stated(handle.createQuery(JUDGEMENTS + " where a.id = :id").bind("id", id)).stream().findFirst());
    }

    private static List<Stated> stated(Query query) {
        return query.map((row, context) -> new Stated(
                        assessment(row),
                        row.getLong("unit_id"),
                        row.getString("cycle_name"),
                        Period.of(row.getString("period")),
                        FollowUp.State.valueOf(row.getString("state")),
                        row.getString("author_name")))
                .list();
    }

    private static Assessment assessment(ResultSet row) throws SQLException {
        return new Assessment(
                row.getLong("id"),
                row.getLong("follow_up_id"),
                row.getLong("goal_id"),
                Columns.statusOrNull(row, "status"),
                Columns.trendOrNull(row, "trend"),
                row.getString("comment"),
                row.getString("analysis"),
                Columns.longOrNull(row, "author_id"),
                row.getBoolean("unchanged"),
                Columns.instantOrNull(row, "assessed_at"),
                row.getInt("version"));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : Times.text(instant);
    }
}
