package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.web.Request;

/** Puts together the minutes of a meeting from what has been written at it. */
final class MinutesWriting {

    private final Store store;
    private final ItemFiles files;

    MinutesWriting(Store store, ItemFiles files) {
        this.store = store;
        this.files = files;
    }

    /** As they stand now. Within a transaction it sees what was written there. */
    Minutes of(Request request, Finding.Room room) {
        Meeting meeting = room.meeting();
        List<Member> who = Roll.called(store, meeting, meeting.day());
        List<Action> promised = store.actions().ofMeeting(meeting.id());
        List<String> ids = new ArrayList<>(who.stream().map(Member::personId).toList());
        promised.forEach(action -> ids.add(action.ownerId()));
        Map<String, String> names = Views.names(request, ids);
        Map<String, Boolean> presence = store.presence().of(meeting.id());
        return new Minutes(
                room.series().name(),
                request.services().units().find(room.series().unitId()).map(Unit::name).orElse(""),
                meeting.startsAt(),
                meeting.endsAt(),
                meeting.place(),
                who.stream()
                        .map(member -> new Minutes.Attendee(
                                member.personId(),
                                Views.who(names, member.personId(), request).name(),
                                member.role().name(),
                                presence.get(member.personId())))
                        .toList(),
                points(request, meeting, promised, names));
    }

    private List<Minutes.Point> points(
            Request request, Meeting meeting, List<Action> promised, Map<String, String> names) {
        List<Item> agenda = store.items().of(meeting.id());
        Map<Long, Note> written = store.notes().of(agenda.stream().map(Item::id).toList());
        Map<Long, List<String>> decided = store.decisions().ofMeeting(meeting.id()).stream()
                .collect(Collectors.groupingBy(Decision::itemId, Collectors.mapping(Decision::text, Collectors.toList())));
        Map<Long, List<Minutes.Promise>> promises = promised.stream()
                .collect(Collectors.groupingBy(
                        Action::itemId,
                        Collectors.mapping(action -> promise(request, action, names), Collectors.toList())));
        Map<Long, SubjectRepository.Shown> shown = store.subjects().of(meeting.id());
        Map<Long, List<ItemFiles.Line>> attached = files.of(request, agenda);
        List<Minutes.Point> points = new ArrayList<>();
        for (Item item : agenda) {
            SubjectRepository.Shown then = shown.get(item.id());
            points.add(new Minutes.Point(
                    points.size() + 1,
                    item.title(),
                    item.state().name(),
                    then == null ? null : then.card(),
                    then == null ? null : then.english(),
                    then == null ? null : Times.day(then.at()),
                    attached.getOrDefault(item.id(), List.of()).stream().map(ItemFiles.Line::name).toList(),
                    written.getOrDefault(item.id(), Note.empty(item.id())).text(),
                    decided.getOrDefault(item.id(), List.of()),
                    promises.getOrDefault(item.id(), List.of())));
        }
        return points;
    }

    private static Minutes.Promise promise(Request request, Action action, Map<String, String> names) {
        String owner = action.ownerId() == null ? "" : Views.who(names, action.ownerId(), request).name();
        return new Minutes.Promise(action.text(), action.ownerId(), owner, action.due());
    }
}
