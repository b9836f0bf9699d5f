package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import se.samsyn.api.web.Request;

/** What was promised at earlier meetings of the series and is not done: it comes up at the next by itself. */
final class FollowingUp {

    private static final int MOST = 50;

    private final Store store;
    private final Clock clock;

    FollowingUp(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A promise and the meeting where it was made. */
    public record Line(ActionView.Line action, boolean late, String day, String meetingHref) {}

    /**
     * The most urgent of them.
     *
     * @param more how many there are beside these
     */
    public record Following(List<Line> lines, int more) {}

    static final Following NOTHING = new Following(List.of(), 0);

    Following of(Request request, Finding.Room room) {
        List<Action> found = store.actions().openBesides(room.meeting(), MOST);
        int more = found.size() < MOST ? 0 : store.actions().countOpenBesides(room.meeting()) - found.size();
        return new Following(lines(request, room, ActionStates.open(request, found)), more);
    }

    private List<Line> lines(Request request, Finding.Room room, List<Action> open) {
        List<ActionView.Line> lines = ActionView.of(request, open, room.sight().takesPart());
        Map<Long, MeetingRepository.Row> where =
                store.meetings().byId(open.stream().map(Action::meetingId).distinct().toList());
        LocalDate today = Times.day(clock.instant());
        return IntStream.range(0, open.size())
                .mapToObj(i -> new Line(
                        lines.get(i),
                        lines.get(i).late(today),
                        Times.shortDay(where.get(open.get(i).meetingId()).meeting().day(), request.locale()),
                        Meeting.address(open.get(i).meetingId())))
                .toList();
    }
}
