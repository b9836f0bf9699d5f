package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.live.Live;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** A meeting: its page, changing it and calling it off. */
final class MeetingPages {

    private final Store store;
    private final MinutesView minutes;
    private final Signing signing;
    private final CarryOver carryOver;
    private final FollowingUp followingUp;
    private final ItemFiles files;
    private final Invitations invitations;
    private final MinutesMail mail;
    private final Finding finding;
    private final Live live;
    private final Clock clock;

    MeetingPages(
            Store store,
            MinutesView minutes,
            Signing signing,
            CarryOver carryOver,
            FollowingUp followingUp,
            ItemFiles files,
            Invitations invitations,
            MinutesMail mail,
            Finding finding,
            Live live,
            Clock clock) {
        this.store = store;
        this.minutes = minutes;
        this.signing = signing;
        this.carryOver = carryOver;
        this.followingUp = followingUp;
        this.files = files;
        this.invitations = invitations;
        this.mail = mail;
        this.finding = finding;
        this.live = live;
        this.clock = clock;
    }

    Response show(Request request) {
        return finding.meeting(request, Insight.Level.OVERSEER, (r, room) -> page(r, room, FormView.of(Map.of("minutes", "10"))));
    }

    /**
     * @param form the one that proposes an item
     */
    Response.Page page(Request request, Finding.Room room, FormView form) {
        Meeting meeting = room.meeting();
        if (!form.has("key")) {
            form.put("key", UUID.randomUUID());
        }
        Map<String, Object> model = new HashMap<>();
        // Before what is shown is read: nobody signs anything later than what they read.
        model.put("signing", signing.view(request, room));
        List<Item> agenda = store.items().of(meeting.id());
        model.put("meeting", meeting);
        model.put("series", room.series());
        model.put("form", form);
        model.put("when", Views.when(request, meeting.startsAt(), meeting.endsAt()));
        Instant now = clock.instant();
        model.put("state", Views.state(meeting, now));
        model.put("stateText", Views.stateText(request, meeting, now));
        model.put("missed", meeting.missed(now));
        model.put("leads", room.leads());
        model.put("writes", room.writes());
        model.put("takesBack", room.sight().leads());
        boolean over = meeting.state() == Meeting.State.HELD || meeting.state() == Meeting.State.ATTESTED;
        model.put("sending", over && room.sight().leads() ? mail.standing(request, room) : null);
        model.put("crumbs", List.of(Views.home(request), Views.of(room.series())));
        model.put("agenda", AgendaView.of(request, meeting, agenda, null, files.shown(request, agenda)));
        List<Person> people = people(request, room);
        model.put("people", people);
        model.put("lines", people.stream().map(Person::member).toList());
        boolean planned = meeting.state() == Meeting.State.PLANNED;
        boolean comesUp = planned || meeting.state() == Meeting.State.ONGOING;
        model.put("following", comesUp ? followingUp.of(request, room) : FollowingUp.NOTHING);
        model.put("unusual", HeldTime.unusual(meeting, now));
        model.put("waiting", planned && room.leads() ? DoorPages.whoWaits(live, request, room) : List.of());
        model.put("invitation", planned && room.leads() && !meeting.missed(now) ? invitations.standing(request, room) : null);
        List<MinutesView.Part> written = planned ? List.of() : minutes.of(request, room, agenda);
        model.put("minutes", written);
        model.put("trail", Changes.of(request, store.meetings().history(meeting.id(), Changes.SHOWN)));
        model.put("decided", written.stream().mapToInt(part -> part.decisions().size()).sum());
        model.put("promised", written.stream().mapToInt(part -> part.actions().size()).sum());
        return Response.page(planned ? "meetings/meeting" : "meetings/meeting-held", model);
    }

    /** A member and whether they were there; presence is null while nobody has said. */
    public record Person(MemberPages.Line member, @Nullable Boolean present) {}

