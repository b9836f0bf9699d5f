package se.samsyn.plugin.meetings;

import java.util.List;
import java.util.Map;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.web.Request;

/** What was promised at earlier meetings of the series and is not done: it comes up at the next by itself. */
final class FollowingUp {

    private static final int MOST = 50;

    private final Store store;

    FollowingUp(Store store) {
        this.store = store;
    }

    /** A promise and the meeting where it was made. */
    public record Line(ActionView.Line action, String day, String meetingHref) {}

    List<Line> of(Request request, Finding.Room room) {
        List<Action> open = ActionStates.open(request, store.actions().openOfSeries(room.series().id(), MOST)).stream()
                .filter(action -> action.meetingId() != room.meeting().id())
                .toList();
        Map<String, Activity> activities = ActionStates.activities(request, open);
        Map<String, String> names = Views.names(request, open.stream().map(Action::ownerId).toList());
        Map<Long, MeetingRepository.Row> where =
                store.meetings().byId(open.stream().map(Action::meetingId).distinct().toList());
        return open.stream()
                .map(action -> new Line(
                        ActionView.line(request, action, names, activities),
                        Times.shortDay(where.get(action.meetingId()).meeting().day(), request.locale()),
                        Meeting.address(action.meetingId())))
                .toList();
    }
}
