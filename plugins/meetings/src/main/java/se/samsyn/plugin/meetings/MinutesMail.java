package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import se.samsyn.api.Texts;
import se.samsyn.api.document.Document;
import se.samsyn.api.mail.Mail;
import se.samsyn.api.web.Request;

/** Mails minutes to the members, each with what they promised first. */
final class MinutesMail {

    /** Its history is not the meeting's: what is signed is locked, and the minutes may be sent still. */
    static final String ENTITY = "mail";

    private final Store store;
    private final MinutesWriting writing;
    private final Clock clock;

    MinutesMail(Store store, MinutesWriting writing, Clock clock) {
        this.store = store;
        this.writing = writing;
        this.clock = clock;
    }

    /** Which letter somebody has got. */
    private enum What {
        ATTESTED,
        UNATTESTED;

        static What of(Meeting meeting) {
            return meeting.state() == Meeting.State.ATTESTED ? ATTESTED : UNATTESTED;
        }

        String key() {
            return "MINUTES_" + name();
        }
    }

    /**
     * How far the minutes have come, for whoever leads.
     *
     * @param told the names of those who have got them as they are now, with commas; empty when nobody has
     * @param waiting how many would get them now
     */
    public record Standing(String told, int waiting) {}

    Standing standing(Request request, Finding.Room room) {
        What what = What.of(room.meeting());
        List<String> told = store.database().read(handle -> handle.createQuery(
                        "select person_id from p_meetings_sent where meeting_id = :meeting and what = :what")
                .bind("meeting", room.meeting().id())
                .bind("what", what.key())
                .mapTo(String.class)
                .list());
        Set<String> waiting = recipients(request, room);
        waiting.removeAll(told);
        Map<String, String> names = Views.names(request, told);
        return new Standing(
                told.stream().map(id -> Views.who(names, id, request).name()).sorted(Views.BY_NAME).collect(Collectors.joining(", ")),
                request.services().mails().available() ? waiting.size() : 0);
    }

    /** To each who was called, is a member still and can be reached, once; within the transaction that attests. */
    int attested(Handle handle, Request request, Finding.Room room) {
        return send(handle, request, room, What.ATTESTED);
    }

    /** To each of the same who has not got them as they are now: unsigned, or signed; answers how many there were. */
    int again(Handle handle, Request request, Finding.Room room) {
        What what = What.of(room.meeting());
        int sent = send(handle, request, room, what);
        if (sent > 0) {
            ChangeTrail.Entity mail = new ChangeTrail.Entity(ENTITY, room.meeting().id(), null);
            String field = what == What.ATTESTED ? "mailedSigned" : "mailed";
            store.trail().record(handle, request.caller().id(), mail, field, null, sent);
        }
        return sent;
    }

    private int send(Handle handle, Request request, Finding.Room room, What what) {
        if (!request.services().mails().available()) {
            return 0;
        }
        Minutes minutes = writing.of(request, room);
        Set<String> people = recipients(request, room);
        people.removeIf(person -> !first(handle, room.meeting(), person, what));
        List<Mail> mails = new ArrayList<>();
        request.services().mails().byLanguage(people).forEach((language, readers) -> readers.forEach(person ->
                mails.add(Mail.of(Set.of(person), letter(request.in(language), room, minutes, person, what)))));
        request.services().mails().send(mails);
        return mails.size();
    }

    /** Those who were called, are members still and can be reached. */
    private Set<String> recipients(Request request, Finding.Room room) {
        Set<String> people = Roll.called(store, room.meeting(), room.meeting().day()).stream()
                .map(Member::personId)
                .collect(Collectors.toSet());
        people.retainAll(members(room.series()));
        people.retainAll(request.services().mails().reachable(people));
        return people;
    }

    private Set<String> members(Series series) {
        return store.members().of(series.id(), Times.day(clock.instant())).stream()
                .map(Member::personId)
                .collect(Collectors.toSet());
    }

    private boolean first(Handle handle, Meeting meeting, String personId, What what) {
        return handle.createUpdate(
                                """
                                insert into p_meetings_sent (meeting_id, person_id, what, at) values (:meeting, :person, :what, :at)
                                on conflict (meeting_id, person_id, what) do nothing
                                """)
                        .bind("meeting", meeting.id())
                        .bind("person", personId)
                        .bind("what", what.key())
                        .bind("at", store.trail().now())
                        .execute()
                == 1;
    }

    private static Document letter(
            Texts texts, Finding.Room room, Minutes minutes, String personId, What what) {
        List<Document.Block> blocks = new ArrayList<>();
        blocks.add(new Document.Paragraph(texts.text("minutes.mail." + what.name(), MinutesDocument.title(texts, minutes))));
        List<Minutes.Promise> mine = minutes.promisedBy(personId);
        blocks.add(new Document.Heading(2, texts.text("minutes.mail.promised")));
        blocks.add(mine.isEmpty()
                ? new Document.Paragraph(texts.text("minutes.mail.promised.none"))
                : new Document.Bullets(mine.stream()
                        .map(promise -> MinutesDocument.promise(texts, promise))
                        .toList()));
        List<String> decisions = minutes.allDecisions();
        if (!decisions.isEmpty()) {
            blocks.add(new Document.Heading(2, texts.text("decisions.title")));
            blocks.add(new Document.Bullets(decisions));
        }
        blocks.add(new Document.Link(texts.text("minutes.mail.open"), room.meeting().address()));
        return new Document(
                texts.text("minutes.mail.subject." + what.name(), MinutesDocument.title(texts, minutes)),
                texts.locale(),
                blocks);
    }
}
