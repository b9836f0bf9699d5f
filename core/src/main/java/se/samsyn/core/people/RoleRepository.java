package se.samsyn.core.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;

/** Roles on units, and those that are lent, in the database. */
public final class RoleRepository {

    private static final String SELECT = "select id, person_id, role, unit_id, valid_from, valid_to, version from assignment";
    private static final String SELECT_DELEGATION =
            "select id, assignment_id, to_person_id, valid_from, valid_to, version from delegation";

    private final Jdbi jdbi;

    public RoleRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<RoleAssignment> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where id = :id")
                .bind("id", id)
                .map((row, context) -> assignment(row))
                .findOne());
    }

    /** Every role of these people, ended and coming ones as well, in one query. */
    public List<RoleAssignment> ofUsers(Collection<Long> userIds) {
        if (userIds.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where person_id in (<ids>) order by id")
                .bindList("ids", userIds)
                .map((row, context) -> assignment(row))
                .list());
    }

    /** The units where these people have, or will have, a role from the day on, their own or lent, in one query. */
    Map<Long, Set<Long>> unitsFrom(LocalDate day, Collection<Long> userIds) {
        Map<Long, Set<Long>> units = new HashMap<>();
        if (!userIds.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            """
                            select a.person_id, a.unit_id from assignment a
                             where a.person_id in (<users>) and (a.valid_to is null or a.valid_to >= :day)
                            union
                            select d.to_person_id, a.unit_id from delegation d join assignment a on a.id = d.assignment_id
                             where d.to_person_id in (<users>) and d.valid_to >= :day
                               and (a.valid_to is null or a.valid_to >= :day)
                            """)
                    .bindList("users", List.copyOf(userIds))
                    .bind("day", day.toString())
                    .map((row, context) -> units.computeIfAbsent(row.getLong(1), user -> new HashSet<>())
                            .add(row.getLong(2)))
                    .list());
        }
        return units;
    }

    /** The roles of others that are, were or will be lent to the person. */
    List<RoleAssignment> lentTo(long userId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + " where id in (select assignment_id from delegation where to_person_id = :user) order by id")
                .bind("user", userId)
                .map((row, context) -> assignment(row))
                .list());
    }

    /** Every role on these units, ended and coming ones as well, in one query. */
    public List<RoleAssignment> onUnits(Collection<Long> unitIds) {
        if (unitIds.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where unit_id in (<ids>) order by id")
                .bindList("ids", unitIds)
                .map((row, context) -> assignment(row))
                .list());
    }

    /** How many active people are administrators of the unit on the day and have no last day. */
    int lastingAdministrators(long unitId, LocalDate day) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select count(distinct p.id) from assignment a join person p on p.id = a.person_id
                         where a.role = 'ADMINISTRATOR' and a.unit_id = :unit and p.state = 'ACTIVE'
                           and (a.valid_from is null or a.valid_from <= :day) and a.valid_to is null
                        """)
                .bind("unit", unitId)
                .bind("day", day.toString())
                .mapTo(Integer.class)
                .one());
    }

    long insert(long userId, Role role, long unitId, @Nullable LocalDate from, @Nullable LocalDate to) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        """
                        insert into assignment (person_id, role, unit_id, valid_from, valid_to, version)
                        values (:user, :role, :unit, :from, :to, 1)
                        """)
                .bind("user", userId)
                .bind("role", role.name())
                .bind("unit", unitId)
                .bind("from", text(from))
                .bind("to", text(to))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    void update(RoleAssignment assignment) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update assignment set valid_from = :from, valid_to = :to, version = :version where id = :id")
                .bind("from", text(assignment.validFrom()))
                .bind("to", text(assignment.validTo()))
                .bind("version", assignment.version())
                .bind("id", assignment.id())
                .execute());
    }

    /** Removes the role; what was lent of it must be gone already. */
    void delete(long id) {
        jdbi.useHandle(handle ->
                handle.createUpdate("delete from assignment where id = :id").bind("id", id).execute());
    }

    Optional<Delegation> findDelegation(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT_DELEGATION + " where id = :id")
                .bind("id", id)
                .map((row, context) -> delegation(row))
                .findOne());
    }

    /** What is, was or will be lent of these roles, in one query. */
    public List<Delegation> delegationsOf(Collection<Long> assignmentIds) {
        if (assignmentIds.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT_DELEGATION + " where assignment_id in (<ids>) order by valid_from, id")
                .bindList("ids", assignmentIds)
                .map((row, context) -> delegation(row))
                .list());
    }

    /** What is, was or will be lent to the person. */
    public List<Delegation> delegationsTo(long userId) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT_DELEGATION + " where to_person_id = :user order by valid_from, id")
                        .bind("user", userId)
                        .map((row, context) -> delegation(row))
                        .list());
    }

    long insertDelegation(long assignmentId, long toUserId, LocalDate from, LocalDate to) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        """
                        insert into delegation (assignment_id, to_person_id, valid_from, valid_to, version)
                        values (:assignment, :to_user, :from, :to, 1)
                        """)
                .bind("assignment", assignmentId)
                .bind("to_user", toUserId)
                .bind("from", from.toString())
                .bind("to", to.toString())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    void deleteDelegation(long id) {
        jdbi.useHandle(handle ->
                handle.createUpdate("delete from delegation where id = :id").bind("id", id).execute());
    }

    private static RoleAssignment assignment(ResultSet row) throws SQLException {
        return new RoleAssignment(
                row.getLong("id"),
                row.getLong("person_id"),
                Role.valueOf(row.getString("role")),
                row.getLong("unit_id"),
                date(row.getString("valid_from")),
                date(row.getString("valid_to")),
                row.getInt("version"));
    }

    private static Delegation delegation(ResultSet row) throws SQLException {
        return new Delegation(
                row.getLong("id"),
                row.getLong("assignment_id"),
                row.getLong("to_person_id"),
                LocalDate.parse(row.getString("valid_from")),
                LocalDate.parse(row.getString("valid_to")),
                row.getInt("version"));
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
