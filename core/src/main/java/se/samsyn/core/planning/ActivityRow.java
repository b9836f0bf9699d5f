package se.samsyn.core.planning;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An activity with the names of where it stands.
 *
 * @param goal the goal that it serves; null when it is the unit's own
 */
public record ActivityRow(Activity activity, @Nullable ServedGoal goal, long unitId, String unitName) {

    /** A goal as its activities name it. */
    public record ServedGoal(long id, String title, long planId, String planTitle) {}

    /** Whether it should have been done by now. */
    public boolean late(LocalDate today) {
        return activity.open() && activity.due() != null && activity.due().isBefore(today);
    }

    ActivityRow with(Activity other) {
        return new ActivityRow(other, goal, unitId, unitName);
    }
}
