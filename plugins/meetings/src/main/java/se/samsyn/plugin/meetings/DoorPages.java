package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.samsyn.api.live.Live;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Before a meeting begins: those who wait to be let in, and whoever leads it, who sees them and begins it. */
final class DoorPages {

    private final Finding finding;
    private final Live live;
    private final Clock clock;

    DoorPages(Finding finding, Live live, Clock clock) {
        this.finding = finding;
        this.live = live;
        this.clock = clock;
    }

    Response waiting(Request request, Finding.Room room) {
        Map<String, Object> model = door(room, true);
        model.put("series", room.series());
        model.put("leads", room.leads());
        Instant now = clock.instant();
        model.put("unusual", HeldTime.unusual(room.meeting(), now));
        model.put("missed", room.meeting().missed(now));
        model.put("when", Views.when(request, room.meeting().startsAt(), room.meeting().endsAt()));
        model.put("crumbs", RoomView.crumbs(request, room));
        return Response.page("meetings/waiting", model);
    }

    private static Map<String, Object> door(Finding.Room room, boolean waits) {
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", room.meeting());
        model.put("begun", room.meeting().state() != Meeting.State.PLANNED);
        model.put("waits", waits);
        model.put("href", room.meeting().address() + (room.writes() ? "/room" : ""));
        return model;
    }

    /** The way in, once the meeting has begun. */
    Response part(Request request) {
        return finding.meeting(
                request,
                Insight.Level.OVERSEER,
                (r, room) -> Response.page("meetings/door", door(room, "true".equals(r.query("wait")))));
    }

    /** Who is there before it has begun, for whoever begins it. */
    Response whoWaits(Request request) {
        return finding.meeting(
                request, Insight.Level.LEADER, (r, room) -> Response.page("meetings/who-waits", Map.of("waiting", whoWaits(live, r, room))));
    }

    /** The others who have the meeting open. */
    static List<String> whoWaits(Live live, Request request, Finding.Room room) {
        return live.present(room.meeting().topic()).stream()
                .filter(one -> !one.userId().equals(request.caller().id()))
                .map(Live.Present::name)
                .toList();
    }
}
