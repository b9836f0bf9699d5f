package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.live.Live;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Justering: signing minutes, and sending them back. */
final class Signing {

    private static final int LONGEST_REASON = 1000;
    private static final int LATEST = 20;

    private final Store store;
    private final MinutesWriting writing;
    private final MinutesMail mail;
    private final Finding finding;
    private final Live live;
    private final Clock clock;

    Signing(Store store, MinutesWriting writing, MinutesMail mail, Finding finding, Live live, Clock clock) {
        this.store = store;
        this.writing = writing;
        this.mail = mail;
        this.finding = finding;
        this.live = live;
        this.clock = clock;
    }

    private List<Member> signers(Finding.Room room) {
        Meeting meeting = room.meeting();
        Map<String, Boolean> presence = store.presence().of(meeting.id());
        List<RollRepository.Entry> roll = store.rolls().of(meeting.id());
        // A meeting that was ended by an earlier version of the module has no roll.
        return roll.isEmpty()
                ? Signers.of(store.members().of(room.series().id(), meeting.day()), presence)
                : Roll.signers(meeting, roll, presence);
    }

    private Optional<Member> turn(Request request, Finding.Room room) {
        String me = request.caller().id();
        boolean signed = signedBy(store.minutes().attestations(room.meeting().id()), me);
        return room.meeting().state() == Meeting.State.HELD && !signed
                ? signers(room).stream().filter(member -> member.personId().equals(me)).findFirst()
                : Optional.empty();
    }

    /** For the meeting's page; null while the meeting is not over. */
    @Nullable SigningView view(Request request, Finding.Room room) {
        Meeting meeting = room.meeting();
        if (meeting.state() != Meeting.State.HELD && meeting.state() != Meeting.State.ATTESTED) {
            return null;
        }
        List<Attestation> signed = store.minutes().attestations(meeting.id());
        List<ChangeTrail.Entry> history = store.minutes().history(meeting.id(), LATEST);
        List<Member> signers = signers(room);
        List<String> ids = new ArrayList<>(signers.stream().map(Member::personId).toList());
        signed.forEach(one -> ids.add(one.personId()));
        history.forEach(entry -> ids.add(entry.personId()));
        List<RollRepository.Entry> roll = store.rolls().of(meeting.id());
        Map<String, String> insteadOf = new HashMap<>();
        roll.stream()
                .filter(entry -> entry.standInId() != null)
                .forEach(entry -> insteadOf.put(entry.standInId(), entry.personId()));
        ids.addAll(insteadOf.values());
        List<Member> today = store.members().of(room.series().id(), Times.day(clock.instant()));
        today.forEach(member -> ids.add(member.personId()));
        Map<String, String> names = Views.names(request, ids);
        boolean mine = turn(request, room).isPresent();
        boolean replaces = meeting.state() == Meeting.State.HELD && room.sight().leads() && !roll.isEmpty();
        return new SigningView(
                lines(request, signers, signed, names, insteadOf, replaces ? today : null),
                replaces ? standIns(request, signers, signed, today, names) : List.of(),
                mine ? shown(request, room) : null,
                mine,
                mine && signers.stream().filter(member -> !signedBy(signed, member.personId())).count() == 1,
                mayTakeBack(request, meeting, signed),
                mine || meeting.state() == Meeting.State.HELD && room.sight().leads() && !signed.isEmpty(),
                sentBack(request, history, names),
                signed.isEmpty() ? null : signed.get(0).digest());
    }

    private static boolean signedBy(List<Attestation> signed, String personId) {
        return signed.stream().anyMatch(one -> one.personId().equals(personId));
    }

    /** Until the last one has signed. */
    private static boolean mayTakeBack(Request request, Meeting meeting, List<Attestation> signed) {
        return meeting.state() == Meeting.State.HELD && signedBy(signed, request.caller().id());
    }

    /** The checksum of what is to be signed: what is frozen, else the minutes as they stand. */
    private String shown(Request request, Finding.Room room) {
        return store.minutes()
                .frozen(room.meeting().id())
                .map(MinutesRepository.Frozen::digest)
                .orElseGet(() -> store.minutes().digest(writing.of(request, room)));
    }

    /**
     * @param insteadOf whom those sign for who stand in for another
     * @param today the members of today, where the caller may let someone stand in for one who has left; else null
     */
    private static List<SigningView.Line> lines(
            Request request,
            List<Member> signers,
            List<Attestation> signed,
            Map<String, String> names,
            Map<String, String> insteadOf,
            @Nullable List<Member> today) {
        List<SigningView.Line> lines = new ArrayList<>();
        for (Attestation one : signed) {
            lines.add(new SigningView.Line(
                    Views.who(names, one.personId(), request),
                    instead(request, names, insteadOf, one.personId()),
                    Views.moment(request, one.at()),
                    false));
        }
        for (Member member : signers) {
            if (!signedBy(signed, member.personId())) {
                boolean left = today != null && !isAmong(today, member.personId());
                lines.add(new SigningView.Line(
                        Views.who(names, member.personId(), request),
                        instead(request, names, insteadOf, member.personId()),
                        null,
                        left));
            }
        }
        return lines;
    }

    private static String instead(
            Request request, Map<String, String> names, Map<String, String> insteadOf, String personId) {
        String other = insteadOf.get(personId);
        return other == null ? "" : request.text("signing.instead", Views.who(names, other, request).name());
    }

    private static boolean isAmong(List<Member> members, String personId) {
        return members.stream().anyMatch(member -> member.personId().equals(personId));
    }

    /** Members of today who are not to sign themselves, the leaders first. */
    private static List<Views.Option> standIns(
            Request request, List<Member> signers, List<Attestation> signed, List<Member> today, Map<String, String> names) {
        return today.stream()
                .map(Member::personId)
                .filter(person -> !isAmong(signers, person) && !signedBy(signed, person))
                .map(person -> new Views.Option(person, Views.who(names, person, request).name(), ""))
                .toList();
    }

