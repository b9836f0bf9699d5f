package se.samsyn.core.organisation;

/** What a unit is. The message {@code organisation.kind.<NAME>} names it. */
public enum UnitKind {
    MUNICIPALITY,
    ADMINISTRATION,
    AREA,
    PRESCHOOL,
    COMPULSORY_SCHOOL,
    ADAPTED_SCHOOL,
    LEISURE_CENTRE,
    UPPER_SECONDARY_SCHOOL,
    ADULT_EDUCATION,
    OFFICE,
    COUNTRY,
    REGION,
    MUNICIPALITY_GROUP,
    OTHER
}
