package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person says of an activity, before it has been checked. The parts are those of {@link Activity}. */
public record ActivityDraft(
        String title,
        String description,
        List<Long> ownerIds,
        @Nullable LocalDate starts,
        @Nullable LocalDate due,
        Activity.State state,
        int progress,
        @Nullable Long causeId) {

    /** One that points at no cause. */
    public ActivityDraft(
            String title,
            String description,
            List<Long> ownerIds,
            @Nullable LocalDate starts,
            @Nullable LocalDate due,
            Activity.State state,
            int progress) {
        this(title, description, ownerIds, starts, due, state, progress, null);
    }

    /** An activity with a title alone. */
    public static ActivityDraft titled(String title) {
        return new ActivityDraft(title, "", List.of(), null, null, Activity.State.NOT_STARTED, 0);
    }

    /** The activity as it is, to change parts of. */
    public static ActivityDraft of(Activity activity) {
        return new ActivityDraft(
                activity.title(), activity.description(), activity.ownerIds(), activity.starts(), activity.due(),
                activity.state(), activity.progress(), activity.causeId());
    }
}
