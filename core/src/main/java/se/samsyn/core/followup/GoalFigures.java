package se.samsyn.core.followup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.core.measuring.Cell;
import se.samsyn.core.measuring.MeasurementService;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.GoalRow;
import se.samsyn.core.planning.GoalService;

/** What the figures say of the goals of a follow-up. */
final class GoalFigures {

    /** From the best to the worst. */
    private static final List<Status> ORDER = List.of(
            Status.REACHED, Status.ON_TRACK, Status.NOT_STARTED, Status.AT_RISK, Status.OFF_TRACK);

    private final GoalService goals;
    private final MeasurementService measurements;

    GoalFigures(GoalService goals, MeasurementService measurements) {
        this.goals = goals;
        this.measurements = measurements;
    }

    /** A status that the figures speak for, with the figure that decided it. */
    public record Proposal(Status status, String indicator, String why) {}

    /** For each goal its indicators in their order, by the latest figures for periods that end no later than this one. */
    Map<Long, List<Standing>> standings(Collection<Long> goalIds, Period period) {
        Map<Long, GoalRow> rows = goals.rows(goalIds);
        Set<Long> indicators = rows.values().stream()
                .flatMap(row -> row.goal().indicatorIds().stream())
                .collect(Collectors.toSet());
        Set<Long> units = rows.values().stream().map(GoalRow::unitId).collect(Collectors.toSet());
        Map<Cell, Standing> standings = measurements.latest(units, indicators, period);
        Map<Long, List<Standing>> byGoal = new HashMap<>();
        rows.forEach((goal, row) -> {
            List<Standing> ofGoal = new ArrayList<>();
            for (long indicator : row.goal().indicatorIds()) {
                Standing standing = standings.get(new Cell(indicator, row.unitId()));
                if (standing != null) {
                    ofGoal.add(standing);
                }
            }
            byGoal.put(goal, ofGoal);
        });
        return byGoal;
    }

    /** The figure that decides what they together speak for: the one that says the worst. */
    static Optional<Standing> deciding(List<Standing> standings) {
        return standings.stream()
                .filter(standing -> standing.proposal().status() != null)
                .max(Comparator.comparingInt(standing -> ORDER.indexOf(standing.proposal().status())));
    }

    /** Whether the one status is worse than the other. */
    static boolean worse(Status status, Status than) {
        return ORDER.indexOf(status) > ORDER.indexOf(than);
    }
}
