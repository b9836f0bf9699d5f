package se.samsyn.api.access;

/**
 * The roles that a person can have on a unit. A role writes on its unit and the units below, and reads as wide as each
 * {@link Permission} says.
 *
 * @since 0.9.0
 */
public enum Role {
    /** Administratör. */
    ADMINISTRATOR,
    /** Förvaltningschef, skolchef. */
    HEAD,
    /** Kvalitetsutvecklare. */
    QUALITY_DEVELOPER,
    /** Rektor. */
    PRINCIPAL,
    /** Medarbetare. */
    EMPLOYEE,
    /** Läsare. */
    READER
}
