package se.samsyn.core.web;

import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.core.access.CurrentUser;

/**
 * The permission that a route asks for.
 *
 * @param permission null when none is asked for
 * @param unit the id of the unit that it must be had on, or null
 * @param everywhere whether it must be had on the whole municipality
 */
record Permit(@Nullable String permission, @Nullable String unit, boolean everywhere) {

    static Permit of(HttpRequest request, Access access) {
        return new Permit(
                access.permission() == null ? null : request.scope().permission(access.permission()),
                access.unitParameter() == null ? null : request.pathParameter(access.unitParameter()),
                access.kind() == Access.Kind.PERMISSION_EVERYWHERE);
    }

    boolean allows(CurrentUser user) {
        if (permission == null) {
            return true;
        }
        if (everywhere) {
            return user.mayOnAll(permission);
        }
        return unit == null ? user.may(permission) : user.may(permission, unit);
    }
}
