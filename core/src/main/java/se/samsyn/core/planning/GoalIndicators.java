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
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
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

    /** In the order of the goal. */
    List<Row> of(Request request, Goal goal, Plan plan, Optional<AsOf> asOf) {
        Map<Long, Indicator> indicators = around.indicators().findAll(goal.indicatorIds());
        List<Measurement> figures = asOf.isEmpty()
                ? around.measurements().series(goal.indicatorIds(), List.of(plan.unitId()))
                : around.measurements().seriesAsOf(goal.indicatorIds(), List.of(plan.unitId()), asOf.get().until());
        Map<Long, List<Measurement>> byIndicator = figures.stream()
                .filter(m -> m.gender() == Gender.T)
                .collect(Collectors.groupingBy(Measurement::indicatorId));
        List<Row> rows = new ArrayList<>();
        for (long id : goal.indicatorIds()) {
            rows.add(row(request, indicators.get(id), plan, byIndicator.getOrDefault(id, List.of())));
        }
        return rows;
    }

    private static Row row(Request request, Indicator indicator, Plan plan, List<Measurement> figures) {
        Standing standing = Standing.of(indicator, figures);
        Measurement own = TargetService.of(plan.period(), indicator, figures);
        Measurement target = standing.target() != null ? standing.target() : own;
        Measurement outcome = standing.outcome();
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
                line(figures, target),
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

    private static Sparkline line(List<Measurement> figures, @Nullable Measurement target) {
        List<Measurement> outcomes = figures.stream()
                .filter(m -> m.kind() == Kind.OUTCOME)
                .sorted(Comparator.comparing(Measurement::period))
                .toList();
        List<Double> values = new ArrayList<>();
        outcomes.subList(Math.max(0, outcomes.size() - LONGEST_LINE), outcomes.size())
                .forEach(m -> values.add(m.value()));
        return Sparkline.of(values, target == null ? null : target.value());
    }
}
