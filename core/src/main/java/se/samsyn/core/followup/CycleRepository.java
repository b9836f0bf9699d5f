package se.samsyn.core.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.web.StaleVersion;

/** Cycles in the database. */
final class CycleRepository {

    private static final String SELECT =
            "select id, name, unit_id, plan_type_id, plan_period, period, opens, due, asks_analysis, state, version from cycle ";

    private final Jdbi jdbi;

    CycleRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Cycle> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "where id = :id")
                .bind("id", id)
                .map((row, context) -> cycle(row))
                .findOne());
    }

    /** Every round, the latest first. */
    List<Cycle> all() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "order by due desc, id desc")
                .map((row, context) -> cycle(row))
                .list());
    }

    Cycle insert(NewCycle cycle) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        insert into cycle (name, unit_id, plan_type_id, plan_period, period, opens, due, asks_analysis,
                                           state, version)
                        values (:name, :unit, :type, :planPeriod, :period, :opens, :due, :asks, 'PLANNED', 1)
                        returning id, name, unit_id, plan_type_id, plan_period, period, opens, due, asks_analysis, state,
                                  version
                        """)
                .bind("name", cycle.name())
                .bind("unit", cycle.unitId())
                .bind("type", cycle.planTypeId())
                .bind("planPeriod", cycle.planPeriod().text())
                .bind("period", cycle.period().text())
                .bind("opens", cycle.opens().toString())
                .bind("due", cycle.due().toString())
                .bind("asks", cycle.asksAnalysis())
                .map((row, context) -> cycle(row))
                .one());
    }

    /** Saves what can change of it, when it still is at the version of the record. */
    Cycle update(Cycle cycle) {
        int rows = jdbi.withHandle(handle -> handle.createUpdate(
                        """
                        update cycle set name = :name, opens = :opens, due = :due, asks_analysis = :asks, state = :state,
                               version = version + 1
                         where id = :id and version = :version
                        """)
                .bind("name", cycle.name())
                .bind("opens", cycle.opens().toString())
                .bind("due", cycle.due().toString())
                .bind("asks", cycle.asksAnalysis())
                .bind("state", cycle.state())
                .bind("id", cycle.id())
                .bind("version", cycle.version())
                .execute());
        if (rows == 0) {
            throw new StaleVersion("cycle", cycle.id(), cycle.version());
        }
        return new Cycle(
                cycle.id(),
                cycle.name(),
                cycle.unitId(),
                cycle.planTypeId(),
                cycle.planPeriod(),
                cycle.period(),
                cycle.opens(),
                cycle.due(),
                cycle.asksAnalysis(),
                cycle.state(),
                cycle.version() + 1);
    }

    private static Cycle cycle(ResultSet row) throws SQLException {
        return new Cycle(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("unit_id"),
                row.getLong("plan_type_id"),
                Period.of(row.getString("plan_period")),
                Period.of(row.getString("period")),
                LocalDate.parse(row.getString("opens")),
                LocalDate.parse(row.getString("due")),
                row.getBoolean("asks_analysis"),
                Cycle.State.valueOf(row.getString("state")),
                row.getInt("version"));
    }
}
