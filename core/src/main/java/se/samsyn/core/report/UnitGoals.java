package se.samsyn.core.report;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Times;
import se.samsyn.core.followup.AssessmentService;
import se.samsyn.core.followup.Stated;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.GoalRow;
import se.samsyn.core.planning.GoalService;
import se.samsyn.core.planning.PlanService;

/** The goals of units with what was last handed in of each. */
final class UnitGoals {

    private final PlanService plans;
    private final GoalService goals;
    private final AssessmentService assessments;
    private final Clock clock;

    UnitGoals(PlanService plans, GoalService goals, AssessmentService assessments, Clock clock) {
        this.plans = plans;
        this.goals = goals;
        this.assessments = assessments;
        this.clock = clock;
    }

    /**
     * A goal.
     *
     * @param stated null while nothing has been handed in of it
     */
    record Followed(GoalRow row, @Nullable Stated stated) {

        /** Null while nothing has been handed in: that is no status, not even that it has not been started. */
        @Nullable Status status() {
            return stated == null ? null : stated.assessment().status();
        }

        /** Where the reason is: the follow-up that was handed in, else the goal. */
        String href() {
            return stated == null
                    ? "/goals/" + row.goal().id()
                    : "/followups/" + stated.assessment().followUpId() + "/read";
        }
    }

    /** The years that there are plans for, the latest first. */
    List<Period> periods() {
        return plans.periods();
    }

    /** The latest year that has begun; the first there is when none has. */
    Optional<Period> current() {
        LocalDate today = Times.date(clock.instant());
        List<Period> periods = plans.periods();
        return periods.stream()
                .filter(period -> !period.from().isAfter(today))
                .findFirst()
                .or(() -> periods.stream().reduce((first, second) -> second));
    }

    /** By unit, in the plans' order. */
    Map<Long, List<Followed>> of(CurrentUser user, Collection<Long> unitIds, Period period) {
        List<GoalRow> rows = goals.ofUnits(user, unitIds, period);
        Map<Long, Stated> stated =
                assessments.latestStatus(rows.stream().map(row -> row.goal().id()).toList());
        Map<Long, List<Followed>> byUnit = new HashMap<>();
        for (GoalRow row : rows) {
            byUnit.computeIfAbsent(row.unitId(), id -> new ArrayList<>())
                    .add(new Followed(row, stated.get(row.goal().id())));
        }
        return byUnit;
    }

    /** The goals with these ids, whoever asks, for naming what others come from. */
    Map<Long, GoalRow> rows(Collection<Long> ids) {
        return goals.rows(ids);
    }
}
