package se.samsyn.core.followup;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Period;

/** What has been said of goals, read from the database with who said it and in which round. */
final class StatedRepository {

    private static final String JUDGEMENTS = "select " + AssessmentRepository.COLUMNS
            + """
            , f.unit_id, f.state, f.completed_at, c.name as cycle_name, c.period, c.due, author.name as author_name
              from assessment a
              join follow_up f on f.id = a.follow_up_id
              join cycle c on c.id = f.cycle_id
              left join person author on author.id = a.author_id
            """;

    private final Jdbi jdbi;

    StatedRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
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

    Optional<Stated> find(long id) {
        return jdbi.withHandle(handle ->
                stated(handle.createQuery(JUDGEMENTS + " where a.id = :id").bind("id", id)).stream().findFirst());
    }

    private static List<Stated> stated(Query query) {
        return query.map((row, context) -> new Stated(
                        AssessmentRepository.assessment(row),
                        row.getLong("unit_id"),
                        row.getString("cycle_name"),
                        Period.of(row.getString("period")),
                        FollowUp.State.valueOf(row.getString("state")),
                        row.getString("author_name")))
                .list();
    }
}
