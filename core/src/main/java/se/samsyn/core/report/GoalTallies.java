package se.samsyn.core.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.report.UnitGoals.Followed;
import se.samsyn.core.web.PageParts.Tally;

/** How many of a unit's goals stand how. */
final class GoalTallies {

    /** In the order that tallies and bars show them. */
    private static final List<Status> ORDER =
            List.of(Status.REACHED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.NOT_STARTED);

    private final UnitGoals goals;

    GoalTallies(UnitGoals goals) {
        this.goals = goals;
    }

    /** The tallies of the year that goes on, by unit; units without goals are not in the map. */
    Map<Long, List<Tally>> of(CurrentUser user, List<Unit> units, Request request) {
        Optional<Period> period = goals.current();
        Map<Long, List<Tally>> tallies = new HashMap<>();
        period.ifPresent(year -> goals.of(user, units.stream().map(Unit::id).toList(), year)
                .forEach((unit, followed) -> tallies.put(unit, counts(followed, request))));
        return tallies;
    }

    /** By status, those that nothing has been handed in of last; nothing without goals. */
    static List<Tally> counts(List<Followed> followed, Request request) {
        if (followed.isEmpty()) {
            return List.of();
        }
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        int without = 0;
        for (Followed goal : followed) {
            Status status = goal.status();
            if (status == null) {
                without++;
            } else {
                counts.merge(status, 1, Integer::sum);
            }
        }
        List<Tally> tally = new ArrayList<>();
        for (Status status : ORDER) {
            tally.add(new Tally(status.name(), request.text("web.status." + status), counts.getOrDefault(status, 0)));
        }
        tally.add(new Tally(null, request.text("report.goals.notjudged"), without));
        return tally;
    }
}
