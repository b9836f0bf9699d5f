package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.calendar.WheelRings;
import se.samsyn.core.planning.PlanRepository.YearCount;
import se.samsyn.core.web.Messages;

/**
 * The plans on the annual wheel: the years that they are for, and the day that a plan was adopted. Those of a governance model
 * and year are one where there are several.
 */
record PlanRing(PlanService plans, PlanTypeService types, Messages messages) implements WheelRings {

    private static final String ORIGIN = "planning";

    @Override
    public Answer rings(CurrentUser user, Asked asked) {
        Set<Long> units = asked.unitId() == null
                ? user.units(CorePermissions.PLAN_READ)
                : user.may(CorePermissions.PLAN_READ, asked.unitId()) ? Set.of(asked.unitId()) : Set.of();
        List<CalendarDate> dates = new ArrayList<>();
        Map<Long, String> names = types.all().stream().collect(Collectors.toMap(PlanType::id, PlanType::name));
        for (YearCount count : plans.years(units, asked.span())) {
            if (count.plans() == 1) {
                add(dates, user, count.first());
            } else {
                dates.add(several(user, count, names.get(count.first().planTypeId())));
            }
        }
        return Answer.of("plans", messages.text(user.locale(), "planning.wheel.plans"), dates);
    }

    private void add(List<CalendarDate> dates, CurrentUser user, Plan plan) {
        String key = "plan-" + plan.id();
        String href = Addresses.plan(plan.id());
        dates.add(CalendarDate.onDays(
                ORIGIN, key, plan.version(), plan.title(), "", plan.period().from(), plan.period().to(), href));
        if (plan.adoptedOn() != null) {
            String title = messages.text(user.locale(), "planning.wheel.adopted", plan.title());
            dates.add(CalendarDate.onDay(ORIGIN, key + "-adopted", plan.version(), title, plan.adoptedOn(), href));
        }
    }

    private CalendarDate several(CurrentUser user, YearCount count, String type) {
        Plan first = count.first();
        return CalendarDate.onDays(
                ORIGIN,
                "plans-" + first.planTypeId() + "-" + first.period().text(),
                count.plans(),
                messages.text(user.locale(), "planning.wheel.several", type, first.period().text(), count.plans()),
                "",
                first.period().from(),
                first.period().to(),
                Addresses.plans(first.period()));
    }
}
