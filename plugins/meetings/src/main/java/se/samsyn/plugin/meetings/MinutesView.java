package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.web.Request;

/** What was said, decided and promised at a meeting, item by item. */
final class MinutesView {

    private final Store store;

    MinutesView(Store store) {
        this.store = store;
    }

    /** An item with what it came to. */
    public record Part(AgendaView.Line item, String note, List<Decision> decisions, List<ActionView.Line> actions) {

        public boolean empty() {
            return note.isEmpty() && decisions.isEmpty() && actions.isEmpty();
        }
    }

    List<Part> of(Request request, Finding.Room room, List<Item> agenda) {
        Meeting meeting = room.meeting();
        Map<Long, Note> written = store.notes().of(agenda.stream().map(Item::id).toList());
        Map<Long, List<Decision>> decided =
                store.decisions().ofMeeting(meeting.id()).stream().collect(Collectors.groupingBy(Decision::itemId));
        List<Action> all = store.actions().ofMeeting(meeting.id());
        Map<String, Activity> activities = ActionStates.activities(request, all);
        Map<String, String> names = Views.names(request, all.stream().map(Action::ownerId).toList());
        Map<Long, List<ActionView.Line>> promised = all.stream()
                .collect(Collectors.groupingBy(
                        Action::itemId,
                        Collectors.mapping(
                                action -> ActionView.line(request, action, names, activities), Collectors.toList())));
        List<Part> parts = new ArrayList<>();
        for (AgendaView.Line line : AgendaView.of(request, meeting, agenda, null).lines()) {
            parts.add(new Part(
                    line,
                    written.getOrDefault(line.id(), Note.empty(line.id())).text(),
                    decided.getOrDefault(line.id(), List.of()),
                    promised.getOrDefault(line.id(), List.of())));
        }
        return parts;
    }
}
