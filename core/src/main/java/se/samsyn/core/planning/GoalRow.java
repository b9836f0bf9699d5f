package se.samsyn.core.planning;

import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitKind;

/** A goal with the names of where it stands. */
public record GoalRow(
        Goal goal, long unitId, String unitName, UnitKind unitKind, Period period, String planTitle, String levelName) {

    GoalRow with(Goal other) {
        return new GoalRow(other, unitId, unitName, unitKind, period, planTitle, levelName);
    }
}
