package se.samsyn.plugin.meetings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.web.Request;

/** How far what is to be done has come. Where it has become an activity, that is what says it. */
final class ActionStates {

    private ActionStates() {}

    /** The activities that these have become, by their ids, as far as the caller may read them. */
    static Map<String, Activity> activities(Request request, Collection<Action> of) {
        List<String> ids =
                of.stream().map(Action::activityId).filter(Objects::nonNull).distinct().toList();
        return ids.isEmpty() ? Map.of() : request.services().activities().find(ids);
    }

    /** Those of them that are not done. */
    static List<Action> open(Request request, List<Action> of) {
        Map<String, Activity> activities = activities(request, of);
        return of.stream().filter(action -> !isDone(action, activities)).toList();
    }

    static boolean isDone(Action action, Map<String, Activity> activities) {
        Activity activity = action.activityId() == null ? null : activities.get(action.activityId());
        return activity == null ? action.done() : !activity.open();
    }
}
