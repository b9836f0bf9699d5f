package se.samsyn.core.people;

import static se.samsyn.core.access.CorePermissions.USER_MANAGE;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Times;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.web.Rejection;

/** Whose account someone may manage, and that someone is always left who may manage all. */
final class Reach {

    private final RoleRepository roles;
    private final UnitRepository units;
    private final ChangeLog changes;
    private final Clock clock;

    Reach(RoleRepository roles, UnitRepository units, ChangeLog changes, Clock clock) {
        this.roles = roles;
        this.units = units;
        this.changes = changes;
        this.clock = clock;
    }

    LocalDate today() {
        return Times.date(clock.instant());
    }

    /** Someone who manages people on any unit may add one; it is the roles that give them anything. */
    Grant toAdd(CurrentUser who) {
        return who.requireAnywhere(USER_MANAGE);
    }

    /**
     * A person is managed by those who manage every unit where the person has a role, their own or lent, so that nobody
     * takes over the account of someone above them; a person without roles by those who manage people anywhere.
     */
    Grant toManage(CurrentUser who, long userId) {
        Grant grant = managed(who, List.of(userId)).get(userId);
        if (grant == null) {
            throw new AccessDenied(USER_MANAGE);
        }
        return grant;
    }

    /** The grants for those of these people whom the user may manage, by person; each unit is asked about once. */
    Map<Long, Grant> managed(CurrentUser who, Collection<Long> userIds) {
        Map<Long, Set<Long>> held = roles.unitsFrom(today(), userIds);
        Map<Long, Optional<Grant>> grants = new HashMap<>();
        held.values().forEach(units -> units.forEach(unit -> grants.computeIfAbsent(unit, id -> grant(who, id))));
        Map<Long, Grant> managed = new HashMap<>();
        for (long user : userIds) {
            Set<Long> units = held.getOrDefault(user, Set.of());
            if (units.isEmpty() && who.may(USER_MANAGE)) {
                managed.put(user, toAdd(who));
            } else if (!units.isEmpty() && units.stream().allMatch(unit -> grants.get(unit).isPresent())) {
                managed.put(user, grants.get(Collections.min(units)).orElseThrow());
            }
        }
        return managed;
    }

    private static Optional<Grant> grant(CurrentUser who, long unitId) {
        return who.may(USER_MANAGE, unitId) ? Optional.of(who.require(USER_MANAGE, unitId)) : Optional.empty();
    }

    boolean mayManage(CurrentUser who, long userId) {
        return managed(who, List.of(userId)).containsKey(userId);
    }

    /** Ends every role of a person, and what they lent or were lent. */
    void endRoles(Grant grant, long userId) {
        for (Delegation lent : roles.delegationsTo(userId)) {
            removeDelegation(grant, lent);
        }
        for (RoleAssignment role : roles.ofUsers(List.of(userId))) {
            remove(grant, role);
        }
    }

    void remove(Grant grant, RoleAssignment role) {
        roles.delegationsOf(List.of(role.id())).forEach(lent -> removeDelegation(grant, lent));
        roles.delete(role.id());
        changes.record(grant, RoleService.ENTITY, role.id(), role.version() + 1, role.unitId(), null);
    }

    void removeDelegation(Grant grant, Delegation lent) {
        Long unitId = roles.find(lent.assignmentId()).map(RoleAssignment::unitId).orElse(null);
        roles.deleteDelegation(lent.id());
        changes.record(grant, RoleService.DELEGATION, lent.id(), lent.version() + 1, unitId, null);
    }

    /** Refuses work that would leave nobody who administers the municipality. */
    <T> T keepingAnAdministrator(Supplier<T> work) {
        long root = units.root().map(Unit::id).orElse(0L);
        boolean had = roles.lastingAdministrators(root, today()) > 0;
        T result = work.get();
        if (had && roles.lastingAdministrators(root, today()) == 0) {
            throw Rejection.of("", "people.role.error.lastadministrator");
        }
        return result;
    }
}
