package se.samsyn.api.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a route. Every route declares it; public must be said.
 *
 * @param kind the rule
 * @param permission the permission asked for; null unless the kind is {@link Kind#PERMISSION}
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
        /** Those who have a permission. */
        PERMISSION
    }

    public Access {
        Objects.requireNonNull(kind);
        if ((kind == Kind.PERMISSION) == (permission == null)) {
            throw new IllegalArgumentException("A permission is named when, and only when, the rule asks for one");
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
}
