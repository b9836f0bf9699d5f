package se.samsyn.core.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.access.Role;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.Initials;
import se.samsyn.core.database.Times;
import se.samsyn.core.organisation.UnitPeople;
import se.samsyn.core.web.HttpRequest;

/** Those with a role on a unit, for its page. */
final class UnitRoles implements UnitPeople {

    private final RoleRepository roles;
    private final UserRepository users;
    private final Clock clock;

    UnitRoles(RoleRepository roles, UserRepository users, Clock clock) {
        this.roles = roles;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public List<Holder> on(long unitId, Request request) {
        LocalDate today = Times.date(clock.instant());
        List<RoleAssignment> held = roles.onUnits(List.of(unitId)).stream()
                .filter(role -> role.validOn(today))
                .sorted(Comparator.comparing(RoleAssignment::role))
                .toList();
        Map<Long, Long> deputies =
                roles.delegationsOf(held.stream().map(RoleAssignment::id).toList()).stream()
                        .filter(lent -> lent.validOn(today))
                        .collect(Collectors.toMap(Delegation::assignmentId, Delegation::toUserId, (a, b) -> a));
        Set<Long> named = new HashSet<>(deputies.values());
        held.forEach(role -> named.add(role.userId()));
        Map<Long, User> people = users.find(named);
        boolean manages = HttpRequest.user(request).may(CorePermissions.USER_MANAGE, unitId);
        return held.stream()
                .filter(role -> people.get(role.userId()).state() == User.State.ACTIVE)
                .map(role -> {
                    User holder = people.get(role.userId());
                    User deputy = people.get(deputies.get(role.id()));
                    return new Holder(
                            request.text("people.role." + role.role()),
                            role.role() != Role.EMPLOYEE && role.role() != Role.READER,
                            holder.name(),
                            Initials.of(holder.name()),
                            deputy == null ? null : deputy.name(),
                            manages ? "/people/" + holder.id() : null);
                })
                .toList();
    }
}
