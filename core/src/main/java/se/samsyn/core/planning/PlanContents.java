package se.samsyn.core.planning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.IndicatorService;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.MeasurementService;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitService;
import se.samsyn.core.planning.PlanContent.ActivityContent;
import se.samsyn.core.planning.PlanContent.GoalContent;
import se.samsyn.core.planning.PlanContent.IndicatorContent;
import se.samsyn.core.planning.PlanContent.LinkContent;
import se.samsyn.core.planning.PlanContent.ModelContent;
import se.samsyn.core.planning.PlanContent.Named;
import se.samsyn.core.planning.PlanContent.PlanFacts;

/**
 * What plans said at an instant, told by the change log alone: nothing of it depends on what has happened since. A fixed
 * number of statements, whatever the number of goals, and one for each unit above.
 */
public final class PlanContents {

    /** Later than anything in the log. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final int MOST_ABOVE = 30;
    private static final MathContext DIGITS = new MathContext(15);

    private final GoalRepository goals;
    private final ActivityRepository activities;
    private final MeasurementService measurements;
    private final ChangeLog changes;

    PlanContents(
            GoalRepository goals, ActivityRepository activities, MeasurementService measurements, ChangeLog changes) {
        this.goals = goals;
        this.activities = activities;
        this.measurements = measurements;
        this.changes = changes;
    }

    /** The plan itself as it was; empty when it was not there. */
    Optional<Plan> plan(long planId, Instant until) {
        return changes.asOf(PlanService.ENTITY, planId, until, Plan.class);
    }

    /** As it is now. */
    PlanContent now(Plan plan) {
        return asOf(plan.id(), LATEST).orElseThrow();
    }

    /**
     * As it was; empty when it was not there.
     *
     * @param until the first instant that is no longer seen
     */
    Optional<PlanContent> asOf(long planId, Instant until) {
        return plan(planId, until).map(plan -> content(plan, until));
    }

    private PlanContent content(Plan plan, Instant until) {
        PlanType type = changes.asOf(PlanTypeService.ENTITY, plan.planTypeId(), until, PlanType.class).orElse(null);
        List<Unit> path = path(plan.unitId(), until);
        return new PlanContent(
                PlanContent.FORMAT,
                new PlanFacts(
                        id(plan.id()),
                        plan.title(),
                        plan.period().text(),
                        plan.state(),
                        plan.edition(),
                        plan.adoptedOn(),
                        plan.decidedBy(),
                        plan.registryNumber(),
                        plan.correction()),
                new Named(id(plan.unitId()), path.isEmpty() ? null : path.get(path.size() - 1).name()),
                path.stream()
                        .limit(Math.max(0, path.size() - 1))
                        .map(unit -> new Named(id(unit.id()), unit.name()))
                        .toList(),
                model(plan, type),
                goals(plan, type, until));
    }

    /** The unit as it was, after those it was in from the top; empty when the log does not know it. */
    private List<Unit> path(long unitId, Instant until) {
        List<Unit> path = new ArrayList<>();
        Long next = unitId;
        while (next != null && path.size() < MOST_ABOVE) {
            Unit unit = changes.asOf(UnitService.ENTITY, next, until, Unit.class).orElse(null);
            if (unit != null) {
                path.add(unit);
            }
            next = unit == null ? null : unit.parentId();
        }
        Collections.reverse(path);
        return path;
    }

    private static ModelContent model(Plan plan, @Nullable PlanType type) {
        return new ModelContent(
                id(plan.planTypeId()),
                type == null ? null : type.name(),
                type == null
                        ? List.of()
                        : type.levels().stream().map(level -> new Named(id(level.id()), level.name())).toList());
    }

