package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.samsyn.api.access.Caller;
import se.samsyn.api.event.Event;
import se.samsyn.api.event.EventListener;
import se.samsyn.api.search.SearchAudience;
import se.samsyn.api.search.SearchDocument;
import se.samsyn.api.search.SearchIndex;
import se.samsyn.api.service.Services;

/** Lets meetings and what was written at them be found by those who may see the series. */
final class MeetingSearch implements SearchAudience, EventListener.Reaction {

    /** As many as core takes; more series than a municipality has. */
    private static final int MOST_SERIES = 10_000;

    /** Between what stands apart on the page, in the excerpt of a hit. */
    private static final String BETWEEN = " · ";

    private final Store store;
    private final Insight insight;
    private final SearchIndex index;

    MeetingSearch(Store store, Insight insight, SearchIndex index) {
        this.store = store;
        this.insight = insight;
        this.index = index;
    }

    /** The series that the caller sees now, so that whoever leaves finds nothing more of it. */
    @Override
    public Set<String> of(Caller caller, Services services) {
        return store.series().visible(insight.reach(caller), MOST_SERIES).stream()
                .map(MeetingSearch::audience)
                .collect(Collectors.toSet());
    }

    private static String audience(long seriesId) {
        return "series-" + seriesId;
    }

    /** After something of a meeting was changed: puts all of the meeting anew. */
    @Override
    public void hear(Event event, Services services) {
        long meetingId = Input.id(event.entityId());
        MeetingRepository.Row row = store.meetings().byId(List.of(meetingId)).get(meetingId);
        if (row == null) {
            return;
        }
        Set<String> audience = Set.of(audience(row.meeting().seriesId()));
        List<Item> agenda = store.items().of(meetingId);
        List<SearchDocument> documents = new ArrayList<>();
        documents.add(new SearchDocument(
                "meeting-" + meetingId,
                "search.meeting",
                row.name() + " " + row.meeting().day(),
                row.meeting().place(),
                "/meetings/" + meetingId,
                audience));
        documents.addAll(documents(row, agenda, ItemFiles.names(services, agenda), audience));
        List<String> gone = store.items().removedOf(meetingId).stream().map(id -> "item-" + id).toList();
        store.database().write(handle -> {
            index.put(documents);
            index.remove(gone);
            return true;
        });
    }

    private List<SearchDocument> documents(
            MeetingRepository.Row row, List<Item> agenda, Map<Long, String> files, Set<String> audience) {
        long meetingId = row.meeting().id();
        Map<Long, Note> written = store.notes().of(agenda.stream().map(Item::id).toList());
        Map<Long, String> decided = store.decisions().ofMeeting(meetingId).stream()
                .collect(Collectors.groupingBy(
                        Decision::itemId, Collectors.mapping(Decision::text, Collectors.joining(BETWEEN))));
        Map<Long, String> promised = store.actions().ofMeeting(meetingId).stream()
                .collect(Collectors.groupingBy(Action::itemId, Collectors.mapping(Action::text, Collectors.joining(BETWEEN))));
        return agenda.stream()
                .map(item -> new SearchDocument(
                        "item-" + item.id(),
                        "search.item",
                        item.title() + " · " + row.name() + " " + row.meeting().day(),
                        Stream.of(
                                        written.getOrDefault(item.id(), Note.empty(item.id())).text(),
                                        decided.getOrDefault(item.id(), ""),
                                        promised.getOrDefault(item.id(), ""),
                                        files.getOrDefault(item.id(), ""))
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(BETWEEN)),
                        "/meetings/" + meetingId + "/items/" + item.id(),
                        audience))
                .toList();
    }
}
