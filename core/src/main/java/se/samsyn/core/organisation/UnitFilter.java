package se.samsyn.core.organisation;

import org.jspecify.annotations.Nullable;

/** Which units a list gives; null lets everything through. */
public record UnitFilter(Unit.Standing standing, @Nullable Long parentId, @Nullable UnitKind kind) {}
