package se.samsyn.core.people;

import static se.samsyn.core.access.CorePermissions.ROLE_DELEGATE;
import static se.samsyn.core.access.CorePermissions.USER_MANAGE;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Gives, ends and lends roles on units. */
public final class RoleService {

    public static final String ENTITY = "role";
    public static final String DELEGATION = "delegation";

    /** The message for a role that would be held twice on a day. */
    public static final String TWICE = "people.role.error.twice";

    private static final int LONGEST_DELEGATION_DAYS = 400;

    private final Database database;
    private final RoleRepository roles;
    private final UserRepository users;
    private final UnitRepository units;
    private final Reach reach;
    private final ChangeLog changes;

    RoleService(
            Database database,
            RoleRepository roles,
            UserRepository users,
            UnitRepository units,
            Reach reach,
            ChangeLog changes) {
        this.database = database;
        this.roles = roles;
        this.users = users;
        this.units = units;
        this.reach = reach;
        this.changes = changes;
    }

    /** Gives a person a role on a unit, from and to these days when they are said. */
    public RoleAssignment give(
            CurrentUser who, long userId, Role role, long unitId, @Nullable LocalDate from, @Nullable LocalDate to) {
        return database.write(() -> {
            Grant grant = who.require(USER_MANAGE, unitId);
            notToOneselfForAnother(who, grant, userId);
            active(userId);
            Unit unit = units.find(unitId).orElseThrow(() -> new NotFound("unit " + unitId));
            Rejection.Check check = new Rejection.Check();
            check.that(unit.standing() == Standing.OWN, "unit", "people.role.error.unit");
            check.that(inOrder(from, to), "validTo", "people.role.error.dates");
            check.that(!overlaps(new RoleAssignment(0, userId, role, unitId, from, to, 0)), "role", TWICE);
            check.done();
            long id = roles.insert(userId, role, unitId, from, to);
            RoleAssignment given = new RoleAssignment(id, userId, role, unitId, from, to, 1);
            changes.record(grant, ENTITY, id, 1, unitId, given);
            return given;
        });
    }

    /** Sets the days of a role, so that it ends or goes on. */
    public RoleAssignment change(
            CurrentUser who, long id, int version, @Nullable LocalDate from, @Nullable LocalDate to) {
        return database.write(() -> {
            RoleAssignment before = found(id);
            Grant grant = who.require(USER_MANAGE, before.unitId());
            notToOneselfForAnother(who, grant, before.userId());
            if (before.version() != version) {
                throw new StaleVersion(ENTITY, id, version);
            }
            RoleAssignment after = new RoleAssignment(
                    id, before.userId(), before.role(), before.unitId(), from, to, version + 1);
            new Rejection.Check()
                    .that(inOrder(from, to), "validTo", "people.role.error.dates")
                    .that(!overlaps(after), "validTo", TWICE)
                    .done();
            return reach.keepingAnAdministrator(() -> {
                roles.update(after);
                changes.record(grant, ENTITY, id, after.version(), before.unitId(), after);
                return after;
            });
        });
    }

    /** Takes a role away, with what was lent of it. */
    public void remove(CurrentUser who, long id, int version) {
        database.write(() -> {
            RoleAssignment role = found(id);
            Grant grant = who.require(USER_MANAGE, role.unitId());
            if (role.version() != version) {
                throw new StaleVersion(ENTITY, id, version);
            }
            reach.keepingAnAdministrator(() -> {
                reach.remove(grant, role);
                return role;
            });
        });
    }

    /** Lets another person act in the role from one day to another. */
    public Delegation delegate(CurrentUser who, long assignmentId, long toUserId, LocalDate from, LocalDate to) {
        return database.write(() -> {
            RoleAssignment role = found(assignmentId);
            Grant grant = toDelegate(who, role);
            notToOneselfForAnother(who, grant, toUserId);
            active(toUserId);
            Rejection.Check check = new Rejection.Check();
            check.that(toUserId != role.userId(), "toUser", "people.delegation.error.self");
            check.that(inOrder(from, to), "validTo", "people.role.error.dates");
            check.that(!to.isBefore(reach.today()), "validTo", "people.delegation.error.past");
            check.that(!to.isAfter(from.plusDays(LONGEST_DELEGATION_DAYS)), "validTo", "people.delegation.error.long");
            check.done();
            long id = roles.insertDelegation(assignmentId, toUserId, from, to);
            Delegation lent = new Delegation(id, assignmentId, toUserId, from, to, 1);
            changes.record(grant, DELEGATION, id, 1, role.unitId(), LentRole.of(role, lent));
            return lent;
        });
    }

    /** Ends a delegation at once; those who may delegate the role, and whoever has it lent, may do so. */
    public void endDelegation(CurrentUser who, long id) {
        database.write(() -> {
            Delegation lent = roles.findDelegation(id).orElseThrow(() -> new NotFound("delegation " + id));
            Grant grant = Objects.equals(who.userId(), lent.toUserId())
                    ? new Grant(who.userId(), null, who.origin())
                    : toDelegate(who, found(lent.assignmentId()));
            reach.removeDelegation(grant, lent);
        });
    }

    /** Whether {@link #delegate} would let the user lend the role. */
    public boolean mayDelegate(CurrentUser who, RoleAssignment role) {
        try {
            toDelegate(who, role);
            return true;
        } catch (AccessDenied e) {
            return false;
        }
    }

    /**
     * One's own role one may lend. Another's role only by those who manage people on the unit, or who by a role of their
     * own may delegate there and could themselves do all that the role can.
     */
    private Grant toDelegate(CurrentUser who, RoleAssignment role) {
        if (who.system() || who.may(USER_MANAGE, role.unitId())) {
            return who.require(USER_MANAGE, role.unitId());
        }
        if (Objects.equals(who.userId(), role.userId())) {
            return new Grant(who.userId(), null, who.origin());
        }
        Grant grant = who.require(ROLE_DELEGATE, role.unitId());
        boolean all = CorePermissions.ALL.stream()
                .filter(permission -> permission.ownUnits().contains(role.role()))
                .allMatch(permission -> who.may(permission.name(), role.unitId()));
        if (!all || grant.forUserId() != null) {
            throw new AccessDenied(ROLE_DELEGATE);
        }
        return grant;
    }

    /** A deputy must not make lasting, or longer, what was lent. */
    private static void notToOneselfForAnother(CurrentUser who, Grant grant, long toUserId) {
        if (grant.forUserId() != null && Objects.equals(who.userId(), toUserId)) {
            throw new AccessDenied(USER_MANAGE);
        }
    }

    private static boolean inOrder(@Nullable LocalDate from, @Nullable LocalDate to) {
        return from == null || to == null || !to.isBefore(from);
    }

    private RoleAssignment found(long id) {
        return roles.find(id).orElseThrow(() -> new NotFound("role " + id));
    }

    private void active(long userId) {
        users.find(userId)
                .filter(user -> user.state() != User.State.ERASED)
                .orElseThrow(() -> new NotFound("user " + userId));
    }

    /** Whether the person has the same role on the unit by another assignment in some of these days. */
    private boolean overlaps(RoleAssignment role) {
        return roles.ofUsers(List.of(role.userId())).stream()
                .anyMatch(other -> other.id() != role.id() && role.overlaps(other));
    }
}
