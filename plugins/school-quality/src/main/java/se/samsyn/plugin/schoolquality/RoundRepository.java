package se.samsyn.plugin.schoolquality;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;

/** Rounds in the plugin's tables. */
final class RoundRepository {

    static final String ENTITY = "round";

    private static final String SELECT =
            "select r.id, r.framework_id, r.unit_id, r.period, r.state, r.opened_at, r.opened_by, r.version";
    private static final String COUNTS =
            """
            , (select count(*) from p_school_quality_participant p where p.round_id = r.id) as begun,
              (select count(*) from p_school_quality_participant p
                where p.round_id = r.id and p.handed_in_at is not null) as handed_in
            """;
    private static final RowMapper<Round> ROUND = (row, context) -> new Round(
            row.getLong("id"),
            row.getLong("framework_id"),
            row.getString("unit_id"),
            row.getString("period"),
            Round.State.valueOf(row.getString("state")),
            Instant.parse(row.getString("opened_at")),
            row.getString("opened_by"),
            row.getInt("version"));

    private final PluginDatabase database;
    private final ChangeTrail trail;

    RoundRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** A round and how many have begun and handed in. */
    record Counted(Round round, int begun, int handedIn) {}

    /** What a list shows; null stands for any. */
    record Filter(@Nullable String unitId, Round.@Nullable State state) {}

    Optional<Round> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    private static Optional<Round> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " from p_school_quality_round r where r.id = :id")
                .bind("id", id)
                .map(ROUND)
                .findOne();
    }

    Counted counted(long id) {
        return database.read(handle -> handle.createQuery(
                        SELECT + COUNTS + " from p_school_quality_round r where r.id = :id")
                .bind("id", id)
                .map(RoundRepository::counted)
                .one());
    }

    private static Counted counted(ResultSet row, StatementContext context) throws SQLException {
        return new Counted(ROUND.map(row, context), row.getInt("begun"), row.getInt("handed_in"));
    }

    /** The rounds of these units, the newest first. */
    List<Counted> list(Collection<String> unitIds, Filter filter, int offset, int limit) {
        if (unitIds.isEmpty()) {
            return List.of();
        }
        return database.read(handle -> {
            Query query = handle.createQuery(SELECT + COUNTS + " from p_school_quality_round r where r.unit_id in (<units>)"
                            + (filter.state() == null ? "" : " and r.state = :state")
                            + " order by r.id desc limit :limit offset :offset")
                    .bindList("units", filter.unitId() == null ? List.copyOf(unitIds) : restricted(unitIds, filter.unitId()))
                    .bind("limit", limit)
                    .bind("offset", offset);
            if (filter.state() != null) {
                query.bind("state", filter.state().name());
            }
            return query.map(RoundRepository::counted).list();
        });
    }

    private static List<String> restricted(Collection<String> unitIds, String unitId) {
        return unitIds.contains(unitId) ? List.of(unitId) : List.of("");
    }

    /** A round that is not locked, and how far a person has come in it. */
    record Waiting(Round round, boolean begun, boolean handedIn) {}

    /** The rounds of these units that are not locked, the oldest first. */
    List<Waiting> waiting(Collection<String> unitIds, String personId, int limit) {
        return unitIds.isEmpty()
                ? List.of()
                : database.read(handle -> handle.createQuery(SELECT
                                + """
                                  , p.person_id is not null as begun, p.handed_in_at is not null as handed_in
                                    from p_school_quality_round r
                                    left join p_school_quality_participant p
                                      on p.round_id = r.id and p.person_id = :person
                                   where r.unit_id in (<units>) and r.state in ('OPEN', 'JOINT')
                                   order by r.id limit :limit
                                  """)
                        .bindList("units", List.copyOf(unitIds))
                        .bind("person", personId)
                        .bind("limit", limit)
                        .map((row, context) -> new Waiting(
                                ROUND.map(row, context), row.getBoolean("begun"), row.getBoolean("handed_in")))
                        .list());
    }

    List<Round> ofUnit(String unitId) {
        return database.read(handle -> handle.createQuery(
                        SELECT + " from p_school_quality_round r where r.unit_id = :unit order by r.id desc")
                .bind("unit", unitId)
                .map(ROUND)
                .list());
    }

    /** Opens a round; empty when the unit already has one on the framework in the period. */
    Optional<Long> open(long frameworkId, String unitId, String period, String personId) {
        return database.write(handle -> {
            Optional<Long> id = handle.createQuery(
                            """
                            insert into p_school_quality_round
                                (framework_id, unit_id, period, state, opened_at, opened_by, version)
                            values (:framework, :unit, :period, 'OPEN', :at, :person, 1)
                            on conflict (unit_id, framework_id, period) do nothing returning id
                            """)
                    .bind("framework", frameworkId)
                    .bind("unit", unitId)
                    .bind("period", period)
                    .bind("at", trail.now())
                    .bind("person", personId)
                    .mapTo(Long.class)
                    .findOne();
            id.ifPresent(made -> trail.record(handle, personId, ENTITY, made, "state", null, "OPEN"));
            return id;
        });
    }

    /** Takes a round to its next step; false when it is no longer at the version that the person saw. */
    boolean advance(Round round, Round.State next, int version, String personId) {
        return database.write(handle -> {
            int changed = handle.createUpdate(
                            """
                            update p_school_quality_round set state = :next, version = version + 1
                             where id = :id and version = :version and state = :state
                            """)
                    .bind("next", next.name())
                    .bind("id", round.id())
                    .bind("version", version)
                    .bind("state", round.state().name())
                    .execute();
            if (changed == 0) {
                return false;
            }
            trail.record(handle, personId, ENTITY, round.id(), "state", round.state(), next);
            return true;
        });
    }

    List<ChangeTrail.Entry> history(long id, int limit) {
        return database.read(handle -> ChangeTrail.of(handle, ENTITY, id, limit));
    }
}