    private List<GoalContent> goals(Plan plan, @Nullable PlanType type, Instant until) {
        List<Long> levels =
                type == null ? List.of() : type.levels().stream().map(PlanType.Level::id).toList();
        List<Goal> then = changes
                .asOf(GoalService.ENTITY, goals.everOfPlan(plan.id()), until, Goal.class)
                .values()
                .stream()
                .filter(goal -> !goal.removed())
                .sorted(Comparator.<Goal>comparingInt(goal -> levels.indexOf(goal.levelId()))
                        .thenComparingInt(Goal::position)
                        .thenComparingLong(Goal::id))
                .toList();
        Map<Long, String> above = titles(then, until);
        Map<Long, Indicator> indicators = indicators(then, until);
        Map<Long, List<Measurement>> targets = measurements
                .seriesAsOf(indicators.keySet(), List.of(plan.unitId()), until)
                .stream()
                .collect(Collectors.groupingBy(Measurement::indicatorId));
        Map<Long, List<Activity>> doing = activities(then, until);
        return then.stream()
                .map(goal -> new GoalContent(
                        id(goal.id()),
                        id(goal.levelId()),
                        goal.title(),
                        goal.description(),
                        id(goal.ownerId()),
                        id(goal.previousGoalId()),
                        goal.links().stream()
                                .sorted(Comparator.comparingLong(Goal.Link::upperGoalId))
                                .map(link -> new LinkContent(
                                        id(link.upperGoalId()), above.get(link.upperGoalId()), link.kind()))
                                .toList(),
                        goal.indicatorIds().stream()
                                .map(indicator -> indicator(
                                        plan,
                                        indicator,
                                        indicators.get(indicator),
                                        targets.getOrDefault(indicator, List.of())))
                                .toList(),
                        doing.getOrDefault(goal.id(), List.of()).stream().map(PlanContents::activity).toList()))
                .toList();
    }

    private static IndicatorContent indicator(
            Plan plan, long id, @Nullable Indicator indicator, List<Measurement> figures) {
        if (indicator == null) {
            return new IndicatorContent(id(id), null, null, null, null);
        }
        Measurement target = TargetService.of(plan.period(), indicator, figures);
        return new IndicatorContent(
                id(id),
                indicator.name(),
                indicator.unitOfMeasure(),
                target == null || target.value() == null ? null : target.period().text(),
                target == null || target.value() == null ? null : decimal(target.value()));
    }

    /** The same digits on every Java: what {@code Double.toString} gives has changed between them. */
    private static BigDecimal decimal(double value) {
        BigDecimal exact = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static ActivityContent activity(Activity activity) {
        return new ActivityContent(
                id(activity.id()),
                activity.title(),
                activity.description(),
                activity.ownerIds().stream().sorted().map(PlanContents::id).toList(),
                activity.starts(),
                activity.due(),
                activity.state(),
                activity.progress(),
                id(activity.previousActivityId()));
    }

    private Map<Long, String> titles(List<Goal> goals, Instant until) {
        Set<Long> above = new HashSet<>();
        goals.forEach(goal -> goal.links().forEach(link -> above.add(link.upperGoalId())));
        Map<Long, String> titles = new HashMap<>();
        changes.asOf(GoalService.ENTITY, above, until, Goal.class).forEach((id, goal) -> titles.put(id, goal.title()));
        return titles;
    }

    private Map<Long, Indicator> indicators(List<Goal> goals, Instant until) {
        Set<Long> ids = goals.stream().map(Goal::indicatorIds).flatMap(Collection::stream).collect(Collectors.toSet());
        return changes.asOf(IndicatorService.ENTITY, ids, until, Indicator.class);
    }

    /** Of each goal in the order they came to be. */
    private Map<Long, List<Activity>> activities(List<Goal> goals, Instant until) {
        List<Long> ever = activities.everOfGoals(goals.stream().map(Goal::id).toList());
        return changes.asOf(ActivityService.ENTITY, ever, until, Activity.class).values().stream()
                .filter(activity -> !activity.removed() && activity.goalId() != null)
                .sorted(Comparator.comparingLong(Activity::id))
                .collect(Collectors.groupingBy(activity -> Objects.requireNonNull(activity.goalId())));
    }

    private static @Nullable String id(@Nullable Long id) {
        return id == null ? null : Long.toString(id);
    }

    private static String id(long id) {
        return Long.toString(id);
    }
}
