package se.samsyn.core.planning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Adopted editions of plans in the database: written once, never changed. */
final class PlanEditionRepository {

    private static final String SELECT =
            """
            select e.plan_id, e.edition, e.adopted_on, e.decided_by, e.registry_number, e.correction, e.sha256,
                   c.at, p.name as recorded_by
              from plan_edition e
              join change c on c.id = e.change_id
              left join person p on p.id = c.user_id
            """;

    private final Jdbi jdbi;

    PlanEditionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The plan's editions, the latest first. */
    List<PlanEdition> of(long planId) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where e.plan_id = :plan order by e.edition desc")
                .bind("plan", planId)
                .map((row, context) -> edition(row))
                .list());
    }

    Optional<String> content(long planId, int number) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select content from plan_edition where plan_id = :plan and edition = :edition")
                .bind("plan", planId)
                .bind("edition", number)
                .mapTo(String.class)
                .findOne());
    }

    /** Keeps the plan as it has just been adopted: with the change that made this version of it. */
    void insert(Plan plan, String content, String sha256) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        insert into plan_edition (plan_id, edition, adopted_on, decided_by, registry_number, correction,
                                                  change_id, content, sha256)
                        values (:plan, :edition, :adopted, :decidedBy, :registryNumber, :correction,
                                (select v.change_id from entity_version v
                                  where v.entity = 'plan' and v.entity_id = :plan and v.version = :version),
                                :content, :sha256)
                        """)
                .bind("plan", plan.id())
                .bind("edition", plan.edition())
                .bind("adopted", String.valueOf(plan.adoptedOn()))
                .bind("decidedBy", plan.decidedBy())
                .bind("registryNumber", plan.registryNumber())
                .bind("correction", plan.correction())
                .bind("content", content)
                .bind("sha256", sha256)
                .bind("version", plan.version())
                .execute());
    }

    private static PlanEdition edition(ResultSet row) throws SQLException {
        return new PlanEdition(
                row.getLong("plan_id"),
                row.getInt("edition"),
                LocalDate.parse(row.getString("adopted_on")),
                row.getString("decided_by"),
                row.getString("registry_number"),
                row.getString("correction"),
                row.getString("recorded_by"),
                Instant.parse(row.getString("at")),
                row.getString("sha256"));
    }
}
