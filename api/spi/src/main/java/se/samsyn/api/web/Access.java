package se.samsyn.api.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a route. Every route declares it; public must be said.
 *
 * <pre>{@code
 * Access read = Access.permission(Views.READ);
 * Access answer = Access.permission(Views.ANSWER).on("unit");
 * }</pre>
 *
 * @param kind the rule
 * @param permission the permission asked for; null unless the kind asks for one
 * @param unitParameter the path parameter that holds the unit's id; null when the permission on any unit will do
 * @since 0.9.0
 */
public record Access(Kind kind, @Nullable String permission, @Nullable String unitParameter) {

    /** The kinds of rule. */
    public enum Kind {
        /** Anyone, signed in or not. */
        PUBLIC,
        /** Anyone who is signed in. */
        SIGNED_IN,
        /** Those who have a permission on some unit, or on the one in the path. */
        PERMISSION,
        /** Those who have a permission on the whole municipality. */
        PERMISSION_EVERYWHERE
    }

    public Access {
        Objects.requireNonNull(kind);
        boolean asks = kind == Kind.PERMISSION || kind == Kind.PERMISSION_EVERYWHERE;
        if (asks == (permission == null)) {
            throw new IllegalArgumentException("A permission is named when, and only when, the rule asks for one");
        }
        if (unitParameter != null && kind != Kind.PERMISSION) {
            throw new IllegalArgumentException("A unit is named only where the rule asks for a permission on it");
        }
    }

    /** Anyone, signed in or not. */
    public static Access everyone() {
        return new Access(Kind.PUBLIC, null, null);
    }

    /** Anyone who is signed in. */
    public static Access signedIn() {
        return new Access(Kind.SIGNED_IN, null, null);
    }

    /** Those who have the permission on some unit. The handler checks the unit that it touches. */
    public static Access permission(String permission) {
        return new Access(Kind.PERMISSION, permission, null);
    }

    /** The same, on the unit whose id is in this path parameter. */
    public Access on(String unitParameter) {
        return new Access(kind, permission, unitParameter);
    }

    /** The same, on the whole municipality: for what all of it shares. */
    public Access everywhere() {
        return new Access(Kind.PERMISSION_EVERYWHERE, permission, null);
    }
}
