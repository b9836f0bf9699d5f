package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.Texts;
import se.samsyn.api.document.Document;
import se.samsyn.api.mail.Mail;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Kallelser: mail with an invitation for the calendar, and word to those who got one when the meeting is called off. */
final class Invitations {

    private static final String WHAT = "INVITATION";

    private final Store store;
    private final Finding finding;
    private final Clock clock;

    Invitations(Store store, Finding finding, Clock clock) {
        this.store = store;
        this.finding = finding;
        this.clock = clock;
    }

    /**
     * How the invitations stand, for whoever leads.
     *
     * @param available whether Samsyn can send e-mail at all
     * @param told how many of the members have got one
     * @param hearing how many of those are told when the meeting is changed
     * @param unreachable the names of those whom no letter reaches, with commas; empty when there are none
     * @param waiting how many would get one now
     */
    public record Standing(boolean available, int told, int hearing, int members, String unreachable, int waiting) {}

    Standing standing(Request request, Finding.Room room) {
        List<String> people = members(room.series());
        Set<String> told = Set.copyOf(store.database().read(handle -> told(handle, room.meeting().id())));
        Set<String> reachable = request.services().mails().reachable(people);
        List<String> others = people.stream().filter(id -> !reachable.contains(id) && !told.contains(id)).toList();
        Map<String, String> names = Views.names(request, others);
        return new Standing(
                request.services().mails().available(),
                (int) people.stream().filter(told::contains).count(),
                (int) people.stream().filter(id -> told.contains(id) && reachable.contains(id)).count(),
                people.size(),
                others.stream().map(id -> Views.who(names, id, request).name()).collect(Collectors.joining(", ")),
                (int) people.stream().filter(id -> reachable.contains(id) && !told.contains(id)).count());
    }

    private List<String> members(Series series) {
        return store.members().of(series.id(), Times.day(clock.instant())).stream()
                .map(Member::personId)
                .toList();
    }

    /**
     * To every member who has not got one and can be reached; those who have are told by themselves when the meeting
     * changes.
     */
    Response invite(Request request) {
        return finding.meeting(request, Insight.Level.LEADER, (r, room) -> {
            if (room.meeting().state() != Meeting.State.PLANNED || room.meeting().calledOff()) {
                return Views.stale(r);
            }
            if (!r.services().mails().available()) {
                return Response.problem(409, "no-mail", r.text("invitation.unavailable"));
            }
            Set<String> people = new HashSet<>(r.services().mails().reachable(members(room.series())));
            int sent = store.database().write(handle -> {
                people.removeIf(person -> !first(handle, room.meeting(), person));
                if (!people.isEmpty()) {
                    r.services().mails().send(mails(r, room.series(), room.meeting(), null, people));
                }
                return people.size();
            });
            return Response.redirect(room.meeting().address()).withNotice("invitation.sent", sent);
        });
    }

    private boolean first(Handle handle, Meeting meeting, String personId) {
        return handle.createUpdate(
                                """
                                insert into p_meetings_sent (meeting_id, person_id, what, at) values (:meeting, :person, :what, :at)
                                on conflict (meeting_id, person_id, what) do nothing
                                """)
                        .bind("meeting", meeting.id())
                        .bind("person", personId)
                        .bind("what", WHAT)
                        .bind("at", store.trail().now())
                        .execute()
                == 1;
    }

    /**
     * Tells those who were invited, and are members still, that the meeting was changed or called off; within that
     * transaction. Nobody is told of a change that is none to them.
     *
     * @return how many are told
     */
    int changed(Handle handle, Request request, Series series, Meeting before) {
        Meeting now = MeetingRepository.find(handle, before.id()).orElseThrow();
        return now.state() != Meeting.State.PLANNED || sameToMembers(before, now) ? 0 : tell(handle, request, series, before, now);
    }

    /** Tells the same that the meeting was held on another day than they were invited to, so that their calendars say so. */
    void held(Handle handle, Request request, Series series, Meeting before, Meeting now) {
        if (!now.day().equals(before.day())) {
            tell(handle, request, series, before, now);
        }
    }

    private int tell(Handle handle, Request request, Series series, Meeting before, Meeting now) {
        Set<String> invited = new HashSet<>(told(handle, before.id()));
        invited.retainAll(members(series));
        invited.retainAll(request.services().mails().reachable(invited));
        if (invited.isEmpty() || !request.services().mails().available()) {
            return 0;
        }
        request.services().mails().send(mails(request, series, now, before, invited));
        return invited.size();
    }

    /**
     * Takes back the invitations of one who takes part no longer, to meetings to come; within that transaction. Should they
     * join again they can be invited anew.
     *
     * @return to how many meetings
     */
    int left(Handle handle, Request request, Series series, String personId) {
        List<Meeting> invited = revised(handle, series, personId);
        for (Meeting meeting : invited) {
            handle.createUpdate(
                            "delete from p_meetings_sent where meeting_id = :meeting and person_id = :person and what = :what")
                    .bind("meeting", meeting.id())
                    .bind("person", personId)
                    .bind("what", WHAT)
                    .execute();
        }
        Set<String> person = request.services().mails().reachable(Set.of(personId));
        if (person.isEmpty() || !request.services().mails().available()) {
            return 0;
        }
        List<Mail> mails = new ArrayList<>();
        request.services().mails().byLanguage(person).forEach((language, readers) ->
                invited.forEach(meeting -> mails.add(farewell(request.in(language), series, meeting, readers))));
        request.services().mails().send(mails);
        return invited.size();
    }

