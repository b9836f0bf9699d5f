package se.samsyn.core.followup;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryFormat;

/**
 * How the history of follow-up is put into words. On a unit, what leads up to a handing-in is told to its editors alone, the
 * handing-in to everyone who reads the unit's plans.
 */
final class FollowUpHistory {

    private static final String CYCLES = "select id, name from cycle where id in (<ids>)";
    private static final String FOLLOW_UPS =
            """
            select f.id, c.name || ', ' || u.name as name
              from follow_up f join cycle c on c.id = f.cycle_id join unit u on u.id = f.unit_id
             where f.id in (<ids>)
            """;
    private static final String ASSESSMENTS =
            "select a.id, g.title as name from assessment a join goal g on g.id = a.goal_id where a.id in (<ids>)";

    private static final String HANDED_IN =
            """
            select id from follow_up where unit_id = :unit and state = 'MARKED_COMPLETE' order by id desc limit :limit
            """;
    /** More than anyone is told of at once. */
    private static final int LATEST = 100;

    private final Jdbi jdbi;

    FollowUpHistory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void describe(History history) {
        history.describe(
                CycleService.ENTITY,
                HistoryFormat.of("followup.cycle.change")
                        .event("state")
                        .texts("name")
                        .dates("opens", "due")
                        .onUnit(ids -> names(CYCLES, ids), "/cycles/", CorePermissions.PLAN_READ));
        history.describe(
                FollowUpService.ENTITY,
                HistoryFormat.of("followup.change")
                        .event("state")
                        .dates("due")
                        .texts("summary", "reopenReason")
                        .onUnit(ids -> names(FOLLOW_UPS, ids), "/followups/", CorePermissions.ASSESSMENT_WRITE)
                        .published(CorePermissions.PLAN_READ, this::handedIn));
        history.describe(
                AssessmentService.ENTITY,
                HistoryFormat.of("followup.assessment.change")
                        .codes("status", "web.status")
                        .codes("trend", "followup.trend")
                        .texts("comment", "analysis")
                        .onUnit(ids -> names(ASSESSMENTS, ids), Addresses.ASSESSMENTS, CorePermissions.ASSESSMENT_WRITE));
    }

    private List<Long> handedIn(long unitId) {
        return jdbi.withHandle(handle -> handle.createQuery(HANDED_IN)
                .bind("unit", unitId)
                .bind("limit", LATEST)
                .mapTo(Long.class)
                .list());
    }

    private Map<Long, String> names(String sql, Collection<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(sql)
                    .bindList("ids", List.copyOf(ids))
                    .map((row, context) -> names.put(row.getLong("id"), row.getString("name")))
                    .list());
        }
        return names;
    }
}
