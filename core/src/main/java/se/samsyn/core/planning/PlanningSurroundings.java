package se.samsyn.core.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.change.NotYet;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.IndicatorRepository;
import se.samsyn.core.measuring.MeasurementService;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.organisation.UnitService;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.web.PageParts.Who;
import se.samsyn.core.web.PanelSource;

/**
 * What planning's pages show of other packages.
 *
 * @param leads whether someone can go to where an activity comes from
 */
public record PlanningSurroundings(
        UnitRepository units,
        UserRepository users,
        IndicatorRepository indicators,
        MeasurementService measurements,
        GoalJudgements judgements,
        PanelSource panels,
        ChangeLog changes,
        History history,
        BiPredicate<CurrentUser, Activity.Origin> leads,
        Clock clock) {

    LocalDate today() {
        return Times.date(clock.instant());
    }

    /** A page that says so, when a thing is asked for as it was before it was made. */
    Optional<Response> notYet(Request request, String entity, long id, String name, String path) {
        return NotYet.of(request, changes, clock, entity, id, name, path);
    }

    /** The goal with the names of where it stands, all as they were; its own unit and plan cannot have changed. */
    GoalRow asThen(GoalRow now, Goal then, Plan plan, AsOf at) {
        String level = changes.asOf(PlanTypeService.ENTITY, plan.planTypeId(), at.until(), PlanType.class).stream()
                .flatMap(type -> type.levels().stream())
                .filter(one -> one.id() == then.levelId())
                .map(PlanType.Level::name)
                .findFirst()
                .orElse(now.levelName());
        return new GoalRow(
                then, now.unitId(), unitName(now.unitId(), Optional.of(at)), now.unitKind(), now.period(), plan.title(), level,
                now.topLevel());
    }

    /** The activity, as it was, with the names of where it stands as they were. */
    ActivityRow asThen(ActivityRow now, Activity then, AsOf at) {
        ActivityRow.ServedGoal goal = now.goal();
        ActivityRow.ServedGoal served = goal == null
                ? null
                : changes.asOf(GoalService.ENTITY, goal.id(), at.until(), Goal.class)
                        .map(was -> new ActivityRow.ServedGoal(was.id(), was.title(), goal.planId(), goal.planTitle()))
                        .orElse(goal);
        return new ActivityRow(then, served, now.unitId(), unitName(now.unitId(), Optional.of(at)));
    }

    /** What the unit is called, or was at the time. */
    String unitName(long unitId, Optional<AsOf> asOf) {
        return asOf.flatMap(at -> changes.asOf(UnitService.ENTITY, unitId, at.until(), Unit.class))
                .or(() -> units.find(unitId))
                .orElseThrow()
                .name();
    }

    /** The people with these ids, in one query. */
    Map<Long, Who> people(Collection<@Nullable Long> ids) {
        Map<Long, Who> people = new HashMap<>();
        users.find(ids.stream().filter(Objects::nonNull).collect(Collectors.toSet()))
                .forEach((id, user) -> people.put(id, Who.of(id, user.name())));
        return people;
    }
}
