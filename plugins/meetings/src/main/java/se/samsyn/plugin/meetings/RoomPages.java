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
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.live.Live;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** The meeting while it goes on: the agenda, the item that is taken up, and what comes of it; each part also by itself. */
final class RoomPages {

    private final Store store;
    private final ItemFiles files;
    private final MeetingPages pages;
    private final CarryOver carryOver;
    private final Finding finding;
    private final Live live;

    RoomPages(Store store, ItemFiles files, MeetingPages pages, CarryOver carryOver, Finding finding, Live live) {
        this.store = store;
        this.files = files;
        this.pages = pages;
        this.carryOver = carryOver;
        this.finding = finding;
        this.live = live;
    }

    static String address(Meeting meeting, @Nullable Item item) {
        return meeting.address() + "/room" + (item == null ? "" : "?item=" + item.id());
    }

    Response show(Request request) {
        return finding.meeting(request, Insight.Level.OVERSEER, (r, room) -> {
            List<Item> agenda = store.items().of(room.meeting().id());
            Item item = shown(room.meeting(), agenda, Input.id(r.query("item")));
            if (!room.writes()) {
                return Response.redirect(room.meeting().address());
            }
            return room.meeting().state() == Meeting.State.PLANNED
                    ? waiting(r, room)
                    : page(r, room, item, FormView.of(Map.of()), null);
        });
    }

    private Response waiting(Request request, Finding.Room room) {
        Map<String, Object> model = door(room, true);
        model.put("series", room.series());
        model.put("leads", room.leads());
        model.put("when", Views.when(request, room.meeting().startsAt(), room.meeting().endsAt()));
        model.put("crumbs", List.of(Views.home(request), Views.of(room.series()), Views.of(request, room.meeting())));
        return Response.page("meetings/waiting", model);
    }

    private static Map<String, Object> door(Finding.Room room, boolean waits) {
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", room.meeting());
        model.put("begun", room.meeting().state() != Meeting.State.PLANNED);
        model.put("waits", waits);
        model.put("href", room.meeting().address() + (room.writes() ? "/room" : ""));
        return model;
    }

    /** The way in, once the meeting has begun. */
    Response doorPart(Request request) {
        return finding.meeting(
                request,
                Insight.Level.OVERSEER,
                (r, room) -> Response.page("meetings/door", door(room, "true".equals(r.query("wait")))));
    }

    /** How far the meeting has come; also when nothing can be written any more. */
    Response statePart(Request request) {
        return finding.meeting(
                request, Insight.Level.MEMBER, (r, room) -> Response.page("meetings/room-state", state(r, room)));
    }

