package se.samsyn.api.event;

import java.time.Instant;

/**
 * Something that has happened and is saved: a name, a version and JSON. No plugin sees another's classes.
 *
 * <p>Core tells of its entities with the source {@code core}, version 1, the entity's kind as name ({@code unit}, {@code
 * goal}, {@code activity}, {@code indicator}, {@code assessment}) and the body {@code {"kind": "CREATED" | "CHANGED" |
 * "REMOVED", "fields": ["title", …]}}; what it is like now is read through the services.
 *
 * @param id the same each time this event is delivered; a listener drops those that it has seen
 * @param source {@code core}, or the id of the plugin that published it
 * @param name what happened, lower-case letters, digits and hyphens
 * @param version of the body's form
 * @param entityId what it happened to; events of one entity come in the order in which they happened
 * @param at when
 * @param body JSON
 * @since 0.9.0
 */
public record Event(String id, String source, String name, int version, String entityId, Instant at, String body) {}
