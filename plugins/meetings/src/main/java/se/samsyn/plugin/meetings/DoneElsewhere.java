package se.samsyn.plugin.meetings;

import java.util.List;
import java.util.Set;
import se.samsyn.api.event.Event;
import se.samsyn.api.event.EventListener;
import se.samsyn.api.live.Live;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.service.Services;

/**
 * Lets what was promised follow the activity that it has become, and stand by itself again when that is taken away; tells the
 * meeting pages that are open. To hear the same twice changes nothing.
 */
final class DoneElsewhere implements EventListener.Reaction {

    private final Store store;
    private final Live live;

    DoneElsewhere(Store store, Live live) {
        this.store = store;
        this.live = live;
    }

    @Override
    public void hear(Event event, Services services) {
        List<Action> promised = store.actions().ofActivity(event.entityId());
        if (promised.isEmpty()) {
            return;
        }
        Activity activity = services.activities().find(Set.of(event.entityId())).get(event.entityId());
        store.database().write(handle -> {
            if (activity == null) {
                promised.forEach(action -> store.actions().becomes(handle, action, null, ""));
            } else {
                promised.stream()
                        .filter(action -> action.done() == activity.open())
                        .forEach(action -> store.actions().setDone(handle, action, !activity.open(), ""));
            }
            promised.forEach(action -> Proceedings.tellWhereItIsFollowed(handle, live, action));
            return true;
        });
    }
}
