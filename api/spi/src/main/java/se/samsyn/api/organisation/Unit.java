package se.samsyn.api.organisation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unit of the municipality's own.
 *
 * @param id an opaque text
 * @param name the name to show
 * @param kind the kind's code, such as {@code COMPULSORY_SCHOOL} or {@code PRESCHOOL}
 * @param parentId the unit above, or null for the municipality itself
 * @param identifiers external identifiers, from scheme ({@code skolenhetskod}) to value
 * @since 0.9.0
 */
public record Unit(String id, String name, String kind, @Nullable String parentId, Map<String, String> identifiers) {}
