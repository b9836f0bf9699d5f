package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.live.Live;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** What the room shows, as a whole page and as the parts of it. */
final class RoomView {

    private final Store store;
    private final ItemFiles files;
    private final MeetingPages pages;
    private final FollowingUp followingUp;
    private final Removed removed;
    private final Live live;

    RoomView(Store store, ItemFiles files, MeetingPages pages, FollowingUp followingUp, Removed removed, Live live) {
        this.store = store;
        this.files = files;
        this.pages = pages;
        this.followingUp = followingUp;
        this.removed = removed;
        this.live = live;
    }

    static String address(Meeting meeting, @Nullable Item item) {
        return meeting.address() + "/room" + (item == null ? "" : "?item=" + item.id());
    }

    /** The item that was asked for, else the one under way, else the first. */
    static @Nullable Item shown(Meeting meeting, List<Item> agenda, long asked) {
        return agenda.stream()
                .filter(item -> item.id() == asked)
                .findFirst()
                .or(() -> agenda.stream()
                        .filter(item -> Objects.equals(item.id(), meeting.currentItem()))
                        .findFirst())
                .or(() -> agenda.stream().findFirst())
                .orElse(null);
    }

    static List<Views.Crumb> crumbs(Request request, Finding.Room room) {
        return List.of(Views.home(request), Views.of(room.series()), Views.of(request, room.meeting()));
    }

    Response.Page page(
            Request request, Finding.Room room, @Nullable Item item, FormView form, @Nullable Conflict conflict) {
        Map<String, Object> model = new HashMap<>();
        model.put("gone", gone(request, room));
        model.putAll(head(request, room));
        model.putAll(state(request, room));
        model.putAll(agenda(request, room, item));
        model.putAll(following(request, room));
        model.putAll(people(request, room));
        model.put("itemId", item == null ? 0 : item.id());
        model.put("form", form);
        if (item != null) {
            model.putAll(results(request, room, item, form, conflict));
            model.putAll(middle(request, room, item, form, conflict));
        }
        return Response.page("meetings/room", model);
    }

    /** That the item which was asked for has been taken off the agenda; null when it has not. */
    @Nullable RoomNotice gone(Request request, Finding.Room room) {
        long asked = Input.id(request.query("item"));
        return asked > 0 ? removed.notice(request, room.meeting(), asked).orElse(null) : null;
    }

    /** The way to the room and the meeting's day. */
    Map<String, Object> head(Request request, Finding.Room room) {
        Meeting meeting = room.meeting();
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", meeting);
        model.put("series", room.series());
        model.put("crumbs", crumbs(request, room));
        model.put("when", Views.when(request, meeting.startsAt(), meeting.endsAt()));
        return model;
    }

    Map<String, Object> state(Request request, Finding.Room room) {
        Meeting meeting = room.meeting();
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", meeting);
        model.put("when", Views.when(request, meeting.startsAt(), meeting.endsAt()));
        model.put("state", meeting.state().name());
        model.put("stateText", Views.stateText(request, meeting));
        model.put("leads", room.leads());
        model.put("began", HeldTime.began(request, meeting));
        model.put("endsAt", Times.text(HeldTime.ends(meeting)));
        model.put("notice", RoomNotice.of(store, request, meeting));
        return model;
    }

    Map<String, Object> agenda(Request request, Finding.Room room, @Nullable Item item) {
        Meeting meeting = room.meeting();
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", meeting);
        model.put("when", Views.when(request, meeting.startsAt(), meeting.endsAt()));
        List<Item> items = store.items().of(meeting.id());
        Long shown = item == null ? null : item.id();
        model.put("agenda", AgendaView.of(request, meeting, items, shown, files.shown(request, items)));
        model.put("filled", false);
        return model;
    }

    /** What was promised before comes up while the meeting goes on. */
    Map<String, Object> following(Request request, Finding.Room room) {
        boolean goesOn = room.meeting().state() == Meeting.State.ONGOING;
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", room.meeting());
        model.put("seriesAddress", room.series().address());
        model.put("following", goesOn ? followingUp.of(request, room) : FollowingUp.NOTHING);
        return model;
    }

    /** Someone on the roll, and whether they have the meeting open now. */
    public record Present(MeetingPages.Person person, boolean here) {

        /** Whether there is something to see of them: they are here, or were noted as that. */
        boolean foremost() {
            return here || Boolean.TRUE.equals(person.present());
        }
    }

