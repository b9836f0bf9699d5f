package se.samsyn.core.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.people.Delegation;
import se.samsyn.core.people.RoleAssignment;
import se.samsyn.core.people.RoleRepository;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;

/** Roles and delegations of a person that soon end, so that nobody is surprised at the door. */
final class ExpiringRoles {

    private final RoleRepository roles;
    private final UserRepository users;
    private final UnitRepository units;

    ExpiringRoles(RoleRepository roles, UserRepository users, UnitRepository units) {
        this.roles = roles;
        this.users = users;
        this.units = units;
    }

    /** What ends. The message {@code followup.task.role.<NAME>} says it. */
    enum Kind {
        OWN,
        LENT
    }

    /** @param otherName to whom it is lent; empty for one's own role */
    record Expiring(Kind kind, Role role, String unitName, String otherName, LocalDate lastDay) {}

    List<Expiring> of(CurrentUser user, LocalDate today, int days) {
        if (user.userId() == null) {
            return List.of();
        }
        List<RoleAssignment> own = roles.ofUsers(List.of(user.userId())).stream()
                .filter(role -> role.validOn(today))
                .toList();
        List<Delegation> lent = roles.delegationsOf(own.stream().map(RoleAssignment::id).toList()).stream()
                .filter(delegation -> delegation.validOn(today) && soon(delegation.validTo(), today, days))
                .toList();
        List<RoleAssignment> ending = own.stream()
                .filter(role -> role.validTo() != null && soon(role.validTo(), today, days))
                .toList();
        if (lent.isEmpty() && ending.isEmpty()) {
            return List.of();
        }
        Map<Long, RoleAssignment> byId = own.stream().collect(Collectors.toMap(RoleAssignment::id, role -> role));
        Set<Long> unitIds = new HashSet<>();
        own.forEach(role -> unitIds.add(role.unitId()));
        Map<Long, Unit> names = units.find(unitIds);
        Map<Long, User> people =
                users.find(lent.stream().map(Delegation::toUserId).toList());
        List<Expiring> expiring = new ArrayList<>();
        ending.forEach(role -> expiring.add(new Expiring(
                Kind.OWN, role.role(), names.get(role.unitId()).name(), "", role.validTo())));
        for (Delegation delegation : lent) {
            RoleAssignment role = byId.get(delegation.assignmentId());
            String to = people.get(delegation.toUserId()).name();
            expiring.add(new Expiring(
                    Kind.LENT, role.role(), names.get(role.unitId()).name(), to, delegation.validTo()));
        }
        return expiring;
    }

    private static boolean soon(LocalDate day, LocalDate today, int days) {
        return !day.isAfter(today.plusDays(days));
    }
}
