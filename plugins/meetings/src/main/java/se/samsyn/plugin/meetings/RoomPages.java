package se.samsyn.plugin.meetings;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.live.Live;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** The meeting while it goes on: the agenda, the item that is taken up, and what comes of it; each part also by itself. */
final class RoomPages {

    private final Store store;
    private final RoomView view;
    private final DoorPages door;
    private final CarryOver carryOver;
    private final Finding finding;
    private final Live live;

    RoomPages(Store store, RoomView view, DoorPages door, CarryOver carryOver, Finding finding, Live live) {
        this.store = store;
        this.view = view;
        this.door = door;
        this.carryOver = carryOver;
        this.finding = finding;
        this.live = live;
    }

    Response show(Request request) {
        return finding.meeting(request, Insight.Level.OVERSEER, (r, room) -> {
            Meeting meeting = room.meeting();
            if (!room.writes()) {
                Response.Redirect away = Response.redirect(meeting.address());
                return room.locked() && room.sight().takesPart() ? away.withFailure("room.locked.away") : away;
            }
            Item item = RoomView.shown(meeting, store.items().of(meeting.id()), Input.id(r.query("item")));
            return meeting.state() == Meeting.State.PLANNED
                    ? door.waiting(r, room)
                    : view.page(r, room, item, FormView.of(Map.of()), null);
        });
    }

    /** The way here and the day; also when nothing can be written any more. */
    Response headPart(Request request) {
        return finding.meeting(
                request, Insight.Level.MEMBER, (r, room) -> Response.page("meetings/room-head", view.head(r, room)));
    }

    /** How far the meeting has come; also when nothing can be written any more. */
    Response statePart(Request request) {
        return finding.meeting(
                request, Insight.Level.MEMBER, (r, room) -> Response.page("meetings/room-state", view.state(r, room)));
    }

    Response agendaPart(Request request) {
        return part(request, (r, room, item) -> {
            Map<String, Object> model = view.agenda(r, room, item);
            // The page was made when there was none.
            model.put("filled", item != null && "0".equals(r.query("item")));
            return Response.page("meetings/room-agenda", model);
        });
    }

    Response itemPart(Request request) {
        return part(request, (r, room, item) -> item == null
                ? gone(r, room, true)
                : Response.page("meetings/room-item", view.middle(r, room, item, FormView.of(Map.of()), null)));
    }

    Response resultsPart(Request request) {
        return part(request, (r, room, item) -> item == null
                ? gone(r, room, false)
                : Response.page("meetings/room-results", view.results(r, room, item, FormView.of(Map.of()), null)));
    }

    Response peoplePart(Request request) {
        return part(request, (r, room, item) -> Response.page("meetings/room-people", view.people(r, room)));
    }

    Response followingPart(Request request) {
        return part(request, (r, room, item) -> Response.page("meetings/room-following", view.following(r, room)));
    }

    private interface PartPage {
        Response of(Request request, Finding.Room room, @Nullable Item item);
    }

    /** Once the minutes are locked the parts are shown without what one writes with: the room may be open still. */
    private Response part(Request request, PartPage page) {
        return finding.meeting(request, Insight.Level.MEMBER, (r, room) ->
                room.writes() || room.locked() ? page.of(r, room, asked(r, room)) : Views.shut(r, room));
    }

    /** The item that a part is of; null where there is none, or where it has been taken off the agenda. */
    private @Nullable Item asked(Request request, Finding.Room room) {
        long asked = Input.id(request.query("item"));
        Item item = RoomView.shown(room.meeting(), store.items().of(room.meeting().id()), asked);
        return item != null && item.id() != asked && view.gone(request, room) != null ? null : item;
    }

    /** In the place of an item that is not on the agenda any more: that somebody took it off. */
    private Response gone(Request request, Finding.Room room, boolean told) {
        RoomNotice notice = view.gone(request, room);
        return notice == null
                ? Views.notFound(request)
                : Response.page("meetings/room-removed", Map.of("meeting", room.meeting(), "gone", notice, "told", told));
    }

    /** Lets the meeting go on to an item. */
    Response goTo(Request request) {
        return finding.item(request, Insight.Level.LEADER, (r, place) -> {
            Meeting meeting = place.meeting();
            if (place.room().locked()) {
                return Views.shut(r, place.room());
            }
            if (meeting.state() != Meeting.State.ONGOING) {
                return HoldPages.moved(r, store, meeting);
            }
            store.database().write(handle -> {
                store.meetings().goTo(handle, meeting, place.item().id());
                live.tell(meeting.topic(), "agenda", "");
                return true;
            });
            return Response.redirect(RoomView.address(meeting, place.item()));
        });
    }

    /** Says how far an item has come. */
    Response setState(Request request) {
        return finding.item(request, Insight.Level.MEMBER, (r, place) -> {
            if (place.meeting().state() == Meeting.State.PLANNED) {
                return Response.problem(409, "not-begun", r.text("meeting.notbegun"));
            }
            if (!place.room().writes()) {
                return Views.shut(r, place.room());
            }
            Item.State state = Item.State.of(r.form("state"));
            Item item = place.item();
            String seen = Input.form(r).value("from");
            boolean as = state == item.state() || seen.isEmpty() || seen.equals(item.state().name());
            boolean set = as && store.database().write(handle -> {
                live.tell(place.meeting().topic(), "agenda", "");
                if (!store.items().setState(handle, item, state, r.caller().id())) {
                    return false;
                }
                carryOn(handle, r, place, state);
                return true;
            });
            if (set) {
                return Response.redirect(RoomView.address(place.meeting(), item));
            }
            Item now = store.items().find(item.id()).orElse(item);
            return view.page(r, place.room(), now, FormView.of(Map.of()).reject("", changed(r, now)), null)
                    .withStatus(409);
        });
    }

    private String changed(Request request, Item now) {
        String state = request.text("item.state." + now.state().name());
        return store.itemHistory().stateChange(now.id())
                .map(entry -> request.text(
                        "item.state.changed", state, Views.name(request, entry.personId()), Views.moment(request, entry.at())))
                .orElseGet(() -> request.text("item.state.now", state));
    }

    /** Once the meeting is over, what was left has come up at the coming one already. */
    private void carryOn(Handle handle, Request request, Finding.Place place, Item.State state) {
        String me = request.caller().id();
        if (place.meeting().state() == Meeting.State.HELD && state == Item.State.DONE) {
            carryOver.withdraw(handle, request, List.of(place.item()), me);
        } else if (place.meeting().state() == Meeting.State.HELD) {
            carryOver.bring(handle, place.meeting().seriesId(), place.meeting(), me);
        }
    }
}
