package se.samsyn.core.planning;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.planning.ActivityRow.ServedGoal;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Crumb;

/** Where an activity stands: on a goal or, without one, on the unit alone. */
record ActivityPlace(long unitId, String unitName, @Nullable ServedGoal goal) {

    static ActivityPlace of(ActivityRow row) {
        return new ActivityPlace(row.unitId(), row.unitName(), row.goal());
    }

    static ActivityPlace of(GoalRow row) {
        Goal goal = row.goal();
        return new ActivityPlace(
                row.unitId(),
                row.unitName(),
                new ServedGoal(goal.id(), goal.title(), goal.planId(), row.planTitle()));
    }

    static ActivityPlace of(Unit unit) {
        return new ActivityPlace(unit.id(), unit.name(), null);
    }

    /** Where it is listed among its like. */
    String list() {
        return goal == null ? Addresses.unitActivities(unitId) : Addresses.goalActivities(goal.id());
    }

    /** The way there, as far as the caller may go. */
    List<Crumb> crumbs(Request request) {
        Stream<Crumb> unit = Stream.of(new Crumb(unitName, Addresses.unit(unitId)));
        if (!HttpRequest.user(request).may(CorePermissions.PLAN_READ, unitId)) {
            return unit.toList();
        }
        Stream<Crumb> within = goal == null
                ? Stream.of(new Crumb(request.text("planning.activities"), list()))
                : Stream.of(
                        new Crumb(goal.planTitle(), Addresses.plan(goal.planId())),
                        new Crumb(goal.title(), Addresses.goal(goal.id())));
        return Stream.concat(unit, within).toList();
    }
}
