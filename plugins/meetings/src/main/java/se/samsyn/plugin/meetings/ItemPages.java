package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.samsyn.api.live.Live;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** The agenda: proposing items and putting them in order. */
final class ItemPages {

    private final Store store;
    private final MeetingPages pages;
    private final ItemFiles files;
    private final CarryOver carryOver;
    private final Finding finding;
    private final Live live;

    ItemPages(Store store, MeetingPages pages, ItemFiles files, CarryOver carryOver, Finding finding, Live live) {
        this.store = store;
        this.pages = pages;
        this.files = files;
        this.carryOver = carryOver;
        this.finding = finding;
        this.live = live;
    }

    /** The agenda by itself, for a page that is open while it changes. */
    Response agenda(Request request) {
        return finding.meeting(request, Insight.Level.OVERSEER, (r, room) -> {
            Map<String, Object> model = new HashMap<>();
            model.put("meeting", room.meeting());
            model.put("leads", room.leads());
            List<Item> agenda = store.items().of(room.meeting().id());
            model.put("agenda", AgendaView.of(r, room.meeting(), agenda, null, files.shown(r, agenda)));
            return Response.page("meetings/agenda", model);
        });
    }

    Response propose(Request request) {
        return finding.meeting(request, Insight.Level.MEMBER, (r, room) -> {
            Input input = Input.form(r);
            String title = input.requiredLine("title", 200);
            if (!room.writes()) {
                return room.frozen()
                        ? Response.problem(423, "minutes-locked", r.text("item.locked", title))
                        : Views.shut(r, room.meeting());
            }
            int minutes = input.number("minutes", 0, 600, 10);
            String sent = input.key();
            if (!input.valid()) {
                return pages.page(r, room, FormView.of(r.form()).reject(input.errors())).withStatus(422);
            }
            Meeting meeting = room.meeting();
            // Whoever goes back to a page and proposes something else with its form makes another item; a script that got no
            // answer sends the same anew, which may say more by now.
            String key = sent == null || WritePages.bySelf(r) ? sent : sent + " " + minutes + " " + title;
            Item made = store.database().write(handle -> {
                live.tell(meeting.topic(), "agenda", "");
                return carryOver.propose(
                        handle, meeting, new ItemRepository.Details(title, null, minutes, null), key, r.caller().id());
            });
            String back = "true".equals(r.form("room")) ? "/room?item=" + made.id() : "#item-" + made.id();
            return Response.redirect(meeting.address() + back);
        });
    }

    /** Moves an item up, down or to a number. */
    Response move(Request request) {
        return finding.item(request, Insight.Level.LEADER, (r, place) -> {
            Meeting meeting = place.meeting();
            if (!place.room().open()) {
                return Views.shut(r, place.room());
            }
            String to = String.valueOf(r.form("to"));
            store.database().write(handle -> {
                List<Item> order = new ArrayList<>(ItemRepository.of(handle, meeting.id()));
                int from = position(order, place.item().id());
                int target = switch (to) {
                    case "up" -> from - 1;
                    case "down" -> from + 1;
                    default -> (int) Math.min(order.size(), Input.id(to)) - 1;
                };
                if (from >= 0 && target >= 0 && target < order.size() && target != from) {
                    order.add(target, order.remove(from));
                    store.items().order(handle, meeting, order, r.caller().id());
                    live.tell(meeting.topic(), "agenda", "");
                }
                return true;
            });
            return Response.redirect(meeting.address() + "#item-" + place.item().id());
        });
    }

    private static int position(List<Item> order, long id) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }
}
