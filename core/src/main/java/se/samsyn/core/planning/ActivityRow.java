package se.samsyn.core.planning;

import java.time.LocalDate;

/** An activity with the names of where it stands. */
public record ActivityRow(Activity activity, String goalTitle, long unitId, String unitName) {

    /** Whether it should have been done by now. */
    public boolean late(LocalDate today) {
        boolean open = activity.state() == Activity.State.NOT_STARTED || activity.state() == Activity.State.ONGOING;
        return open && activity.due() != null && activity.due().isBefore(today);
    }

    ActivityRow with(Activity other) {
        return new ActivityRow(other, goalTitle, unitId, unitName);
    }
}
