package se.samsyn.core.planning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.web.StaleVersion;

/** Plans in the database. */
final class PlanRepository {

    private static final String COLUMNS =
            """
            p.id, p.plan_type_id, p.unit_id, p.period, p.title, p.state, p.edition, p.adopted_on, p.correction,
            p.proposed_by, p.proposal, p.returned, p.decided_by, p.registry_number, p.version
            """;
    private static final String SELECT = "select " + COLUMNS + " from plan p";
    private static final String SELECT_ROWS = "select " + COLUMNS
            + """
              , u.name as unit_name, u.kind as unit_kind,
                   (select count(*) from goal g where g.plan_id = p.id and g.removed = false) as goals
              from plan p join unit u on u.id = p.unit_id
            """;

    private final Jdbi jdbi;

    PlanRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Plan> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where p.id = :id")
                .bind("id", id)
                .map((row, context) -> plan(row))
                .findFirst());
    }

    List<PlanRow> byIds(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery(SELECT_ROWS + " where p.id in (<ids>) order by p.id")
                        .bindList("ids", List.copyOf(ids))
                        .map((row, context) -> row(row))
                        .list());
    }

    boolean exists(long typeId, long unitId, Period period) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + " where p.plan_type_id = :type and p.unit_id = :unit and p.period = :period")
                .bind("type", typeId)
                .bind("unit", unitId)
                .bind("period", period.text())
                .map((row, context) -> plan(row))
                .findFirst()
                .isPresent());
    }

    Set<Long> unitsWith(long typeId, Period period) {
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery(
                        "select unit_id from plan where plan_type_id = :type and period = :period")
                .bind("type", typeId)
                .bind("period", period.text())
                .mapTo(Long.class)
                .list()));
    }

    /** A page of plans on these units: those that come first, then by unit, the latest year first. */
    List<PlanRow> page(Set<Long> units, PlanQuery query, int offset, int limit) {
        return units.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> filtered(
                                handle,
                                SELECT_ROWS + where(query)
                                        + """
                                           order by case when p.unit_id in (<first>) then 0 else 1 end,
                                                    u.name collate "sv-x-icu", p.period desc, p.id
                                           limit :limit offset :offset
                                          """,
                                units,
                                query)
                        .bindList("first", query.first().isEmpty() ? List.of(0L) : List.copyOf(query.first()))
                        .bind("offset", offset)
                        .bind("limit", limit)
                        .map((row, context) -> row(row))
                        .list());
    }

    /** The plans of these years on these units that are in one of the states, by unit, the latest year first. */
    List<PlanRow> inState(Set<Plan.State> states, Set<Long> units, Collection<Period> periods, int limit) {
        return units.isEmpty() || periods.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery(SELECT_ROWS
                                + """
                                   where p.unit_id in (<units>) and p.period in (<periods>) and p.state in (<states>)
                                   order by u.name collate "sv-x-icu", p.period desc, p.id limit :limit
                                  """)
                        .bindList("units", List.copyOf(units))
                        .bindList("periods", periods.stream().map(Period::text).toList())
                        .bindList("states", states.stream().map(Plan.State::name).toList())
                        .bind("limit", limit)
                        .map((row, context) -> row(row))
                        .list());
    }

    /** The plans on these units that have been proposed and wait for a decision, by unit. */
    List<PlanRow> proposed(Set<Long> units, int limit) {
        return units.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery(SELECT_ROWS
                                + """
                                   where p.state = 'PROPOSED' and p.unit_id in (<units>)
                                   order by u.name collate "sv-x-icu", p.period desc, p.id limit :limit
                                  """)
                        .bindList("units", List.copyOf(units))
                        .bind("limit", limit)
                        .map((row, context) -> row(row))
                        .list());
    }

    /** The plans that were handed back to the one who proposed them, and have not been proposed again. */
    List<PlanRow> handedBackTo(long personId, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT_ROWS
                        + """
                           where p.proposed_by = :person and p.state = 'DRAFT' and p.returned <> ''
                           order by p.id limit :limit
                          """)
                .bind("person", personId)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list());
    }

    int count(Set<Long> units, PlanQuery query) {
        return units.isEmpty()
                ? 0
                : jdbi.withHandle(handle -> filtered(
                                handle,
                                "select count(*) from plan p join unit u on u.id = p.unit_id" + where(query),
                                units,
                                query)
                        .mapTo(Integer.class)
                        .one());
    }

    /** Plans in the order of their ids, for lists read in parts. */
    List<PlanRow> after(Set<Long> units, PlanQuery query, long after, int limit) {
        return units.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> filtered(
                                handle,
                                SELECT_ROWS + where(query) + " and p.id > :after order by p.id limit :limit",
                                units,
                                query)
                        .bind("after", after)
                        .bind("limit", limit)
                        .map((row, context) -> row(row))
                        .list());
    }

    /** The years that there are plans for, the latest first. */
    List<Period> periods() {
        return jdbi.withHandle(handle -> handle.createQuery("select distinct period from plan order by period desc")
                .map((row, context) -> Period.of(row.getString(1)))
                .list());
    }

    /**
     * Plans of a governance model and year.
     *
     * @param first one of them
     */
    record YearCount(Plan first, int plans) {}

    /** How many plans of each governance model and year these units have, the earliest first. */
    List<YearCount> years(Set<Long> units, List<Period> periods) {
        return units.isEmpty() || periods.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery(
                                "select " + COLUMNS
                                        + """
                                  , y.plans
                                  from (select min(id) as id, count(*) as plans from plan
                                         where unit_id in (<units>) and period in (<periods>)
                                         group by plan_type_id, period) y
                                  join plan p on p.id = y.id
                                 order by p.period, p.plan_type_id
                                """)
                        .bindList("units", List.copyOf(units))
                        .bindList("periods", periods.stream().map(Period::text).toList())
                        .map((row, context) -> new YearCount(plan(row), row.getInt("plans")))
                        .list());
    }

    /** The years that the unit has goals for, the latest first. */
    List<Period> periodsOf(long unitId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select distinct p.period from plan p
                         where p.unit_id = :unit
                           and exists (select 1 from goal g where g.plan_id = p.id and g.removed = false)
                         order by p.period desc
                        """)
                .bind("unit", unitId)
                .map((row, context) -> Period.of(row.getString(1)))
                .list());
    }

    /** The kinds of unit among these that there are. */
    List<UnitKind> kinds(Set<Long> units) {
        return units.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery("select distinct kind from unit where id in (<units>)")
                        .bindList("units", List.copyOf(units))
                        .map((row, context) -> UnitKind.valueOf(row.getString("kind")))
                        .list());
    }

    Plan insert(Plan plan) {
        long id = jdbi.withHandle(handle -> bound(
                        handle.createQuery(
                                """
                                insert into plan (plan_type_id, unit_id, period, title, state, edition, adopted_on,
                                                  correction, proposed_by, proposal, returned, decided_by,
                                                  registry_number, version)
                                values (:type, :unit, :period, :title, :state, :edition, :adopted, :correction, :proposedBy,
                                        :proposal, :returned, :decidedBy, :registryNumber, 1)
                                returning id
                                """),
                        plan)
                .bind("type", plan.planTypeId())
                .bind("unit", plan.unitId())
                .bind("period", plan.period().text())
                .mapTo(Long.class)
                .one());
        return plan.stored(id, 1);
    }

    /** Saves what can change. */
    Plan update(Plan plan, int expectedVersion) {
        int updated = jdbi.withHandle(handle -> bound(
                        handle.createUpdate(
                                """
                                update plan set title = :title, state = :state, edition = :edition,
                                       adopted_on = :adopted, correction = :correction, proposed_by = :proposedBy,
                                       proposal = :proposal, returned = :returned, decided_by = :decidedBy,
                                       registry_number = :registryNumber, version = version + 1
                                 where id = :id and version = :version
                                """),
                        plan)
                .bind("id", plan.id())
                .bind("version", expectedVersion)
                .execute());
        if (updated == 0) {
            throw new StaleVersion("plan", plan.id(), expectedVersion);
        }
        return plan.stored(plan.id(), expectedVersion + 1);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Plan plan) {
        return statement
                .bind("title", plan.title())
                .bind("state", plan.state().name())
                .bind("edition", plan.edition())
                .bind("adopted", plan.adoptedOn() == null ? null : plan.adoptedOn().toString())
                .bind("correction", plan.correction())
                .bind("proposedBy", plan.proposedBy())
                .bind("proposal", plan.proposal())
                .bind("returned", plan.returned())
                .bind("decidedBy", plan.decidedBy())
                .bind("registryNumber", plan.registryNumber());
    }

    private static String where(PlanQuery query) {
        return " where p.unit_id in (<units>)"
                + (query.period() == null ? "" : " and p.period = :period")
                + (query.unitKind() == null ? "" : " and u.kind = :kind")
                + (query.state() == null ? "" : " and p.state = :state")
                + (query.unitId() == null ? "" : " and p.unit_id = :unit");
    }

    private static Query filtered(Handle handle, String sql, Set<Long> units, PlanQuery query) {
        Query statement = handle.createQuery(sql).bindList("units", List.copyOf(units));
        if (query.period() != null) {
            statement.bind("period", query.period().text());
        }
        if (query.unitKind() != null) {
            statement.bind("kind", query.unitKind().name());
        }
        if (query.state() != null) {
            statement.bind("state", query.state().name());
        }
        if (query.unitId() != null) {
            statement.bind("unit", query.unitId());
        }
        return statement;
    }

    private static PlanRow row(ResultSet row) throws SQLException {
        return new PlanRow(
                plan(row),
                row.getString("unit_name"),
                UnitKind.valueOf(row.getString("unit_kind")),
                row.getInt("goals"));
    }

    private static Plan plan(ResultSet row) throws SQLException {
        String adopted = row.getString("adopted_on");
        long proposer = row.getLong("proposed_by");
        @Nullable Long proposedBy = row.wasNull() ? null : proposer;
        return new Plan(
                row.getLong("id"),
                row.getLong("plan_type_id"),
                row.getLong("unit_id"),
                Period.of(row.getString("period")),
                row.getString("title"),
                Plan.State.valueOf(row.getString("state")),
                row.getInt("edition"),
                adopted == null ? null : LocalDate.parse(adopted),
                row.getString("correction"),
                proposedBy,
                row.getString("proposal"),
                row.getString("returned"),
                row.getString("decided_by"),
                row.getString("registry_number"),
                row.getInt("version"));
    }
}
