package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.subject.SubjectCard;

/**
 * The minutes of a meeting as they are frozen: all that was said, decided and promised, in no one's language.
 *
 * @param people those who were members on the day, in the order of the page
 */
public record Minutes(
        String series, String unit, Instant startsAt, Instant endsAt, String place, List<Attendee> people, List<Point> points) {

    /**
     * A member.
     *
     * @param present whether they were there; null when nobody said
     */
    public record Attendee(String personId, String name, String role, @Nullable Boolean present) {}

    /**
     * An item of the agenda and what it came to.
     *
     * @param subject what of Samsyn's it was about as that stood when the meeting was ended, or null
     * @param subjectInEnglish the same; null where it was kept in one language alone
     * @param subjectAt the day when it stood so, or null
     * @param files the names of what was attached
     */
    public record Point(
            int number,
            String title,
            String state,
            @Nullable SubjectCard subject,
            @Nullable SubjectCard subjectInEnglish,
            @Nullable LocalDate subjectAt,
            List<String> files,
            String note,
            List<String> decisions,
            List<Promise> actions) {

        /** Minutes that were frozen before files were attached say nothing of them. */
        public Point {
            files = files == null ? List.of() : files;
        }

        /** What it was about, in the words of a language. */
        @Nullable SubjectCard subject(Locale language) {
            return subject == null ? null : Subjects.in(language, subject, subjectInEnglish);
        }

        public boolean empty() {
            return note.isEmpty() && decisions.isEmpty() && actions.isEmpty();
        }
    }

    /**
     * What somebody is to do.
     *
     * @param ownerId core's id of who, or null when nobody was named
     * @param owner their name; empty when nobody was named
     */
    public record Promise(String text, @Nullable String ownerId, String owner, @Nullable LocalDate due) {}

    /** What a person promised. */
    List<Promise> promisedBy(String personId) {
        return points.stream()
                .flatMap(point -> point.actions().stream())
                .filter(promise -> personId.equals(promise.ownerId()))
                .toList();
    }

    /** All decisions, in order. */
    List<String> allDecisions() {
        return points.stream().flatMap(point -> point.decisions().stream()).toList();
    }
}
