package se.samsyn.core.planning;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Period;

/** Which goals a list is about; what is null makes no difference. Removed goals are never in it. */
public record GoalQuery(
        @Nullable Long planId, @Nullable Long unitId, @Nullable Period period, @Nullable Long ownerId) {}