    List<Person> people(Request request, Finding.Room room) {
        LocalDate day = room.meeting().day();
        LocalDate today = Times.day(clock.instant());
        List<Member> who = Roll.called(store, room.meeting(), day.isAfter(today) ? today : day);
        Map<String, Boolean> presence = store.presence().of(room.meeting().id());
        return MemberPages.lines(request, who).stream()
                .map(line -> new Person(line, presence.get(line.who().id())))
                .toList();
    }

    /** Signs the minutes that the page showed; when others stand there by now, it shows those. */
    Response sign(Request request) {
        return finding.meeting(request, Insight.Level.MEMBER, (r, room) -> {
            Signing.Signed signed = signing.sign(r, room);
            return switch (signed.how()) {
                case LATE -> Views.stale(r);
                case CHANGED -> page(r, room, FormView.of(Map.of()).reject("", r.text("signing.changed"))).withStatus(409);
                case SIGNED -> Response.redirect(room.meeting().address()).withNotice("signing.signed");
                case COMPLETE -> Response.redirect(room.meeting().address()).withNotice("signing.complete", signed.told());
            };
        });
    }

    Response edit(Request request) {
        return finding.leading(request, (r, room) -> {
            Meeting meeting = room.meeting();
            FormView form = FormView.of(Map.of())
                    .put("day", meeting.day())
                    .put("time", Times.time(meeting.startsAt()))
                    .put("minutes", meeting.minutes())
                    .put("place", meeting.place())
                    .put("version", meeting.version());
            return editPage(r, room, form);
        });
    }

    private Response.Page editPage(Request request, Finding.Room room, FormView form) {
        boolean mails = request.services().mails().available();
        return Response.page(
                "meetings/meeting-edit",
                Map.of(
                        "meeting", room.meeting(),
                        "form", form,
                        "told", mails ? invitations.standing(request, room).hearing() : 0,
                        "crumbs",
                                List.of(
                                        Views.home(request),
                                        Views.of(room.series()),
                                        Views.of(request, room.meeting()))));
    }

    Response save(Request request) {
        return finding.leading(request, (r, room) -> {
            Meeting before = room.meeting();
            Input input = Input.form(r);
            MeetingRepository.Details details =
                    MeetingDetails.read(input, before.minutes(), Times.day(clock.instant()), before.day());
            FormView form = FormView.of(r.form());
            if (details == null) {
                return editPage(r, room, form.reject(input.errors())).withStatus(422);
            }
            int told = store.database().write(handle -> {
                live.tell(before.topic(), "agenda", "");
                live.tell(before.topic(), "state", before.state().name());
                return store.meetings().update(handle, before, input.version(), details, r.caller().id())
                        ? invitations.changed(handle, r, room.series(), before)
                        : -1;
            });
            if (told < 0) {
                Views.When theirs = Views.when(r, before.startsAt(), before.endsAt());
                form.put("version", before.version());
                form.reject("", r.text("meeting.stale", theirs.day(), theirs.from(), theirs.to(), before.place()));
                return editPage(r, room, form).withStatus(409);
            }
            return Response.redirect(before.address()).withNotice("meeting.saved", told);
        });
    }

    Response callOff(Request request) {
        return finding.leading(request, (r, room) -> {
            Input input = Input.form(r);
            String why = input.text("why", 500);
            input.check();
            boolean off = !"false".equals(r.form("off"));
            int told = store.database().write(handle -> {
                if (!store.meetings().callOff(handle, room.meeting(), off, off ? why : "", r.caller().id())) {
                    return -1;
                }
                if (off) {
                    carryOver.bring(handle, room.series().id(), room.meeting(), r.caller().id());
                } else {
                    carryOver.withdraw(handle, r, ItemRepository.of(handle, room.meeting().id()), r.caller().id());
                }
                return invitations.changed(handle, r, room.series(), room.meeting());
            });
            return told < 0
                    ? Views.stale(r)
                    : Response.redirect(room.meeting().address())
                            .withNotice(off ? "meeting.calledoff.done" : "meeting.calledoff.undone", told);
        });
    }
}
