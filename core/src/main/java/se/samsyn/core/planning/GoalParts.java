package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import se.samsyn.api.field.CustomField.Target;
import se.samsyn.core.field.FieldRepository;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.planning.Goal.LinkKind;

/** What belongs to goals in tables of its own: links to goals above, indicators, and the fields of plugins. */
final class GoalParts {

    private GoalParts() {}

    /** Saves what a goal has that none is saved of yet. */
    static void save(Handle handle, long id, Goal goal) {
        if (!goal.links().isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(
                    "insert into goal_link (goal_id, upper_goal_id, kind) values (:goal, :upper, :kind)");
            goal.links().forEach(link -> batch.bind("goal", id)
                    .bind("upper", link.upperGoalId())
                    .bind("kind", link.kind().name())
                    .add());
            batch.execute();
        }
        if (!goal.indicatorIds().isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(
                    "insert into goal_indicator (goal_id, indicator_id, position) values (:goal, :indicator, :position)");
            for (int i = 0; i < goal.indicatorIds().size(); i++) {
                batch.bind("goal", id).bind("indicator", goal.indicatorIds().get(i)).bind("position", i + 1).add();
            }
            batch.execute();
        }
        FieldRepository.save(handle, Target.GOAL, id, goal.customFields());
    }

    /** Takes away the links and indicators of a goal; its fields are replaced when they are saved. */
    static void remove(Handle handle, long id) {
        handle.createUpdate("delete from goal_link where goal_id = :id").bind("id", id).execute();
        handle.createUpdate("delete from goal_indicator where goal_id = :id").bind("id", id).execute();
    }

    /** These goals, of which there are some, with all of it, in three queries. */
    static List<GoalRow> with(Handle handle, List<GoalRow> bare) {
        List<Long> ids = bare.stream().map(row -> row.goal().id()).toList();
        Map<Long, List<Link>> links = new HashMap<>();
        handle.createQuery(
                        """
                        select goal_id, upper_goal_id, kind from goal_link where goal_id in (<ids>)
                         order by goal_id, upper_goal_id
                        """)
                .bindList("ids", ids)
                .map((row, context) -> links.computeIfAbsent(row.getLong("goal_id"), id -> new ArrayList<>())
                        .add(new Link(row.getLong("upper_goal_id"), LinkKind.valueOf(row.getString("kind")))))
                .list();
        Map<Long, List<Long>> indicators = new HashMap<>();
        handle.createQuery(
                        "select goal_id, indicator_id from goal_indicator where goal_id in (<ids>) order by goal_id, position")
                .bindList("ids", ids)
                .map((row, context) -> indicators.computeIfAbsent(row.getLong("goal_id"), id -> new ArrayList<>())
                        .add(row.getLong("indicator_id")))
                .list();
        Map<Long, Map<String, String>> fields = FieldRepository.of(handle, Target.GOAL, ids);
        return bare.stream()
                .map(row -> row.with(row.goal()
                        .linked(
                                links.getOrDefault(row.goal().id(), List.of()),
                                indicators.getOrDefault(row.goal().id(), List.of()))
                        .with(fields.getOrDefault(row.goal().id(), Map.of()))))
                .toList();
    }
}
