package se.samsyn.core.followup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
import se.samsyn.core.web.Words;

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
    Map<Long, List<FigureLine>> of(List<AssessedGoal> assessed, Period period, Words words, Locale locale) {
        Map<Long, GoalRow> rows =
                goals.rows(assessed.stream().map(AssessedGoal::goalId).toList());
        Set<Long> indicators = rows.values().stream()
                .flatMap(row -> row.goal().indicatorIds().stream())
                .collect(Collectors.toSet());
        Set<Long> units = rows.values().stream().map(GoalRow::unitId).collect(Collectors.toSet());
        Map<Cell, Standing> standings = measurements.latest(units, indicators, period);
        Map<Long, List<FigureLine>> lines = new HashMap<>();
        rows.forEach((goal, row) -> {
            List<FigureLine> ofGoal = new ArrayList<>();
            for (long indicator : row.goal().indicatorIds()) {
                Standing standing = standings.get(new Cell(indicator, row.unitId()));
                if (standing != null) {
                    ofGoal.add(FigureLine.of(standing, words, locale));
                }
            }
            lines.put(goal, ofGoal);
        });
        return lines;
    }

    /** What the figures together speak for: the worst of what each says. */
    static Optional<Proposal> proposal(List<FigureLine> lines) {
        return lines.stream()
                .filter(line -> line.status() != null)
                .max(Comparator.comparingInt(line -> ORDER.indexOf(line.status())))
                .map(line -> new Proposal(line.status(), line.name(), line.why()));
    }
}
