package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** What somebody took away while another wrote on it: who did, and what was written, so that it can be copied. */
final class Removed {

    private static final Pattern TYPED = Pattern.compile("(note|decision|action)-[0-9]+|newdecision|newaction|title");

    private final Store store;

    Removed(Store store) {
        this.store = store;
    }

    /** Says that the item has been taken off the agenda. */
    Response item(Request request, Finding.Place place) {
        return answer(request, place.meeting(), Item.ENTITY, place.item().id(), place.item().title())
                .orElseGet(() -> Views.notFound(request));
    }

    /** Says that what stood under the item has been taken away; not found when it never was. */
    Response under(Request request, Finding.Place place, String entity, long id) {
        return answer(request, place.meeting(), entity, id, place.item().title()).orElseGet(() -> Views.notFound(request));
    }

    /** The same of an item by its id, for a page that goes on without it; empty when it is there, or never was. */
    Optional<RoomNotice> notice(Request request, Meeting meeting, long itemId) {
        return store.items().removed(itemId)
                .filter(item -> item.meetingId() == meeting.id())
                .flatMap(item -> removal(meeting, Item.ENTITY, itemId)
                        .map(entry -> new RoomNotice(
                                "warning", request.text("removed." + Item.ENTITY, item.title()), by(request, entry))));
    }

    private static String by(Request request, ChangeTrail.Entry entry) {
        return request.text("removed.text", Views.name(request, entry.personId()), Views.moment(request, entry.at()));
    }

    boolean is(Finding.Place place, String entity, long id) {
        return removal(place.meeting(), entity, id).isPresent();
    }

    private Optional<ChangeTrail.Entry> removal(Meeting meeting, String entity, long id) {
        return store.database().read(handle -> ChangeTrail.removal(handle, meeting, entity, id));
    }

    private Optional<Response> answer(Request request, Meeting meeting, String entity, long id, String item) {
        return removal(meeting, entity, id).map(entry -> {
            Map<String, Object> model = new HashMap<>();
            model.put("meeting", meeting);
            model.put("title", request.text("removed." + entity, item));
            model.put("text", by(request, entry));
            if (WritePages.bySelf(request)) {
                // The text stands in the form still.
                model.put("field", (entity.equals(Item.ENTITY) ? Note.ENTITY : entity) + "-" + id);
                return Response.page("meetings/removed-part", model).withStatus(410);
            }
            model.put("typed", typed(request));
            model.put("crumbs", List.of(Views.home(request), Views.of(request, meeting)));
            return Response.page("meetings/removed", model).withStatus(410);
        });
    }

    private static List<String> typed(Request request) {
        List<String> typed = new ArrayList<>();
        request.form().forEach((name, value) -> {
            if (TYPED.matcher(name).matches() && !value.isBlank()) {
                typed.add(value);
            }
        });
        return typed;
    }
}
