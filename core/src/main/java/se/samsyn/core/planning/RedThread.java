package se.samsyn.core.planning;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.planning.Goal.LinkKind;

/** Follows the links between goals, upwards and downwards, however many there are on the way. */
public final class RedThread {

    private final Jdbi jdbi;

    RedThread(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One link: the goal below comes from the goal above. */
    public record Edge(long goalId, long upperGoalId, LinkKind kind) {

        static Set<Long> goals(Collection<Edge> edges) {
            return edges.stream()
                    .flatMap(edge -> Stream.of(edge.goalId(), edge.upperGoalId()))
                    .collect(Collectors.toSet());
        }
    }

    /** Every link on the way up from these goals. */
    public List<Edge> up(Collection<Long> goalIds) {
        return edges(
                """
                with recursive thread (goal_id, upper_goal_id, kind) as (
                    select goal_id, upper_goal_id, kind from goal_link where goal_id in (<ids>)
                    union
                    select l.goal_id, l.upper_goal_id, l.kind
                      from goal_link l join thread t on l.goal_id = t.upper_goal_id)
                select goal_id, upper_goal_id, kind from thread
                """,
                goalIds);
    }

    /** Every link on the way down from these goals. */
    public List<Edge> down(Collection<Long> goalIds) {
        return edges(
                """
                with recursive thread (goal_id, upper_goal_id, kind) as (
                    select goal_id, upper_goal_id, kind from goal_link where upper_goal_id in (<ids>)
                    union
                    select l.goal_id, l.upper_goal_id, l.kind
                      from goal_link l join thread t on l.upper_goal_id = t.goal_id)
                select goal_id, upper_goal_id, kind from thread
                """,
                goalIds);
    }

    private List<Edge> edges(String sql, Collection<Long> goalIds) {
        return goalIds.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery(sql)
                        .bindList("ids", List.copyOf(goalIds))
                        .map((row, context) -> new Edge(
                                row.getLong("goal_id"),
                                row.getLong("upper_goal_id"),
                                LinkKind.valueOf(row.getString("kind"))))
                        .list());
    }
}
