package se.samsyn.core.planning;

import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitKind;

/**
 * A goal with the names of where it stands.
 *
 * @param topLevel whether its level is the highest of the governance model, where nothing is above
 */
public record GoalRow(
        Goal goal,
        long unitId,
        String unitName,
        UnitKind unitKind,
        Period period,
        String planTitle,
        String levelName,
        boolean topLevel) {

    GoalRow with(Goal other) {
        return new GoalRow(other, unitId, unitName, unitKind, period, planTitle, levelName, topLevel);
    }
}
