package se.samsyn.plugin.meetings;

import java.util.Map;
import se.samsyn.api.JsonFormat;
import se.samsyn.api.live.Live;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** What is told of a meeting to those who have it open. What is told says what changed, never what it became. */
final class LivePages {

    private static final int LONGEST_PLACE = 60;

    private final Finding finding;
    private final Live live;
    private final JsonFormat json;

    LivePages(Finding finding, Live live, JsonFormat json) {
        this.finding = finding;
        this.live = live;
        this.json = json;
    }

    Response listen(Request request) {
        return finding.meeting(request, Insight.Level.OVERSEER, (r, room) -> {
            Response.Stream stream = Response.stream(room.meeting().topic());
            // Members are let go when they leave; those above, when they oversee the unit no more.
            return room.sight().takesPart() ? stream : stream.whilePermitted(Insight.OVERSEE, room.series().unitId());
        });
    }

    /** Tells the others where someone writes. */
    Response writing(Request request) {
        return finding.meeting(request, Insight.Level.MEMBER, (r, room) -> {
            String place = String.valueOf(r.form("place"));
            if (place.length() <= LONGEST_PLACE) {
                Map<String, String> told =
                        Map.of("place", place, "user", r.caller().id(), "name", r.caller().name());
                live.tell(room.meeting().topic(), "writing", json.write(told));
            }
            return Response.json(Map.of());
        });
    }
}
