package se.samsyn.plugin.meetings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.document.Document;
import se.samsyn.api.document.Documents;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Minutes to take along: as Word, as PDF, and by mail. */
final class MinutesPages {

    private final Store store;
    private final MinutesWriting writing;
    private final MinutesMail mail;
    private final Documents documents;
    private final Finding finding;

    MinutesPages(Store store, MinutesWriting writing, MinutesMail mail, Documents documents, Finding finding) {
        this.store = store;
        this.writing = writing;
        this.mail = mail;
        this.documents = documents;
        this.finding = finding;
    }

    Response word(Request request) {
        return finding.meeting(
                request, Insight.Level.OVERSEER, (r, room) -> documents.word(name(r, room) + ".docx", document(r, room)));
    }

    Response pdf(Request request) {
        return finding.meeting(
                request, Insight.Level.OVERSEER, (r, room) -> documents.pdf(name(r, room) + ".pdf", document(r, room)));
    }

    /** As signed; as they stand now while nobody has. */
    private Document document(Request request, Finding.Room room) {
        Optional<MinutesRepository.Frozen> frozen = store.minutes().frozen(room.meeting().id());
        List<Attestation> signed = store.minutes().attestations(room.meeting().id());
        return MinutesDocument.of(
                request,
                frozen.map(MinutesRepository.Frozen::minutes).orElseGet(() -> writing.of(request, room)),
                frozen.isPresent() ? signed : List.of(),
                room.meeting().state() == Meeting.State.ATTESTED);
    }

    private static String name(Request request, Finding.Room room) {
        String series = room.series().name().replace('–', '-').replaceAll("[^\\p{L}\\p{N} -]", "").strip();
        return request.text("minutes.file", series, room.meeting().day().toString());
    }

    /** Sends them as they are, signed or not, to everyone who has not got them so. */
    Response send(Request request) {
        return finding.meeting(request, Insight.Level.LEADER, (r, room) -> {
            boolean signed = room.meeting().state() == Meeting.State.ATTESTED;
            if (!signed && room.meeting().state() != Meeting.State.HELD) {
                return Views.stale(r);
            }
            if (!r.services().mails().available()) {
                return Response.problem(409, "no-mail", r.text("minutes.send.unavailable"));
            }
            int sent = store.database().write(handle -> mail.again(handle, r, room));
            return Response.redirect(room.meeting().address()).withNotice(signed ? "minutes.sent.signed" : "minutes.sent", sent);
        });
    }
}
