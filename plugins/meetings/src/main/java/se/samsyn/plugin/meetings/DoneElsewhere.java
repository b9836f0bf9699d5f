package se.samsyn.plugin.meetings;

import se.samsyn.api.PluginDatabase;
import se.samsyn.api.event.Event;
import se.samsyn.api.event.EventListener;
import se.samsyn.api.live.Live;
import se.samsyn.api.service.Services;

/** Tells open meeting pages when an activity that was promised there is changed elsewhere. */
final class DoneElsewhere implements EventListener.Reaction {

    private final PluginDatabase database;
    private final Live live;

    DoneElsewhere(PluginDatabase database, Live live) {
        this.database = database;
        this.live = live;
    }

    /** Where it was promised. */
    private record Place(long meetingId, long itemId) {}

    @Override
    public void hear(Event event, Services services) {
        database.read(handle -> handle.createQuery(
                        """
                        select meeting_id, item_id from p_meetings_action where activity_id = :activity and removed = false
                        """)
                .bind("activity", event.entityId())
                .map((row, context) -> new Place(row.getLong("meeting_id"), row.getLong("item_id")))
                .list())
                .forEach(place -> live.tell(Meeting.topic(place.meetingId()), "results-" + place.itemId(), ""));
    }
}
