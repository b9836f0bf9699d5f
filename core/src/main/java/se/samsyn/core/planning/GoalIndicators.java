package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.measuring.Cell;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.ShownFigure;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Sparkline;

/** How the unit of a plan stands on the indicators of a goal, as pages show it. */
final class GoalIndicators {

    private static final int LONGEST_LINE = 8;

    private final PlanningSurroundings around;

    GoalIndicators(PlanningSurroundings around) {
        this.around = around;
    }

    /**
     * An indicator of a goal.
     *
     * @param period what the outcome is for; null without one
     * @param targetNumber the target for the plan's own year, as it is typed, with all its decimals
     * @param targetRevision its revision, 0 when there is none
     * @param proposed what the figures say of the status; null when they say nothing
     */
    public record Row(
            long id,
            String name,
            String unitOfMeasure,
            String source,
            ShownFigure outcome,
            @Nullable String period,
            ShownFigure target,
            String targetNumber,
            int targetRevision,
            String targetPeriod,
            @Nullable Trend trend,
            Sparkline line,
            @Nullable Status proposed,
            String proposedText,
            String reason,
            String href) {}

    /** How it has gone since the outcome before. */
    public record Trend(String direction, String quality, String text) {}

    /** In the order of the goal, by the latest figures for periods that end no later than the plan's does. */
    List<Row> of(Request request, Goal goal, Plan plan, Optional<AsOf> asOf) {
        Map<Long, Indicator> indicators = around.indicators().findAll(goal.indicatorIds());
        List<Long> unit = List.of(plan.unitId());
        List<Measurement> figures = asOf.isEmpty()
                ? around.measurements().series(goal.indicatorIds(), unit)
                : around.measurements().seriesAsOf(goal.indicatorIds(), unit, asOf.get().until());
        Map<Cell, Standing> standings = asOf.isEmpty()
                ? around.measurements().latest(unit, goal.indicatorIds(), plan.period())
                : Map.of();
        Map<Long, List<Measurement>> byIndicator = figures.stream()
                .filter(m -> m.gender() == Gender.T)
                .collect(Collectors.groupingBy(Measurement::indicatorId));
        List<Row> rows = new ArrayList<>();
        for (long id : goal.indicatorIds()) {
            Indicator indicator = indicators.get(id);
            List<Measurement> own = byIndicator.getOrDefault(id, List.of());
            Standing standing = asOf.isEmpty()
                    ? standings.get(new Cell(id, plan.unitId()))
                    : Standing.of(indicator, counting(own, plan.period()));
            rows.add(row(request, standing, plan, own));
        }
        return rows;
    }

    /** Without the outcomes that say nothing and those of later years. */
    private static List<Measurement> counting(List<Measurement> figures, Period until) {
        return figures.stream()
                .filter(m -> m.kind() != Kind.OUTCOME
                        || endsBy(m, until) && (m.state().hasValue() || m.state() == Measurement.State.SUPPRESSED))
                .toList();
    }

    private static boolean endsBy(Measurement figure, Period until) {
        return !figure.period().to().isAfter(until.to());
    }

    private static Row row(Request request, Standing standing, Plan plan, List<Measurement> figures) {
        Indicator indicator = standing.indicator();
        Measurement own = TargetService.of(plan.period(), indicator, figures);
        Measurement outcome = standing.outcome();
        Measurement target = outcome != null && standing.target() != null ? standing.target() : own;
        Status proposed = standing.proposal().status();
        return new Row(
                indicator.id(),
                indicator.name(),
                indicator.unitOfMeasure(),
                outcome == null ? "" : outcome.source(),
                ShownFigure.of(indicator, outcome, request.locale()),
                outcome == null ? null : outcome.period().text(),
                ShownFigure.of(indicator, target, request.locale()),
                own == null || own.value() == null ? "" : Numbers.text(own.value(), request.locale()),
                own == null ? 0 : own.revision(),
                TargetService.period(plan.period(), indicator.periodicity()).text(),
                trend(request, indicator, standing),
                line(figures, plan.period(), target),
                proposed,
                proposed == null ? "" : request.text("web.status." + proposed),
                standing.proposal().explain(request::text, request.locale()),
                "/indicators/" + indicator.id() + "?unit=" + plan.unitId());
    }

    private static @Nullable Trend trend(Request request, Indicator indicator, Standing standing) {
        Measurement now = standing.outcome();
        Measurement before = standing.previous();
        if (now == null || before == null || now.value() == null || before.value() == null) {
            return null;
        }
        double difference = now.value() - before.value();
        String text = ShownFigure.difference(indicator, difference, request::text, request.locale());
        boolean rose = difference > 0;
        boolean better = rose == (indicator.direction() == Direction.HIGHER);
        boolean judged = difference != 0 && indicator.direction() != Direction.NEUTRAL;
        return new Trend(
                difference == 0 ? "FLAT" : rose ? "UP" : "DOWN",
                !judged ? "NEUTRAL" : better ? "GOOD" : "BAD",
                request.text("planning.indicator.since", text, before.period().text()));
    }

    private static Sparkline line(List<Measurement> figures, Period until, @Nullable Measurement target) {
        List<Measurement> outcomes = figures.stream()
                .filter(m -> m.kind() == Kind.OUTCOME && endsBy(m, until))
                .sorted(Comparator.comparing(Measurement::period))
                .toList();
        List<Double> values = new ArrayList<>();
        outcomes.subList(Math.max(0, outcomes.size() - LONGEST_LINE), outcomes.size())
                .forEach(m -> values.add(m.value()));
        return Sparkline.of(values, target == null ? null : target.value());
    }
}
