package se.samsyn.api.access;

import java.util.Objects;
import java.util.Set;

/**
 * Something that a role may do, and how far.
 *
 * <pre>{@code
 * .permission(Permission.named(Views.ANSWER).onOwnUnits(Role.PRINCIPAL, Role.EMPLOYEE))
 * .permission(Permission.named(Views.MANAGE).onOwnUnits(Role.HEAD, Role.QUALITY_DEVELOPER, Role.PRINCIPAL))
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(otherPrincipal.get(round + "/answer").status()).isEqualTo(403);
 * }</pre>
 *
 * @param name unique within core or the plugin; lower-case letters, digits, dots and hyphens. Core knows a plugin's
 *     permission as {@code <plugin id>:<name>}
 * @param ownUnits roles that have it on the unit of the role and those below
 * @param allUnits roles that have it on every unit of the municipality's own
 * @since 0.9.0
 */
public record Permission(String name, Set<Role> ownUnits, Set<Role> allUnits) {

    public Permission {
        Objects.requireNonNull(name);
        ownUnits = Set.copyOf(ownUnits);
        allUnits = Set.copyOf(allUnits);
    }

    /** A permission that no role has yet. */
    public static Permission named(String name) {
        return new Permission(name, Set.of(), Set.of());
    }

    /** The same permission, given to these roles on their unit and below. */
    public Permission onOwnUnits(Role... roles) {
        return new Permission(name, Set.of(roles), allUnits);
    }

    /** The same permission, given to these roles on every own unit. */
    public Permission onAllUnits(Role... roles) {
        return new Permission(name, ownUnits, Set.of(roles));
    }
}
