package se.samsyn.core.followup;

import java.util.List;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.calendar.WheelRings;
import se.samsyn.core.web.Messages;

/** The rounds of follow-up on the annual wheel, from the day that each opens to the day that it is due. */
record CycleRing(CycleService cycles, Messages messages) implements WheelRings {

    @Override
    public Answer rings(CurrentUser user, Asked asked) {
        Long unit = asked.unitId();
        boolean reads = unit == null ? user.may(CorePermissions.PLAN_READ) : user.may(CorePermissions.PLAN_READ, unit);
        if (!reads) {
            return Answer.none();
        }
        List<Cycle> shown = unit == null ? cycles.all() : cycles.concerning(unit);
        String name = messages.text(user.locale(), "followup.wheel");
        return Answer.of("followup", name, shown.stream().map(CycleRing::date).toList());
    }

    private static CalendarDate date(Cycle cycle) {
        return CalendarDate.onDays(
                "followup",
                "cycle-" + cycle.id(),
                cycle.version(),
                cycle.name(),
                "",
                cycle.opens(),
                cycle.due(),
                Addresses.cycle(cycle.id()));
    }
}