    /** Lets another member sign in the stead of one who has left the series. */
    Response standIn(Request request) {
        return finding.meeting(request, Insight.Level.LEADER, (r, room) -> {
            String left = String.valueOf(r.form("for"));
            String other = String.valueOf(r.form("person"));
            boolean done = store.database().write(handle -> {
                SigningView now = view(r, room);
                boolean wanted = now != null
                        && now.lines().stream().anyMatch(line -> line.left() && line.who().id().equals(left))
                        && now.standIns().stream().anyMatch(option -> option.value().equals(other));
                if (!wanted) {
                    return false;
                }
                String onRoll = store.rolls().of(room.meeting().id()).stream()
                        .filter(entry -> left.equals(entry.standInId()))
                        .map(RollRepository.Entry::personId)
                        .findFirst()
                        .orElse(left);
                store.rolls().standIn(handle, room.meeting(), onRoll, other, r.caller().id());
                live.tell(room.meeting().topic(), "state", "STAND_IN");
                return true;
            });
            return done
                    ? Response.redirect(room.meeting().address()).withNotice("signing.standin.done")
                    : Views.stale(r);
        });
    }

    /** Shown until somebody signs anew. */
    private static SigningView.@Nullable SentBack sentBack(
            Request request, List<ChangeTrail.Entry> history, Map<String, String> names) {
        if (history.isEmpty() || !history.get(0).field().equals("sentBack")) {
            return null;
        }
        ChangeTrail.Entry latest = history.get(0);
        return new SigningView.SentBack(
                Views.who(names, latest.personId(), request), Views.moment(request, latest.at()), latest.after());
    }

    /**
     * How it went to sign.
     *
     * @param told how many got the minutes by mail, when it was the last signature
     */
    record Signed(MinutesRepository.Signing how, int told) {}

    /** Signs for the caller what they have read; {@link MinutesRepository.Signing#LATE} when it is not their turn. */
    Signed sign(Request request, Finding.Room room) {
        Optional<Member> me = turn(request, room);
        if (me.isEmpty()) {
            return new Signed(MinutesRepository.Signing.LATE, 0);
        }
        String seen = Objects.requireNonNullElse(request.form("digest"), "");
        return store.database().write(handle -> {
            List<String> all = signers(room).stream().map(Member::personId).toList();
            MinutesRepository.Signing done =
                    store.minutes().sign(handle, room.meeting(), writing.of(request, room), seen, me.get(), all);
            int told = done == MinutesRepository.Signing.COMPLETE ? mail.attested(handle, request, room) : 0;
            if (done == MinutesRepository.Signing.COMPLETE || done == MinutesRepository.Signing.SIGNED) {
                live.tell(room.meeting().topic(), "state", done.name());
            }
            return new Signed(done, told);
        });
    }

    /** Takes one's own signature back; when it was the only one the minutes can be written in again. */
    Response takeBack(Request request) {
        return finding.meeting(request, Insight.Level.MEMBER, (r, room) -> {
            boolean done = store.database().write(handle -> {
                live.tell(room.meeting().topic(), "state", "TAKEN_BACK");
                return store.minutes().takeBack(handle, room.meeting(), r.caller().id());
            });
            return done
                    ? Response.redirect(room.meeting().address()).withNotice("signing.takeback.done")
                    : Views.shut(r, room.meeting());
        });
    }

    /** By one who leads: what was asked for is mended, and the minutes wait for signatures again. */
    Response mended(Request request) {
        return finding.leading(request, (r, room) -> {
            SigningView now = view(r, room);
            if (now == null || now.sentBack() == null) {
                return Views.stale(r);
            }
            store.database().write(handle -> {
                store.minutes().mended(handle, room.meeting(), r.caller().id());
                live.tell(room.meeting().topic(), "state", "MENDED");
                return true;
            });
            return Response.redirect(room.meeting().address()).withNotice("signing.mended.done");
        });
    }

    Response askForChange(Request request) {
        return finding.meeting(
                request, Insight.Level.MEMBER, (r, room) -> maySendBack(r, room) ? backPage(r, room, FormView.of(Map.of())) : Views.stale(r));
    }

    private boolean maySendBack(Request request, Finding.Room room) {
        SigningView now = view(request, room);
        return now != null && now.maySendBack();
    }

    private static Response.Page backPage(Request request, Finding.Room room, FormView form) {
        return Response.page(
                "meetings/send-back",
                Map.of(
                        "meeting", room.meeting(),
                        "signed", room.frozen(),
                        "form", form,
                        "crumbs",
                                List.of(
                                        Views.home(request),
                                        Views.of(room.series()),
                                        Views.of(request, room.meeting()))));
    }

    /** By one who is to sign and would rather have something changed, or by who leads, to mend it after a signature. */
    Response sendBack(Request request) {
        return finding.meeting(request, Insight.Level.MEMBER, (r, room) -> {
            if (!maySendBack(r, room)) {
                return Views.stale(r);
            }
            Input input = Input.form(r);
            String why = input.required("why", LONGEST_REASON);
            if (!input.valid()) {
                return backPage(r, room, FormView.of(r.form()).reject(input.errors())).withStatus(422);
            }
            boolean done = store.database().write(handle -> {
                live.tell(room.meeting().topic(), "state", "SENT_BACK");
                return store.minutes().sendBack(handle, room.meeting(), why, r.caller().id());
            });
            return done
                    ? Response.redirect(room.meeting().address()).withNotice(room.frozen() ? "signing.back.done.signed" : "signing.back.done")
                    : Views.stale(r);
        });
    }
}
