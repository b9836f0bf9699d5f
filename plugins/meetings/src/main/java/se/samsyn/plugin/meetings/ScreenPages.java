package se.samsyn.plugin.meetings;

import java.util.List;
import java.util.Map;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** The meeting on a wall: what is taken up, and what has been written of it. */
final class ScreenPages {

    private final Store store;
    private final RoomView room;
    private final Finding finding;

    ScreenPages(Store store, RoomView room, Finding finding) {
        this.store = store;
        this.room = room;
        this.finding = finding;
    }

    /** What is shown to all: it follows the item that is under way by itself. */
    Response show(Request request) {
        return finding.meeting(request, Insight.Level.OVERSEER, this::page);
    }

    private Response page(Request request, Finding.Room seen) {
        Map<String, Object> model = board(request, seen);
        String address = seen.meeting().address();
        model.put("back", seen.writes() ? address + "/room" : address);
        return Response.page("meetings/screen", model);
    }

    Response part(Request request) {
        return finding.meeting(request, Insight.Level.OVERSEER, (r, seen) -> Response.page("meetings/screen-part", board(r, seen)));
    }

    private Map<String, Object> board(Request request, Finding.Room seen) {
        Meeting meeting = seen.meeting();
        List<Item> all = store.items().of(meeting.id());
        Item item = RoomView.shown(meeting, all, 0);
        Map<String, Object> model = room.agenda(request, seen, item);
        model.putAll(room.state(request, seen));
        model.put("series", seen.series());
        model.put("item", null);
        if (item != null) {
            model.put("item", item);
            model.put("card", RoomView.card(request, item.subject()));
            model.put("note", store.notes().of(item.id()).text());
            model.put("decisions", store.decisions().ofItem(item.id()));
            model.put("actions", ActionView.of(request, store.actions().ofItem(item.id()), seen.writes()));
        }
        return model;
    }
}
