package se.samsyn.core.people;

import static se.samsyn.core.access.CorePermissions.USER_MANAGE;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.access.Role;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.people.PeoplePages.Option;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;

/** Roles and what is lent of them, as pages show them. */
final class RoleViews {

    private final RoleRepository roles;
    private final RoleService service;
    private final UserRepository users;
    private final UnitRepository units;
    private final Reach reach;

    RoleViews(
            RoleRepository roles, RoleService service, UserRepository users, UnitRepository units, Reach reach) {
        this.roles = roles;
        this.service = service;
        this.users = users;
        this.units = units;
        this.reach = reach;
    }

    /**
     * A role that someone has.
     *
     * @param holder the name of whoever has it
     * @param current whether it holds today
     * @param delegations who has it lent, and will have
     */
    record Held(
            RoleAssignment assignment,
            String role,
            Unit unit,
            String holder,
            boolean current,
            List<Lent> delegations,
            boolean mayManage,
            boolean mayDelegate) {}

    /** A role that is lent to someone, from one day to another. */
    record Lent(Delegation delegation, String toUser, boolean current) {}

    /** The roles of a person, with what is lent of them. */
    List<Held> of(long userId, Request request) {
        return views(roles.ofUsers(List.of(userId)), request);
    }

    /** The roles of others that a person has, or will have, lent. */
    List<Held> lentTo(long userId, Request request) {
        return views(roles.lentTo(userId), request).stream()
                .map(held -> new Held(
                        held.assignment(),
                        held.role(),
                        held.unit(),
                        held.holder(),
                        held.current(),
                        held.delegations().stream()
                                .filter(lent -> lent.delegation().toUserId() == userId)
                                .toList(),
                        held.mayManage(),
                        held.mayDelegate()))
                .filter(held -> !held.delegations().isEmpty())
                .toList();
    }

    Held one(RoleAssignment role, Request request) {
        return views(List.of(role), request).get(0);
    }

    /** What each of these people is today and where, by their ids; who has no role is not in the map. */
    Map<Long, String> told(List<Long> userIds, Request request) {
        LocalDate today = reach.today();
        List<RoleAssignment> held = roles.ofUsers(userIds).stream()
                .filter(role -> role.validOn(today))
                .toList();
        Map<Long, Unit> where =
                units.find(held.stream().map(RoleAssignment::unitId).collect(Collectors.toSet()));
        return held.stream()
                .sorted(Comparator.comparing(RoleAssignment::role))
                .collect(Collectors.groupingBy(
                        RoleAssignment::userId,
                        Collectors.mapping(
                                role -> request.text("people.role." + role.role()) + ", "
                                        + where.get(role.unitId()).name(),
                                Collectors.joining("; "))));
    }

    private List<Held> views(List<RoleAssignment> held, Request request) {
        CurrentUser who = HttpRequest.user(request);
        LocalDate today = reach.today();
        Map<Long, List<Delegation>> delegations =
                roles.delegationsOf(held.stream().map(RoleAssignment::id).toList()).stream()
                        .filter(lent -> !lent.validTo().isBefore(today))
                        .collect(Collectors.groupingBy(Delegation::assignmentId));
        Set<Long> named = new HashSet<>();
        held.forEach(role -> named.add(role.userId()));
        delegations.values().forEach(all -> all.forEach(lent -> named.add(lent.toUserId())));
        Map<Long, User> people = users.find(named);
        Map<Long, Unit> where =
                units.find(held.stream().map(RoleAssignment::unitId).collect(Collectors.toSet()));
        return held.stream()
                .sorted(Comparator.comparing(RoleAssignment::role))
                .map(role -> new Held(
                        role,
                        request.text("people.role." + role.role()),
                        where.get(role.unitId()),
                        people.get(role.userId()).name(),
                        role.validOn(today),
                        delegations.getOrDefault(role.id(), List.of()).stream()
                                .map(lent -> new Lent(
                                        lent, people.get(lent.toUserId()).name(), lent.validOn(today)))
                                .toList(),
                        who.may(USER_MANAGE, role.unitId()),
                        service.mayDelegate(who, role)))
                .toList();
    }

    List<Option> roleOptions(Request request) {
        return PeoplePages.options(Arrays.stream(Role.values()).map(Enum::name).toList(), "people.role.", request);
    }

    /** The units that the user may give roles on. */
    List<Option> unitOptions(CurrentUser who) {
        Set<Long> allowed = who.units(USER_MANAGE);
        return units.tree(reach.today()).stream()
                .flatMap(top -> top.flat())
                .filter(node -> allowed.contains(node.unit().id()))
                .map(node -> new Option(node.unit().id(), "– ".repeat(node.depth()) + node.unit().name()))
                .toList();
    }

    static Form emptyForm() {
        return Form.of(Map.of());
    }
}
