package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.live.Live;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** A meeting's way from planned to held: begun, ended, taken up again; and who was there. */
final class HoldPages {

    private final Store store;
    private final MeetingPages pages;
    private final CarryOver carryOver;
    private final Invitations invitations;
    private final Finding finding;
    private final Live live;
    private final Clock clock;

    HoldPages(
            Store store,
            MeetingPages pages,
            CarryOver carryOver,
            Invitations invitations,
            Finding finding,
            Live live,
            Clock clock) {
        this.store = store;
        this.pages = pages;
        this.carryOver = carryOver;
        this.invitations = invitations;
        this.finding = finding;
        this.live = live;
        this.clock = clock;
    }

    /** Someone on the roll, and whether they are proposed as present. */
    public record Proposal(MeetingPages.Person person, boolean present) {}

    /** An item that nobody has said is done, and whether it is proposed as that. */
    public record Left(long id, int number, String title, boolean done) {}

    /** The roll, to be looked at before the meeting is ended. */
    Response endPage(Request request) {
        return finding.leading(request, (r, room) -> {
            Meeting meeting = room.meeting();
            if (meeting.state() != Meeting.State.ONGOING) {
                return Response.redirect(meeting.address());
            }
            Set<String> here = live.present(meeting.topic()).stream()
                    .map(Live.Present::userId)
                    .collect(Collectors.toSet());
            HeldTime.Proposed time = HeldTime.proposed(meeting, clock.instant());
            FormView form = FormView.of(Map.of())
                    .put("day", time.day())
                    .put("began", time.from())
                    .put("ended", time.to());
            return endPage(r, room, Roll.proposed(store, meeting, here), done(meeting), form);
        });
    }

    /** Items that the meeting has gone on from, or that something came of, are proposed as done. */
    private Set<String> done(Meeting meeting) {
        List<Item> agenda = store.items().of(meeting.id());
        List<Long> order = agenda.stream().map(Item::id).toList();
        int current = meeting.currentItem() == null ? 0 : order.indexOf(meeting.currentItem());
        Set<Long> fruitful = new HashSet<>();
        store.decisions().ofMeeting(meeting.id()).forEach(decision -> fruitful.add(decision.itemId()));
        store.actions().ofMeeting(meeting.id()).forEach(action -> fruitful.add(action.itemId()));
        return order.stream()
                .filter(item -> order.indexOf(item) < current || fruitful.contains(item))
                .map(item -> Long.toString(item))
                .collect(Collectors.toSet());
    }

    private Response.Page endPage(
            Request request, Finding.Room room, Set<String> present, Set<String> done, FormView form) {
        Meeting meeting = room.meeting();
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", meeting);
        model.put("form", form);
        model.put(
                "people",
                pages.people(request, room).stream()
                        .map(one -> new Proposal(one, present.contains(one.member().who().id())))
                        .toList());
        model.put(
                "open",
                store.items().of(meeting.id()).stream()
                        .filter(item -> item.state() == Item.State.OPEN)
                        .map(item -> new Left(item.id(), item.position(), item.title(), done.contains(Long.toString(item.id()))))
                        .toList());
        model.put("crumbs", List.of(Views.home(request), Views.of(room.series()), Views.of(request, meeting)));
        return Response.page("meetings/end", model);
    }

