package se.samsyn.api.people;

/**
 * A user.
 *
 * @param id an opaque text
 * @param name the name to show
 * @param active whether they can sign in
 * @since 0.9.0
 */
public record Person(String id, String name, boolean active) {}
