package se.samsyn.plugin.meetings;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.web.Request;

/** What is to be done, as pages show it. */
final class ActionView {

    private ActionView() {}

    /**
     * @param due the last day in words, or null
     * @param activity the address of the activity that it has become, or null
     */
    public record Line(
            long id,
            String text,
            Views.Who owner,
            @Nullable String due,
            @Nullable LocalDate dueDay,
            @Nullable String goalId,
            boolean done,
            @Nullable String activity,
            int version) {}

    static Line line(Request request, Action action, Map<String, String> names, Map<String, Activity> activities) {
        Activity activity = action.activityId() == null ? null : activities.get(action.activityId());
        return new Line(
                action.id(),
                action.text(),
                Views.who(names, action.ownerId(), request),
                action.due() == null ? null : Times.shortDay(action.due(), request.locale()),
                action.due(),
                action.goalId(),
                ActionStates.isDone(action, activities),
                activity == null ? null : activity.address(),
                action.version());
    }
}