    /** Takes the meeting to the state that the form names: begins it, ends it, or takes it up again. */
    Response move(Request request) {
        return finding.leading(request, (r, room) -> {
            Meeting meeting = room.meeting();
            Meeting.State next = next(meeting.state(), String.valueOf(r.form("to")));
            if (next == null) {
                return moved(r, store, meeting);
            }
            Input input = Input.form(r);
            MeetingRepository.Details held = HeldTime.read(input, meeting, next, Times.day(clock.instant()));
            boolean roll = "true".equals(r.form("roll"));
            if (roll && next == Meeting.State.HELD && r.formAll("present").isEmpty() && !"true".equals(r.form("nobody"))) {
                input.reject("present", "end.nobody");
            }
            if (held == null || !input.valid()) {
                return endPage(r, room, Set.copyOf(r.formAll("present")), Set.copyOf(r.formAll("done")), FormView.of(r.form()).reject(input.errors()))
                        .withStatus(422);
            }
            List<MeetingPages.Person> called = roll ? pages.people(r, room) : List.of();
            List<Item> agenda = store.items().of(meeting.id());
            List<String> done = next == Meeting.State.HELD ? r.formAll("done") : List.of();
            Subjects.Both cards = next == Meeting.State.HELD ? Subjects.todayInBoth(r, agenda) : Subjects.Both.NONE;
            boolean moved = store.database().write(handle -> {
                boolean kept = held.equals(MeetingRepository.Details.of(meeting))
                        || store.meetings().update(handle, meeting, meeting.version(), held, r.caller().id());
                if (!kept || !store.meetings().move(handle, meeting, next, r.caller().id())) {
                    return false;
                }
                keepRoll(handle, r, meeting, called);
                agenda.stream()
                        .filter(item -> item.state() == Item.State.OPEN && done.contains(Long.toString(item.id())))
                        .forEach(item -> store.items().setState(handle, item, Item.State.DONE, r.caller().id()));
                if (next == Meeting.State.ONGOING && meeting.currentItem() == null && !agenda.isEmpty()) {
                    store.meetings().goTo(handle, meeting, agenda.get(0).id());
                }
                if (meeting.state() == Meeting.State.HELD) {
                    carryOver.withdraw(handle, r, agenda, r.caller().id());
                }
                if (next == Meeting.State.HELD) {
                    Meeting now = MeetingRepository.find(handle, meeting.id()).orElseThrow();
                    if (!now.day().equals(HeldTime.day(meeting))) {
                        Proceedings.held(r, store, room.series(), now);
                    }
                    invitations.held(handle, r, room.series(), meeting, now);
                    store.rolls().keep(handle, meeting, Roll.called(store, meeting, meeting.day()));
                    store.subjects().keep(handle, meeting, agenda, cards, clock.instant());
                    carryOver.bring(handle, meeting.seriesId(), meeting, r.caller().id());
                }
                live.tell(meeting.topic(), "agenda", "");
                live.tell(meeting.topic(), "state", next.name());
                return true;
            });
            if (!moved) {
                return moved(r, store, store.meetings().find(meeting.id()).orElse(meeting));
            }
            return next == Meeting.State.ONGOING
                    ? Response.redirect(meeting.address() + "/room")
                    : Response.redirect(meeting.address()).withNotice("meeting.moved." + next.name());
        });
    }

    /** Somebody else was first: who, and when. */
    static Response moved(Request request, Store store, Meeting now) {
        Optional<ChangeTrail.Entry> change = store.meetings().stateChange(now)
                .filter(entry -> now.state().name().equals(entry.after()));
        if (change.isEmpty()) {
            return Views.stale(request);
        }
        String who = Views.name(request, change.get().personId());
        String at = Views.moment(request, change.get().at());
        String why = request.text("meeting.state.changed", Views.stateText(request, now), who, at);
        return Response.problem(409, "stale-version", why);
    }

    private void keepRoll(Handle handle, Request request, Meeting meeting, List<MeetingPages.Person> roll) {
        List<String> present = request.formAll("present");
        for (MeetingPages.Person one : roll) {
            String person = one.member().who().id();
            store.presence().set(handle, meeting, person, present.contains(person), request.caller().id());
        }
    }

    private static Meeting.@Nullable State next(Meeting.State now, String wanted) {
        return switch (now) {
            case PLANNED -> wanted.equals("ONGOING") ? Meeting.State.ONGOING : null;
            case ONGOING -> wanted.equals("HELD") ? Meeting.State.HELD : null;
            case HELD -> wanted.equals("ONGOING") ? Meeting.State.ONGOING : null;
            case ATTESTED -> null;
        };
    }

    Response presence(Request request) {
        return finding.meeting(request, Insight.Level.MEMBER, (r, room) -> {
            String person = String.valueOf(r.form("person"));
            boolean known = pages.people(r, room).stream().anyMatch(one -> one.member().who().id().equals(person));
            if (!room.writes() || !known) {
                return Views.shut(r, room);
            }
            boolean present = "true".equals(r.form("present"));
            store.database().write(handle -> {
                store.presence().set(handle, room.meeting(), person, present, r.caller().id());
                live.tell(room.meeting().topic(), "presence", "");
                return true;
            });
            return Response.redirect(room.meeting().address() + ("true".equals(r.form("room")) ? "/room" : ""));
        });
    }
}
