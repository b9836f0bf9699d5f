package se.samsyn.core.access;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Caller;

/**
 * Whoever asks, with the roles that hold today.
 *
 * @param userId null when nobody is signed in, or when the system itself acts
 * @param origin as in {@link Grant}
 * @param locale the language of the person
 * @param system whether this is the system itself, which may do everything
 * @param lent the permissions, on all own units, of a part of the system that acts with no others; else null
 */
public record CurrentUser(
        @Nullable Long userId,
        String name,
        List<Assignment> assignments,
        Locale locale,
        String origin,
        boolean system,
        @Nullable Set<String> lent,
        AccessControl access)
        implements Caller {

    public CurrentUser {
        assignments = List.copyOf(assignments);
    }

    /** A person, nobody, or the system itself. */
    public CurrentUser(
            @Nullable Long userId,
            String name,
            List<Assignment> assignments,
            Locale locale,
            String origin,
            boolean system,
            AccessControl access) {
        this(userId, name, assignments, locale, origin, system, null, access);
    }

    /** The same, in this language. */
    public CurrentUser in(Locale language) {
        return new CurrentUser(userId, name, assignments, language, origin, system, lent, access);
    }

    /** The same, acting from there. */
    public CurrentUser from(String newOrigin) {
        return new CurrentUser(userId, name, assignments, locale, newOrigin, system, lent, access);
    }

    /** Whether there is someone: a person who is signed in, or the system or a part of it. */
    public boolean known() {
        return userId != null || system || lent != null;
    }

    /** Whether the system, or a part of it that has been lent the permission, acts. */
    boolean systemMay(String permission) {
        return system || lent != null && lent.contains(permission);
    }

    @Override
    public String id() {
        return userId == null ? "" : Long.toString(userId);
    }

    @Override
    public boolean signedIn() {
        return userId != null;
    }

    @Override
    public boolean may(String permission) {
        return access.mayAnywhere(this, permission);
    }

    @Override
    public boolean may(String permission, String unitId) {
        OptionalLong id = Ids.parse(unitId);
        return id.isPresent() && access.may(this, permission, id.getAsLong());
    }

    /** Whether the user has the permission on the top of the organisation. */
    public boolean mayOnAll(String permission) {
        return access.mayOnAll(this, permission);
    }

    /** The permission on the top of the organisation, checked; for what all of it shares. */
    public Grant requireOnAll(String permission) {
        return access.requireOnAll(this, permission);
    }

    public boolean may(String permission, long unitId) {
        return access.may(this, permission, unitId);
    }

    /** Every own unit on which the user has the permission. */
    public Set<Long> units(String permission) {
        return access.units(this, permission);
    }

    @Override
    public Set<String> unitsWith(String permission) {
        return units(permission).stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /** The permission on the unit, checked. */
    public Grant require(String permission, long unitId) {
        return access.require(this, permission, unitId);
    }

    /** The permission on any unit, checked; for what stands on none. */
    public Grant requireAnywhere(String permission) {
        return access.requireAnywhere(this, permission);
    }
}
