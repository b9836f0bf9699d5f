package se.samsyn.core.planning;

import se.samsyn.core.measuring.Period;

/** A unit's plan for a year, after a governance model. Next year's plan is simply another plan. */
public record Plan(long id, long planTypeId, long unitId, Period period, String title, State state, int version) {

    /** Whether it has been adopted. */
    public enum State {
        DRAFT,
        ADOPTED
    }
}
