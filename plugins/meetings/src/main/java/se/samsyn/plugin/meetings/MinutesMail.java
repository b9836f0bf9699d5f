package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import se.samsyn.api.document.Document;
import se.samsyn.api.mail.Mail;
import se.samsyn.api.web.Request;

/** Mails minutes to the members, each with what they promised first. */
final class MinutesMail {

    private final MinutesWriting writing;
    private final ChangeTrail trail;

    MinutesMail(MinutesWriting writing, ChangeTrail trail) {
        this.writing = writing;
        this.trail = trail;
    }

    /** Which letter somebody has got. */
    private enum What {
        ATTESTED,
        UNATTESTED
    }

    /** To each member, once; within the transaction that attests. */
    void attested(Handle handle, Request request, Finding.Room room) {
        send(handle, request, room, What.ATTESTED);
    }

    /** To each member who has not got these minutes unsigned before; answers how many there were. */
    int unattested(Handle handle, Request request, Finding.Room room) {
        return send(handle, request, room, What.UNATTESTED);
    }

    private int send(Handle handle, Request request, Finding.Room room, What what) {
        Minutes minutes = writing.of(request, room);
        List<Mail> mails = new ArrayList<>();
        for (Minutes.Attendee person : minutes.people()) {
            if (first(handle, room.meeting(), person.personId(), what)) {
                mails.add(Mail.of(Set.of(person.personId()), letter(request, room, minutes, person.personId(), what)));
            }
        }
        request.services().mails().send(mails);
        return mails.size();
    }

    private boolean first(Handle handle, Meeting meeting, String personId, What what) {
        return handle.createUpdate(
                                """
                                insert into p_meetings_sent (meeting_id, person_id, what, at) values (:meeting, :person, :what, :at)
                                on conflict (meeting_id, person_id, what) do nothing
                                """)
                        .bind("meeting", meeting.id())
                        .bind("person", personId)
                        .bind("what", "MINUTES_" + what.name())
                        .bind("at", trail.now())
                        .execute()
                == 1;
    }

    private static Document letter(
            Request request, Finding.Room room, Minutes minutes, String personId, What what) {
        List<Document.Block> blocks = new ArrayList<>();
        blocks.add(new Document.Paragraph(request.text("minutes.mail." + what.name(), MinutesDocument.title(request, minutes))));
        List<Minutes.Promise> mine = minutes.promisedBy(personId);
        blocks.add(new Document.Heading(2, request.text("minutes.mail.promised")));
        blocks.add(mine.isEmpty()
                ? new Document.Paragraph(request.text("minutes.mail.promised.none"))
                : new Document.Bullets(mine.stream()
                        .map(promise -> MinutesDocument.promise(request, promise))
                        .toList()));
        List<String> decisions = minutes.allDecisions();
        if (!decisions.isEmpty()) {
            blocks.add(new Document.Heading(2, request.text("decisions.title")));
            blocks.add(new Document.Bullets(decisions));
        }
        blocks.add(new Document.Link(request.text("minutes.mail.open"), room.meeting().address()));
        return new Document(
                request.text("minutes.mail.subject." + what.name(), MinutesDocument.title(request, minutes)),
                request.locale(),
                blocks);
    }
}
