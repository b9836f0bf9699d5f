package se.samsyn.core.organisation;

/**
 * What a municipality decides about how Samsyn looks and speaks.
 *
 * @param colour the colour that all others are made from, as {@code #rrggbb}
 * @param locale the language for those who have not chosen one
 */
public record MunicipalityDetails(String name, String colour, String locale, int version) {}
