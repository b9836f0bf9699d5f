package se.samsyn.core.report;

import java.util.Arrays;
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

/** How many of a unit's goals stand how. */
final class GoalTallies {

    /** In the order that tallies and bars show them. */
    private static final List<Status> ORDER =
            List.of(Status.REACHED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.NOT_STARTED);

    private final UnitGoals goals;

    GoalTallies(UnitGoals goals) {
        this.goals = goals;
    }

    /** So many goals of a status. */
    public record Count(String code, String text, int count) {}

    /** The tallies of the year that goes on, by unit; units without goals are not in the map. */
    Map<Long, List<Count>> of(CurrentUser user, List<Unit> units, Request request) {
        Optional<Period> period = goals.current();
        Map<Long, List<Count>> tallies = new HashMap<>();
        period.ifPresent(year -> goals.of(user, units.stream().map(Unit::id).toList(), year)
                .forEach((unit, followed) -> tallies.put(unit, counts(followed, request))));
        return tallies;
    }

    static List<Count> counts(List<Followed> followed, Request request) {
        int[] counts = new int[Status.values().length];
        followed.forEach(goal -> counts[goal.status().ordinal()]++);
        return ORDER.stream()
                .map(status -> new Count(
                        status.name(), request.text("web.status." + status), counts[status.ordinal()]))
                .filter(count -> Arrays.stream(counts).sum() > 0)
                .toList();
    }
}