    /** Those who are here first: a roll of fifty is long to look through. */
    Map<String, Object> people(Request request, Finding.Room room) {
        Set<String> here =
                live.present(room.meeting().topic()).stream().map(Live.Present::userId).collect(Collectors.toSet());
        List<Present> people = pages.people(request, room).stream()
                .map(one -> new Present(one, here.contains(one.member().who().id())))
                .sorted(Comparator.comparing(Present::foremost).reversed())
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", room.meeting());
        model.put("people", people);
        model.put("keyItem", UUID.randomUUID().toString());
        model.put("noted", people.stream().filter(one -> Boolean.TRUE.equals(one.person().present())).count());
        model.put("leads", room.leads());
        model.put("here", people.stream().filter(Present::here).count());
        model.put("locked", room.locked());
        return model;
    }

    Map<String, Object> middle(
            Request request, Finding.Room room, Item item, FormView form, @Nullable Conflict conflict) {
        AgendaView.Agenda agenda = AgendaView.of(request, room.meeting(), store.items().of(item.meetingId()), item.id());
        List<AgendaView.Line> lines = agenda.lines();
        int at = 0;
        while (at < lines.size() - 1 && lines.get(at).id() != item.id()) {
            at++;
        }
        Note note = store.notes().of(item.id());
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", room.meeting());
        model.put("item", lines.get(at));
        model.put("before", at > 0 ? lines.get(at - 1) : null);
        model.put("after", at < lines.size() - 1 ? lines.get(at + 1) : null);
        model.put("card", card(request, item.subject()));
        model.put("files", files.shown(request, item));
        boolean back = form.has("note-" + item.id());
        model.put("note", back ? form.value("note-" + item.id()) : note.text());
        model.put("noteVersion", back ? form.value("version") : note.version());
        model.put("noteEarlier", !store.notes().left(item.id(), 1).isEmpty());
        model.put("noteSaved", note.changedAt() == null ? "" : noteSaved(request, note, note.changedAt()));
        model.put("conflict", conflict);
        model.put("leads", room.leads());
        model.put("locked", room.locked());
        model.put("follows", lines.stream().noneMatch(AgendaView.Line::current) || lines.get(at).current());
        model.put("form", form);
        return model;
    }

    private static String noteSaved(Request request, Note note, Instant at) {
        String who = Views.who(Views.names(request, List.of(note.changedBy())), note.changedBy(), request).name();
        return request.text("note.saved", who, Times.clock(at, request.locale()));
    }

    static @Nullable SubjectCard card(Request request, @Nullable Subject subject) {
        return subject == null ? null : request.services().subjects().cards(Set.of(subject)).get(subject);
    }

    Map<String, Object> results(
            Request request, Finding.Room room, Item item, FormView form, @Nullable Conflict conflict) {
        List<Action> promised = store.actions().ofItem(item.id());
        Map<String, String> owners = owners(request, room);
        Map<String, String> names = new HashMap<>(owners);
        names.putAll(Views.names(request, promised.stream().map(Action::ownerId).toList()));
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", room.meeting());
        model.put("item", item);
        model.put("decisions", store.decisions().ofItem(item.id()));
        model.put("actions", ActionView.of(request, promised, room.writes()));
        model.put("owners", options(names));
        model.put("goals", goals(request, room));
        Subject subject = item.subject();
        model.put("goal", subject != null && subject.type() == Subject.Type.GOAL ? subject.id() : "");
        model.put("conflict", conflict);
        model.put("locked", room.locked());
        model.put("form", form);
        model.put("keyDecision", UUID.randomUUID().toString());
        model.put("keyAction", UUID.randomUUID().toString());
        return model;
    }

    private static List<Views.Option> options(Map<String, String> names) {
        List<Views.Option> options = new ArrayList<>();
        names.forEach((id, name) -> options.add(new Views.Option(id, name, "")));
        options.sort(Comparator.comparing(Views.Option::label));
        return options;
    }

    /** Who can be given something to do: the members, by id. */
    Map<String, String> owners(Request request, Finding.Room room) {
        Map<String, String> owners = new LinkedHashMap<>();
        pages.people(request, room)
                .forEach(person -> owners.put(person.member().who().id(), person.member().who().name()));
        return owners;
    }

    /** The goals that something to do can serve. */
    List<Views.Option> goals(Request request, Finding.Room room) {
        return request.services().subjects().goalsOf(room.series().unitId()).stream()
                .map(card -> new Views.Option(card.subject().id(), card.title(), ""))
                .toList();
    }
}
