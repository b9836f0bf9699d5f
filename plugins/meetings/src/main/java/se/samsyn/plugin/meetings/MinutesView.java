package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.web.Request;

/** What was said, decided and promised at a meeting, item by item. */
final class MinutesView {

    private final Store store;
    private final ItemFiles files;

    MinutesView(Store store, ItemFiles files) {
        this.store = store;
        this.files = files;
    }

    /**
     * An item with what it came to.
     *
     * @param about what of Samsyn's it concerns, or null
     */
    public record Part(
            AgendaView.Line item,
            Subjects.@Nullable About about,
            List<ItemFiles.Line> files,
            String note,
            List<Decision> decisions,
            List<ActionView.Line> actions) {

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
        List<ActionView.Line> lines = ActionView.of(request, all, room.sight().takesPart());
        Map<Long, List<ActionView.Line>> promised = IntStream.range(0, all.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> all.get(i).itemId(), Collectors.mapping(lines::get, Collectors.toList())));
        Map<Long, Subjects.About> about = Subjects.of(store, request, meeting, agenda);
        Map<Long, List<ItemFiles.Line>> attached = files.of(request, agenda);
        // Several items may be about the same: how it stands is said once.
        Set<SubjectCard> shown = new HashSet<>();
        List<Part> parts = new ArrayList<>();
        for (AgendaView.Line line : AgendaView.of(request, meeting, agenda, null).lines()) {
            Subjects.About one = about.get(line.id());
            parts.add(new Part(
                    line,
                    one != null && shown.add(one.card()) ? one : null,
                    attached.getOrDefault(line.id(), List.of()),
                    written.getOrDefault(line.id(), Note.empty(line.id())).text(),
                    decided.getOrDefault(line.id(), List.of()),
                    promised.getOrDefault(line.id(), List.of())));
        }
        return parts;
    }
}