    /**
     * The meetings to come that somebody was invited to, each two revisions on: one for what takes that back, and one for what
     * may be sent after that.
     */
    private List<Meeting> revised(Handle handle, Series series, String personId) {
        return handle.createQuery(
                        """
                        update p_meetings_meeting as t set revision = revision + 2
                         where t.series_id = :series and t.state = 'PLANNED' and t.called_off = false and t.ends_at >= :now
                           and exists (select 1 from p_meetings_sent x
                                        where x.meeting_id = t.id and x.person_id = :person and x.what = :what)
                        returning %s
                        """
                                .formatted(MeetingRepository.COLUMNS.replace("t.", "")))
                .bind("series", series.id())
                .bind("person", personId)
                .bind("what", WHAT)
                .bind("now", store.trail().now())
                .map(MeetingRepository.MEETING)
                .list();
    }

    /** Nothing of what will be said there, and no way in. */
    private static Mail farewell(Texts texts, Series series, Meeting meeting, Set<String> people) {
        Views.When when = Views.when(texts, meeting.startsAt(), meeting.endsAt());
        String subject = texts.text("invitation.subject.left", series.name(), when.shortDay(), when.from());
        Document body = new Document(
                subject, texts.locale(), List.of(new Document.Paragraph(texts.text("invitation.left", series.name()))));
        return new Mail(people, body, MeetingCalendar.withdrawn(meeting, series.name()));
    }

    private static boolean sameToMembers(Meeting before, Meeting now) {
        return before.calledOff() == now.calledOff()
                && before.startsAt().equals(now.startsAt())
                && before.endsAt().equals(now.endsAt())
                && before.place().equals(now.place());
    }

    private static List<String> told(Handle handle, long meetingId) {
        return handle.createQuery("select person_id from p_meetings_sent where meeting_id = :meeting and what = :what")
                .bind("meeting", meetingId)
                .bind("what", WHAT)
                .mapTo(String.class)
                .list();
    }

    /**
     * Each in the recipient's own language.
     *
     * @param before what those who were invited know of it, or null when they are invited now
     */
    private List<Mail> mails(
            Request request, Series series, Meeting meeting, @Nullable Meeting before, Set<String> people) {
        String by = Views.name(request, request.caller().id());
        return request.services().mails().byLanguage(people).entrySet().stream()
                .map(readers -> mail(request.in(readers.getKey()), series, meeting, before, by, readers.getValue()))
                .toList();
    }

    private Mail mail(
            Texts texts, Series series, Meeting meeting, @Nullable Meeting before, String by, Set<String> people) {
        News news = News.of(meeting, before);
        String what = news == News.PLACE && meeting.place().isEmpty() ? "noplace" : news.name();
        Views.When when = Views.when(texts, meeting.startsAt(), meeting.endsAt());
        List<Document.Fact> facts = new ArrayList<>();
        facts.add(new Document.Fact(texts.text("minutes.when"), inWords(texts, meeting)));
        if (before != null && (news == News.MOVED || news == News.HELD)) {
            facts.add(new Document.Fact(texts.text("invitation.before"), inWords(texts, before)));
        }
        if (!meeting.place().isEmpty()) {
            facts.add(new Document.Fact(texts.text("minutes.place"), meeting.place()));
        }
        if (before != null && !before.place().isEmpty() && !before.place().equals(meeting.place())) {
            facts.add(new Document.Fact(texts.text("invitation.before.place"), before.place()));
        }
        facts.add(new Document.Fact(texts.text("invitation.by." + news), by));
        List<Document.Block> blocks = new ArrayList<>();
        if (news == News.OFF) {
            blocks.add(new Document.Paragraph(
                    meeting.calledOffWhy().isEmpty() ? texts.text("meeting.calledoff.text") : meeting.calledOffWhy()));
        } else if (news != News.NEW) {
            blocks.add(new Document.Paragraph(texts.text("invitation.text." + what)));
        }
        blocks.add(new Document.Facts(facts));
        List<String> agenda = store.items().of(meeting.id()).stream().map(Item::title).toList();
        if (!meeting.calledOff() && !agenda.isEmpty()) {
            blocks.add(new Document.Heading(2, texts.text("agenda.title")));
            blocks.add(new Document.Bullets(agenda));
        }
        blocks.add(new Document.Link(texts.text("invitation.open"), meeting.address()));
        String subject = texts.text("invitation.subject." + what, series.name(), when.shortDay(), when.from());
        return new Mail(
                people,
                new Document(subject, texts.locale(), blocks),
                MeetingCalendar.entry(meeting, series.name(), series.purpose()));
    }

    private static String inWords(Texts texts, Meeting meeting) {
        Views.When when = Views.when(texts, meeting.startsAt(), meeting.endsAt());
        return when.day() + ", " + texts.text("when.time", when.from(), when.to());
    }

    /** What a letter has to say. */
    private enum News {
        NEW,
        MOVED,
        PLACE,
        OFF,
        /** It was called off, and is held after all. */
        ON,
        /** On another day than it was planned for. */
        HELD;

        static News of(Meeting now, @Nullable Meeting before) {
            if (now.calledOff()) {
                return OFF;
            }
            if (before == null) {
                return NEW;
            }
            if (now.state() == Meeting.State.HELD) {
                return HELD;
            }
            boolean moved = !before.startsAt().equals(now.startsAt()) || !before.endsAt().equals(now.endsAt());
            return before.calledOff() ? ON : moved ? MOVED : PLACE;
        }
    }
}
