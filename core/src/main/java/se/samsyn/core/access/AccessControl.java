package se.samsyn.core.access;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.samsyn.api.access.Permission;
import se.samsyn.api.access.Role;

/** The one place that decides who may do what, from the table of role × action and the roles on units. */
public final class AccessControl {

    /** One's own role before a delegated one, so that the history says 'for' only when it had to be. */
    private static final Comparator<Assignment> OWN_FIRST = Comparator.comparing(a -> a.forUserId() != null);

    private final UnitTree units;
    private final SharedAncestors shared;
    private final Map<String, Permission> core;
    private final Supplier<Map<String, Permission>> plugins;

    /**
     * @param writing whether the thread is in a unit of work
     * @param plugins the permissions of the plugins that are active now, by their full names
     */
    public AccessControl(UnitTree units, BooleanSupplier writing, Supplier<Map<String, Permission>> plugins) {
        this(units, new SharedAncestors(units, writing), byName(CorePermissions.ALL), plugins);
    }

    private AccessControl(
            UnitTree units,
            SharedAncestors shared,
            Map<String, Permission> core,
            Supplier<Map<String, Permission>> plugins) {
        this.units = units;
        this.shared = shared;
        this.core = core;
        this.plugins = plugins;
    }

    /**
     * The same rules for one request, which reads the organisation at most once.
     *
     * @param change the latest change when the request came
     */
    public AccessControl remembering(long change) {
        return new AccessControl(new RememberedTree(units, shared, change), shared, core, plugins);
    }

    public boolean mayAnywhere(CurrentUser user, String permission) {
        if (user.systemMay(permission)) {
            return true;
        }
        Permission rule = rule(permission);
        return user.assignments().stream().anyMatch(a -> holds(rule, a.role()));
    }

    /** Whether the user has the permission on the top of the organisation, and with it on all of it. */
    public boolean mayOnAll(CurrentUser user, String permission) {
        return user.systemMay(permission)
                || units.parents().entrySet().stream()
                        .filter(unit -> unit.getValue() == 0)
                        .anyMatch(top -> may(user, permission, top.getKey()));
    }

    /**
     * For what the whole organisation shares: the permission on its top.
     *
     * @throws AccessDenied when the user has it on a part of the organisation alone
     */
    public Grant requireOnAll(CurrentUser user, String permission) {
        if (user.systemMay(permission)) {
            return Grant.system(user.origin());
        }
        Assignment assignment = units.parents().entrySet().stream()
                .filter(unit -> unit.getValue() == 0)
                .flatMap(top -> allowing(user, permission, top.getKey()).stream())
                .min(OWN_FIRST)
                .orElseThrow(() -> new AccessDenied(permission));
        return new Grant(user.userId(), assignment.forUserId(), user.origin());
    }

    public boolean may(CurrentUser user, String permission, long unitId) {
        return user.system() || lent(user, permission, unitId) || allowing(user, permission, unitId).isPresent();
    }

    /**
     * @throws AccessDenied when the user has no such permission on the unit
     */
    public Grant require(CurrentUser user, String permission, long unitId) {
        if (user.system() || lent(user, permission, unitId)) {
            return Grant.system(user.origin());
        }
        Assignment assignment =
                allowing(user, permission, unitId).orElseThrow(() -> new AccessDenied(permission));
        return new Grant(user.userId(), assignment.forUserId(), user.origin());
    }

    /**
     * For what stands on no unit: the permission on any of them.
     *
     * @throws AccessDenied when the user has it on none
     */
    public Grant requireAnywhere(CurrentUser user, String permission) {
        if (user.systemMay(permission)) {
            return Grant.system(user.origin());
        }
        Permission rule = rule(permission);
        Assignment assignment = user.assignments().stream()
                .filter(a -> holds(rule, a.role()))
                .min(OWN_FIRST)
                .orElseThrow(() -> new AccessDenied(permission));
        return new Grant(user.userId(), assignment.forUserId(), user.origin());
    }

    /** Every own unit on which the user has the permission; for lists, one query whatever their number. */
    public Set<Long> units(CurrentUser user, String permission) {
        Permission rule = rule(permission);
        if (user.systemMay(permission) || user.assignments().stream().anyMatch(a -> rule.allUnits().contains(a.role()))) {
            return units.own();
        }
        Set<Long> roots = user.assignments().stream()
                .filter(a -> rule.ownUnits().contains(a.role()))
                .map(Assignment::unitId)
                .collect(Collectors.toSet());
        return roots.isEmpty() ? Set.of() : units.withDescendants(roots);
    }

    /** Someone who is not signed in. */
    public CurrentUser nobody(Locale locale) {
        return new CurrentUser(null, "", List.of(), locale, "web", false, this);
    }

    /** The system itself, or the operator at the command line, who may do everything. */
    public CurrentUser system(String origin) {
        return new CurrentUser(null, "", List.of(), Locale.forLanguageTag("sv"), origin, true, this);
    }

    /** A part of the system that may do this much and no more, on every own unit. */
    public CurrentUser acting(String origin, Set<String> permissions, Locale locale) {
        return new CurrentUser(null, "", List.of(), locale, origin, false, Set.copyOf(permissions), this);
    }

    private boolean lent(CurrentUser user, String permission, long unitId) {
        return user.systemMay(permission) && !units.withAncestors(unitId).isEmpty();
    }

    private Optional<Assignment> allowing(CurrentUser user, String permission, long unitId) {
        Permission rule = rule(permission);
        Set<Long> reached = units.withAncestors(unitId);
        if (reached.isEmpty()) {
            return Optional.empty();
        }
        Stream<Assignment> allowing = user.assignments().stream()
                .filter(a -> rule.allUnits().contains(a.role())
                        || rule.ownUnits().contains(a.role()) && reached.contains(a.unitId()));
        return allowing.min(OWN_FIRST);
    }

    private Permission rule(String name) {
        Permission rule = core.get(name);
        if (rule == null) {
            rule = plugins.get().get(name);
        }
        return rule != null ? rule : Permission.named(name);
    }

    private static boolean holds(Permission rule, Role role) {
        return rule.allUnits().contains(role) || rule.ownUnits().contains(role);
    }

    private static Map<String, Permission> byName(List<Permission> permissions) {
        return permissions.stream().collect(Collectors.toMap(Permission::name, p -> p));
    }
}
