package se.samsyn.core.planning;

import java.util.List;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.calendar.WheelRings;
import se.samsyn.core.web.Messages;

/** A unit's activities on its annual wheel, from when each starts to when it is to be done; on everyone's, a person's own. */
record ActivityRing(ActivityService activities, Messages messages) implements WheelRings {

    @Override
    public Answer rings(CurrentUser user, Asked asked) {
        List<ActivityRow> rows = asked.unitId() == null
                ? activities.mine(user, asked.span())
                : activities.ofUnit(user, asked.unitId(), asked.span());
        List<CalendarDate> dates = rows.stream().map(row -> date(row, asked.unitId() == null)).toList();
        return Answer.of("activities", messages.text(user.locale(), "planning.wheel.activities"), dates);
    }

    private static CalendarDate date(ActivityRow row, boolean nameUnit) {
        Activity activity = row.activity();
        return CalendarDate.onDays(
                "planning",
                "activity-" + activity.id(),
                activity.version(),
                activity.title(),
                nameUnit ? row.unitName() : "",
                activity.starts() == null ? activity.due() : activity.starts(),
                activity.due(),
                Addresses.activity(activity.id()));
    }
}