    Map<String, Object> state(Request request, Finding.Room room) {
        Meeting meeting = room.meeting();
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", meeting);
        model.put("when", Views.when(request, meeting.startsAt(), meeting.endsAt()));
        model.put("state", meeting.state().name());
        model.put("stateText", Views.stateText(request, meeting));
        model.put("endsAt", Times.text(meeting.endsAt()));
        model.put("notice", RoomNotice.of(store, request, meeting));
        return model;
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

    Response.Page page(
            Request request, Finding.Room room, @Nullable Item item, FormView form, @Nullable Conflict conflict) {
        Map<String, Object> model = new HashMap<>();
        model.put("crumbs", List.of(Views.home(request), Views.of(room.series()), Views.of(request, room.meeting())));
        model.put("series", room.series());
        model.put("leads", room.leads());
        model.putAll(state(request, room));
        model.putAll(agenda(request, room, item));
        model.putAll(people(request, room));
        model.put("itemId", item == null ? 0 : item.id());
        if (item != null) {
            model.putAll(results(request, room, item, form, conflict));
            model.putAll(middle(request, room, item, form, conflict));
        }
        return Response.page("meetings/room", model);
    }

    Map<String, Object> agenda(Request request, Finding.Room room, @Nullable Item item) {
        Meeting meeting = room.meeting();
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", meeting);
        model.put("when", Views.when(request, meeting.startsAt(), meeting.endsAt()));
        List<Item> items = store.items().of(meeting.id());
        Long shown = item == null ? null : item.id();
        model.put("agenda", AgendaView.of(request, meeting, items, shown, files.of(request, items)));
        return model;
    }

    private Map<String, Object> people(Request request, Finding.Room room) {
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", room.meeting());
        model.put("people", pages.people(request, room));
        model.put("leads", room.leads());
        model.put("state", room.meeting().state().name());
        model.put("itemId", Input.id(request.query("item")));
        return model;
    }

    private Map<String, Object> middle(
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
        model.put("files", files.of(request, item));
        model.put("note", typed(form, "note-" + item.id(), note.text()));
        model.put("noteVersion", note.version());
        model.put("noteEarlier", !store.notes().left(item.id(), 1).isEmpty());
        model.put("noteSaved", note.changedAt() == null ? "" : noteSaved(request, note, note.changedAt()));
        model.put("conflict", conflict);
        model.put("leads", room.leads());
        model.put("follows", lines.stream().noneMatch(AgendaView.Line::current) || lines.get(at).current());
        model.put("form", form);
        return model;
    }

    private static String noteSaved(Request request, Note note, Instant at) {
        String who = Views.who(Views.names(request, List.of(note.changedBy())), note.changedBy(), request).name();
        return request.text("note.saved", who, Times.clock(at, request.locale()));
    }

    /** What was typed, where the form holds it; else what is kept. */
    private static String typed(FormView form, String name, String kept) {
        return form.has(name) ? form.value(name) : kept;
    }

    static @Nullable SubjectCard card(Request request, @Nullable Subject subject) {
        return subject == null ? null : request.services().subjects().cards(Set.of(subject)).get(subject);
    }

    private Map<String, Object> results(
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

    Response agendaPart(Request request) {
        return part(request, (r, room, item) -> Response.page("meetings/room-agenda", agenda(r, room, item)));
    }

    Response itemPart(Request request) {
        return part(request, (r, room, item) -> item == null
                ? Views.notFound(r)
                : Response.page("meetings/room-item", middle(r, room, item, FormView.of(Map.of()), null)));
    }

    Response resultsPart(Request request) {
        return part(request, (r, room, item) -> item == null
                ? Views.notFound(r)
                : Response.page("meetings/room-results", results(r, room, item, FormView.of(Map.of()), null)));
    }

    Response peoplePart(Request request) {
        return part(request, (r, room, item) -> Response.page("meetings/room-people", people(r, room)));
    }

    private interface PartPage {
        Response of(Request request, Finding.Room room, @Nullable Item item);
    }

    private Response part(Request request, PartPage page) {
        return finding.meeting(request, Insight.Level.MEMBER, (r, room) -> room.writes()
                ? page.of(r, room, shown(room.meeting(), store.items().of(room.meeting().id()), Input.id(r.query("item"))))
                : Views.shut(r, room));
    }

    /** Lets the meeting go on to an item. */
    Response goTo(Request request) {
        return finding.item(request, Insight.Level.LEADER, (r, place) -> {
            Meeting meeting = place.meeting();
            if (meeting.state() != Meeting.State.ONGOING) {
                return Views.stale(r);
            }
            store.database().write(handle -> {
                store.meetings().goTo(handle, meeting, place.item().id());
                live.tell(meeting.topic(), "agenda", "");
                return true;
            });
            return Response.redirect(address(meeting, place.item()));
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
                return Response.redirect(address(place.meeting(), item));
            }
            Item now = store.items().find(item.id()).orElse(item);
            String why = r.text("item.state.changed", r.text("item.state." + now.state().name()));
            return page(r, place.room(), now, FormView.of(Map.of()).reject("", why), null).withStatus(409);
        });
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
