package se.samsyn.core.followup;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.planning.ActivityCauses;
import se.samsyn.core.planning.FoundCause;

/** Tells planning of the causes that follow-ups have found. */
public final class FoundCauses implements ActivityCauses {

    private static final int MOST = 50;
    private static final String SELECT =
            """
            select k.id, k.text, k.evidence_for, k.evidence_against, k.verdict, a.goal_id, f.id as follow_up_id, f.unit_id,
                   f.state, c.name as cycle_name
              from cause k
              join analysis a on a.id = k.analysis_id
              join follow_up f on f.id = a.follow_up_id
              join cycle c on c.id = f.cycle_id
             where k.removed = false
            """;

    private final Jdbi jdbi;

    public FoundCauses(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Map<Long, FoundCause> of(CurrentUser user, Collection<Long> ids) {
        Map<Long, FoundCause> found = new LinkedHashMap<>();
        find(ids).stream().filter(cause -> maySee(user, cause)).forEach(cause -> found.put(cause.cause().id(), cause));
        return found;
    }

    @Override
    public List<FoundCause> onUnit(CurrentUser user, long unitId) {
        return jdbi.withHandle(handle -> causes(handle.createQuery(SELECT
                                + """
                                   and f.unit_id = :unit and k.text <> '' and coalesce(k.verdict, '') <> 'REJECTED'
                                   order by c.due desc, f.id desc, a.id, k.position limit :limit
                                  """)
                        .bind("unit", unitId)
                        .bind("limit", MOST)))
                .stream()
                .filter(cause -> maySee(user, cause))
                .toList();
    }

    @Override
    public Map<Long, String> texts(Collection<Long> ids) {
        Map<Long, String> texts = new HashMap<>();
        find(ids).stream().filter(FoundCause::handedIn).forEach(found -> texts.put(found.cause().id(), found.cause().text()));
        return texts;
    }

    private List<FoundCause> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> causes(handle.createQuery(SELECT + " and k.id in (<ids>) order by k.id")
                        .bindList("ids", List.copyOf(ids))));
    }

    private static boolean maySee(CurrentUser user, FoundCause found) {
        return user.may(CorePermissions.ASSESSMENT_WRITE, found.unitId())
                || found.handedIn() && user.may(CorePermissions.PLAN_READ, found.unitId());
    }

    private static List<FoundCause> causes(Query query) {
        return query.map((row, context) -> new FoundCause(
                        AnalysisRepository.cause(row),
                        row.getLong("unit_id"),
                        Columns.longOrNull(row, "goal_id"),
                        row.getString("cycle_name"),
                        FollowUp.State.valueOf(row.getString("state")) == FollowUp.State.MARKED_COMPLETE,
                        Addresses.read(row.getLong("follow_up_id")) + "#cause-" + row.getLong("id")))
                .list();
    }
}
