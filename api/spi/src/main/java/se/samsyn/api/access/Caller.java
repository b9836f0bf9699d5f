package se.samsyn.api.access;

import java.util.Set;

/**
 * The person, or part of the system, on whose behalf something is done. Immutable for the length of a request.
 *
 * <pre>{@code
 * if (Rounds.number(key).isEmpty() || !caller.may(Views.READ, key)) {
 *     return null;
 * }
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Caller {

    /** The user's id, an opaque text; empty when nobody is signed in. */
    String id();

    /** The name to show; empty when nobody is signed in. */
    String name();

    /** Whether a user is signed in. */
    boolean signedIn();

    /**
     * Whether the caller has the permission on any unit.
     *
     * @param permission a plugin's permission by the name it was declared with, or a core permission
     */
    boolean may(String permission);

    /**
     * Whether the caller has the permission on this unit, from a role of their own or a delegated one.
     *
     * @param unitId the unit's id; an unknown one answers false
     */
    boolean may(String permission, String unitId);

    /** The ids of all units on which the caller has the permission, in one query; for lists. */
    Set<String> unitsWith(String permission);
}
