package se.samsyn.core.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.web.StaleVersion;

/** Follow-ups in the database. */
final class FollowUpRepository {

    private static final String COLUMNS = "id, cycle_id, unit_id, plan_id, due, state, summary, completed_at, completed_by, "
            + "reopen_reason, version";

    private final Jdbi jdbi;

    FollowUpRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<FollowUp> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + " from follow_up where id = :id")
                .bind("id", id)
                .map((row, context) -> followUp(row))
                .findOne());
    }

    /** One for each plan of the cycle's type and year on these units that has none yet. */
    List<FollowUp> insertMissing(Cycle cycle, Collection<Long> unitIds) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        insert into follow_up (cycle_id, unit_id, plan_id, due, state, summary, version)
                        select :cycle, p.unit_id, p.id, :due, 'OPEN', '', 1
                          from plan p
                         where p.plan_type_id = :type and p.period = :period and p.unit_id in (<units>)
                           and not exists (select 1 from follow_up f where f.cycle_id = :cycle and f.plan_id = p.id)
                        returning
                        """ + COLUMNS)
                .bind("cycle", cycle.id())
                .bind("type", cycle.planTypeId())
                .bind("period", cycle.planPeriod().text())
                .bindList("units", units(unitIds))
                .bind("due", cycle.due().toString())
                .map((row, context) -> followUp(row))
                .list());
    }

    /** Moves the due date of those not handed in, and gives them back as they are from now on. */
    List<FollowUp> moveDue(long cycleId, LocalDate due) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        update follow_up set due = :due, version = version + 1
                         where cycle_id = :cycle and state = 'OPEN' and due <> :due
                        returning
                        """ + COLUMNS)
                .bind("cycle", cycleId)
                .bind("due", due.toString())
                .map((row, context) -> followUp(row))
                .list());
    }

    FollowUp markComplete(FollowUp followUp, String summary, Instant at, @Nullable Long by) {
        return changed(followUp, FollowUp.State.MARKED_COMPLETE, summary, at, by, null);
    }

    FollowUp reopen(FollowUp followUp, String reason) {
        return changed(followUp, FollowUp.State.OPEN, followUp.summary(), null, null, reason);
    }

    private FollowUp changed(
            FollowUp followUp,
            FollowUp.State state,
            String summary,
            @Nullable Instant at,
            @Nullable Long by,
            @Nullable String reason) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                """
                                update follow_up set state = :state, summary = :summary, completed_at = :at,
                                       completed_by = :by, reopen_reason = :reason, version = version + 1
                                 where id = :id and version = :version
                                returning
                                """ + COLUMNS)
                        .bind("state", state)
                        .bind("summary", summary)
                        .bind("at", at == null ? null : Times.text(at))
                        .bind("by", by)
                        .bind("reason", reason)
                        .bind("id", followUp.id())
                        .bind("version", followUp.version())
                        .map((row, context) -> followUp(row))
                        .findOne())
                .orElseThrow(() -> new StaleVersion("follow-up", followUp.id(), followUp.version()));
    }

    private static final String PROGRESS =
            """
            select f.*, u.name as unit_name, c.name as cycle_name, c.period as cycle_period, c.state as cycle_state,
                   p.title as plan_title, by_person.name as completed_by_name,
                   case when f.state = 'OPEN'
                        then (select count(*) from goal g where g.plan_id = f.plan_id and g.removed = false)
                        else (select count(*) from assessment a join goal g on g.id = a.goal_id
                               where a.follow_up_id = f.id and <counted>) end as goals,
                   (select count(*) from assessment a join goal g on g.id = a.goal_id
                     where a.follow_up_id = f.id and a.status is not null and <counted>) as judged
              from follow_up f
              join unit u on u.id = f.unit_id
              join cycle c on c.id = f.cycle_id
              join plan p on p.id = f.plan_id
              left join person by_person on by_person.id = f.completed_by
            """.replace("<counted>", AssessmentRepository.COUNTED);

    Optional<FollowUpProgress> progress(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(PROGRESS + " where f.id = :id")
                .bind("id", id)
                .map((row, context) -> progress(row))
                .findOne());
    }

    /** A cycle's follow-ups, by the unit's name. */
    List<FollowUpProgress> ofCycle(long cycleId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        PROGRESS + " where f.cycle_id = :cycle order by u.name collate \"sv-x-icu\", f.id")
                .bind("cycle", cycleId)
                .map((row, context) -> progress(row))
                .list());
    }

    /** How many follow-ups each cycle has, and how many of them are handed in; cycles without any are not in the map. */
    Map<Long, CycleCount> counts() {
        Map<Long, CycleCount> counts = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        """
                        select cycle_id, count(*) as total, count(*) filter (where state = 'MARKED_COMPLETE') as handed_in
                          from follow_up group by cycle_id
                        """)
                .map((row, context) -> counts.put(
                        row.getLong("cycle_id"), new CycleCount(row.getInt("total"), row.getInt("handed_in"))))
                .list());
        return counts;
    }

    /** How many plans on these units would get a follow-up if the cycle were opened now. */
    int plansWithout(Cycle cycle, Collection<Long> unitIds) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select count(*) from plan p
                         where p.plan_type_id = :type and p.period = :period and p.unit_id in (<units>)
                           and not exists (select 1 from follow_up f where f.cycle_id = :cycle and f.plan_id = p.id)
                        """)
                .bind("type", cycle.planTypeId())
                .bind("period", cycle.planPeriod().text())
                .bindList("units", units(unitIds))
                .bind("cycle", cycle.id())
                .mapTo(Integer.class)
                .one());
    }

    /** What is not yet handed in on these units, the most urgent first. */
    List<FollowUpProgress> openOn(Collection<Long> unitIds, int limit) {
        return unitIds.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery(PROGRESS
                                + """
                                 where f.unit_id in (<units>) and f.state = 'OPEN' and c.state = 'OPEN'
                                 order by f.due, u.name collate "sv-x-icu", f.id limit :limit
                                """)
                        .bindList("units", List.copyOf(unitIds))
                        .bind("limit", limit)
                        .map((row, context) -> progress(row))
                        .list());
    }

    /** What has been handed in on these units, the latest first. */
    List<FollowUpProgress> handedInOn(Collection<Long> unitIds, int limit) {
        return unitIds.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery(PROGRESS
                                + """
                                 where f.unit_id in (<units>) and f.state = 'MARKED_COMPLETE'
                                 order by f.completed_at desc, f.id limit :limit
                                """)
                        .bindList("units", List.copyOf(unitIds))
                        .bind("limit", limit)
                        .map((row, context) -> progress(row))
                        .list());
    }

    /** A unit's follow-ups, the latest first. */
    List<FollowUpProgress> ofUnit(long unitId, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        PROGRESS + " where f.unit_id = :unit order by f.due desc, f.id desc limit :limit")
                .bind("unit", unitId)
                .bind("limit", limit)
                .map((row, context) -> progress(row))
                .list());
    }

    /** A list with nothing in it is no SQL. */
    private static List<Long> units(Collection<Long> ids) {
        return ids.isEmpty() ? List.of(0L) : List.copyOf(ids);
    }

    private static FollowUpProgress progress(ResultSet row) throws SQLException {
        return new FollowUpProgress(
                followUp(row),
                row.getString("unit_name"),
                row.getString("cycle_name"),
                Period.of(row.getString("cycle_period")),
                Cycle.State.valueOf(row.getString("cycle_state")),
                row.getString("plan_title"),
                row.getString("completed_by_name"),
                row.getInt("goals"),
                row.getInt("judged"));
    }

    private static FollowUp followUp(ResultSet row) throws SQLException {
        return new FollowUp(
                row.getLong("id"),
                row.getLong("cycle_id"),
                row.getLong("unit_id"),
                row.getLong("plan_id"),
                LocalDate.parse(row.getString("due")),
                FollowUp.State.valueOf(row.getString("state")),
                row.getString("summary"),
                Columns.instantOrNull(row, "completed_at"),
                Columns.longOrNull(row, "completed_by"),
                row.getString("reopen_reason"),
                row.getInt("version"));
    }
}
