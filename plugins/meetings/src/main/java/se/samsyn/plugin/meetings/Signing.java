package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    Signing(Store store, MinutesWriting writing, MinutesMail mail, Finding finding, Live live) {
        this.store = store;
        this.writing = writing;
        this.mail = mail;
        this.finding = finding;
        this.live = live;
    }

    private List<Member> signers(Finding.Room room) {
        Meeting meeting = room.meeting();
        return Signers.of(store.members().of(room.series().id(), meeting.day()), store.meetings().presence(meeting.id()));
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
        Map<String, String> names = Views.names(request, ids);
        boolean mine = turn(request, room).isPresent();
        return new SigningView(
                lines(request, signers, signed, names),
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

    private static List<SigningView.Line> lines(
            Request request, List<Member> signers, List<Attestation> signed, Map<String, String> names) {
        List<SigningView.Line> lines = new ArrayList<>();
        for (Attestation one : signed) {
            lines.add(new SigningView.Line(
                    Views.who(names, one.personId(), request),
                    request.text("role." + one.role()),
                    Views.moment(request, one.at())));
        }
        for (Member member : signers) {
            if (!signedBy(signed, member.personId())) {
                lines.add(new SigningView.Line(
                        Views.who(names, member.personId(), request), request.text("role." + member.role().name()), null));
            }
        }
        return lines;
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

    Response sign(Request request) {
        return finding.meeting(request, Insight.Level.MEMBER, (r, room) -> {
            Optional<Member> me = turn(r, room);
            if (me.isEmpty()) {
                return Views.stale(r);
            }
            MinutesRepository.Signing signing = store.database().write(handle -> {
                List<String> all = signers(room).stream().map(Member::personId).toList();
                MinutesRepository.Signing done =
                        store.minutes().sign(handle, room.meeting(), writing.of(r, room), me.get(), all);
                if (done == MinutesRepository.Signing.COMPLETE) {
                    mail.attested(handle, r, room);
                }
                live.tell(room.meeting().topic(), "state", done.name());
                return done;
            });
            return switch (signing) {
                case LATE -> Views.stale(r);
                case SIGNED -> Response.redirect(room.meeting().address()).withNotice("signing.signed");
                case COMPLETE -> Response.redirect(room.meeting().address()).withNotice("signing.complete");
            };
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
                    ? Response.redirect(room.meeting().address()).withNotice("signing.back.done")
                    : Views.stale(r);
        });
    }
}
