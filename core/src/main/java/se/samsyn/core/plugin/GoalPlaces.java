package se.samsyn.core.plugin;

import se.samsyn.core.access.CurrentUser;

/** Knows where goals stand. */
@FunctionalInterface
public interface GoalPlaces {

    /** Whether there is such a goal on the unit, and the user may read it. */
    boolean on(CurrentUser user, long goalId, long unitId);
}
