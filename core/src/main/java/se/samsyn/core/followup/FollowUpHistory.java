package se.samsyn.core.followup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryFormat;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.database.Json;
import se.samsyn.core.web.Messages;

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

    private static final String ANALYSES =
            """
            select a.id, case when g.id is null then c.name || ', ' || u.name else g.title end as name
              from analysis a
              join follow_up f on f.id = a.follow_up_id
              join cycle c on c.id = f.cycle_id
              join unit u on u.id = f.unit_id
              left join goal g on g.id = a.goal_id
             where a.id in (<ids>)
            """;
    private static final String GOALS = "select id, title as name from goal where id in (<ids>)";

    private static final String HANDED_IN =
            """
            select id from follow_up where unit_id = :unit and state = 'MARKED_COMPLETE' order by id desc limit :limit
            """;
    /** More than anyone is told of at once. */
    private static final int LATEST = 100;

    private final Jdbi jdbi;
    private final Messages messages;

    FollowUpHistory(Jdbi jdbi, Messages messages) {
        this.jdbi = jdbi;
        this.messages = messages;
    }

    void describe(History history) {
        history.describe(
                CycleService.ENTITY,
                HistoryFormat.of("followup.cycle.change")
                        .event("state")
                        .texts("name")
                        .dates("opens", "due")
                        .codes("asksAnalysis", "followup.cycle.asks")
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
                        .texts("comment", "reason")
                        .onUnit(ids -> names(ASSESSMENTS, ids), Addresses.ASSESSMENTS, CorePermissions.ASSESSMENT_WRITE));
        history.describe(
                AnalysisService.ENTITY,
                HistoryFormat.of("followup.analysis.change")
                        .texts("result")
                        .names("goalIds", ids -> names(GOALS, ids))
                        .parts("causes", (change, before, after, locale) -> causes(before, after, locale))
                        .texts("conclusion")
                        .onUnit(ids -> names(ANALYSES, ids), Addresses.ANALYSES, CorePermissions.ASSESSMENT_WRITE));
    }

    private List<HistoryItem.Field> causes(@Nullable String causesBefore, @Nullable String causesNow, Locale locale) {
        Map<String, String> before = parts(causesBefore);
        Map<String, String> after = parts(causesNow);
        List<HistoryItem.Field> fields = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            String part = key.substring(key.indexOf('.') + 1);
            String was = cause(part, before.getOrDefault(key, ""), locale);
            String is = cause(part, after.getOrDefault(key, ""), locale);
            if (!part.equals("id") && !was.equals(is)) {
                fields.add(new HistoryItem.Field(
                        messages.text(locale, "followup.analysis.change.cause." + part),
                        was.isEmpty() ? null : was,
                        is.isEmpty() ? null : is));
            }
        }
        return fields;
    }

    /** What each cause says, named by its id and the part. */
    private static Map<String, String> parts(@Nullable String causes) {
        Map<String, String> parts = new LinkedHashMap<>();
        if (causes != null) {
            Json.tree(causes).forEach(cause -> cause.properties().stream()
                    .filter(part -> !part.getValue().isNull())
                    .forEach(part -> parts.put(
                            cause.get("id").asString() + "." + part.getKey(), part.getValue().asString())));
        }
        return parts;
    }

    private String cause(String part, String value, Locale locale) {
        return part.equals("verdict") && !value.isEmpty()
                ? messages.text(locale, "planning.analysis.verdict." + value)
                : value;
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
