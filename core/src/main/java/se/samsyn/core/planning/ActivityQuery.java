package se.samsyn.core.planning;

import org.jspecify.annotations.Nullable;

/** Which activities a list is about; what is null makes no difference. Removed ones are never in it. */
public record ActivityQuery(
        @Nullable Long goalId, @Nullable Long unitId, @Nullable Long ownerId, Activity.@Nullable State state) {}
