package se.samsyn.plugin.meetings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import se.samsyn.api.PluginDatabase;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.web.Request;

/** How far what is to be done has come. Where it has become an activity, that is what says it. */
final class ActionStates {

    private final PluginDatabase database;
    private final ActionRepository actions;

    ActionStates(PluginDatabase database, ActionRepository actions) {
        this.database = database;
        this.actions = actions;
    }

    /** The activities that these have become, by their ids, as far as the caller may read them. */
    static Map<String, Activity> activities(Request request, Collection<Action> of) {
        List<String> ids =
                of.stream().map(Action::activityId).filter(Objects::nonNull).distinct().toList();
        return ids.isEmpty() ? Map.of() : request.services().activities().find(ids);
    }

    /** Those of them that are not done; one whose activity was done since is marked so. */
    List<Action> open(Request request, List<Action> of) {
        Map<String, Activity> activities = activities(request, of);
        List<Action> done = of.stream()
                .filter(action -> !action.done())
                .filter(action -> isDone(action, activities))
                .toList();
        if (!done.isEmpty()) {
            database.write(handle -> {
                done.forEach(action -> actions.setDone(handle, action, true, ""));
                return true;
            });
        }
        return of.stream()
                .filter(action -> !action.done() && !isDone(action, activities))
                .collect(Collectors.toList());
    }

    static boolean isDone(Action action, Map<String, Activity> activities) {
        Activity activity = action.activityId() == null ? null : activities.get(action.activityId());
        return activity == null ? action.done() : !activity.open();
    }
}
