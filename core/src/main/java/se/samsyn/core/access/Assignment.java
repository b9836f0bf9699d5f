package se.samsyn.core.access;

import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;

/**
 * A role on a unit, as it holds today.
 *
 * @param forUserId whose role it is when it has been delegated; null when it is the caller's own
 */
public record Assignment(Role role, long unitId, @Nullable Long forUserId) {}
