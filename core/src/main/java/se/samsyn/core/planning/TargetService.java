package se.samsyn.core.planning;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.Figure;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.IndicatorRepository;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.MeasurementService;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.web.Rejection;

/** What a plan's unit aims at on the indicators of its goals. Targets are part of the plan and frozen with it. */
public final class TargetService {

    private static final String SOURCE = "Egen";
    private static final double LARGEST = 1e12;

    private final Database database;
    private final GoalService goals;
    private final PlanService plans;
    private final IndicatorRepository indicators;
    private final MeasurementService measurements;

    TargetService(
            Database database,
            GoalService goals,
            PlanService plans,
            IndicatorRepository indicators,
            MeasurementService measurements) {
        this.database = database;
        this.goals = goals;
        this.plans = plans;
        this.indicators = indicators;
        this.measurements = measurements;
    }

    /**
     * A target for one of the goal's indicators.
     *
     * @param value null when there is to be none
     * @param baseRevision the revision that the person saw, 0 for none; null saves whatever it was
     */
    public record Target(long indicatorId, @Nullable Double value, @Nullable Integer baseRevision) {}

    /**
     * Sets targets for the year of the goal's plan.
     *
     * @throws se.samsyn.core.web.StaleVersion when one was changed since the person saw it
     */
    public void set(CurrentUser user, long goalId, Collection<Target> targets) {
        database.write(() -> {
            Goal goal = goals.get(user, goalId);
            Plan plan = plans.get(user, goal.planId());
            user.require(CorePermissions.GOAL_EDIT, plan.unitId());
            Grant grant = user.require(CorePermissions.MEASUREMENT_EDIT, plan.unitId());
            plans.requireDraft(plan);
            Map<Long, Indicator> known = indicators.findAll(goal.indicatorIds());
            Rejection.Check check = new Rejection.Check();
            for (Target target : targets) {
                String field = "target-" + target.indicatorId();
                check.that(known.containsKey(target.indicatorId()), field, "planning.goal.error.indicator");
                check.that(
                        target.value() == null || Math.abs(target.value()) <= LARGEST,
                        field,
                        "planning.target.error.number");
            }
            check.done();
            List<Measurement> figures = measurements.series(goal.indicatorIds(), List.of(plan.unitId()));
            List<Target> changed = targets.stream()
                    .filter(target -> !unchanged(saved(plan, known.get(target.indicatorId()), figures), target))
                    .toList();
            changed.forEach(target -> requireShown(check, known.get(target.indicatorId()), target));
            check.done();
            changed.forEach(target -> set(grant, plan, known.get(target.indicatorId()), target));
        });
    }

    private static void requireShown(Rejection.Check check, Indicator indicator, Target target) {
        Double value = target.value();
        check.that(
                value == null || indicator.shows(value),
                "target-" + indicator.id(),
                "measuring.error.decimals",
                indicator.decimals());
    }

    /** The targets there are for the goal in the year of its plan, by indicator. */
    Map<Long, Measurement> of(CurrentUser user, Goal goal) {
        Plan plan = plans.get(user, goal.planId());
        List<Measurement> figures = measurements.series(goal.indicatorIds(), List.of(plan.unitId()));
        Map<Long, Measurement> targets = new HashMap<>();
        for (Indicator indicator : indicators.findAll(goal.indicatorIds()).values()) {
            Measurement target = saved(plan, indicator, figures);
            if (target != null) {
                targets.put(indicator.id(), target);
            }
        }
        return targets;
    }

    /** Each indicator of the goal has a field; those left as they were are no revisions. */
    private static boolean unchanged(@Nullable Measurement saved, Target target) {
        if (saved == null || Objects.equals(target.baseRevision(), 0)) {
            return target.value() == null;
        }
        boolean seen = target.baseRevision() == null || target.baseRevision() == saved.revision();
        return seen && Objects.equals(saved.value(), target.value());
    }

    private static @Nullable Measurement saved(Plan plan, Indicator indicator, List<Measurement> figures) {
        return of(
                plan.period(),
                indicator,
                figures.stream().filter(m -> m.indicatorId() == indicator.id()).toList());
    }

    private void set(Grant grant, Plan plan, Indicator indicator, Target target) {
        Measurement.State state = target.value() == null ? Measurement.State.MISSING : Measurement.State.EXISTS;
        Figure figure = new Figure(
                indicator.id(),
                plan.unitId(),
                period(plan.period(), indicator.periodicity()),
                Measurement.Gender.T,
                Measurement.Kind.TARGET,
                target.value(),
                state,
                SOURCE);
        try {
            measurements.set(grant, figure, target.baseRevision());
        } catch (Rejection rejection) {
            throw rejection.at("target-" + indicator.id());
        }
    }

    /**
     * The period that a plan's target is for, in the indicator's own calendar: a result of a school year counts in the
     * year that it ends.
     */
    static Period period(Period plan, Indicator.Periodicity periodicity) {
        boolean schoolYears = periodicity == Indicator.Periodicity.SCHOOL_YEAR;
        boolean either = periodicity == Indicator.Periodicity.TERM;
        if (plan.kind() == Period.Kind.YEAR && schoolYears) {
            return Period.schoolYear(plan.from().getYear() - 1);
        }
        if (plan.kind() == Period.Kind.SCHOOL_YEAR && !schoolYears && !either) {
            return Period.year(plan.to().getYear());
        }
        return plan;
    }

    /** The target among these figures that is for the plan's year. */
    static @Nullable Measurement of(Period plan, Indicator indicator, List<Measurement> figures) {
        Period period = period(plan, indicator.periodicity());
        return figures.stream()
                .filter(m -> m.kind() == Measurement.Kind.TARGET
                        && m.gender() == Measurement.Gender.T
                        && m.period().equals(period))
                .findFirst()
                .orElse(null);
    }
}
