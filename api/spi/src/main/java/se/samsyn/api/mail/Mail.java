package se.samsyn.api.mail;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.document.Document;
import se.samsyn.api.work.CalendarEntry;

/**
 * A letter by e-mail. Each recipient gets a letter of their own, as text and HTML made from the body; its title is the
 * subject.
 *
 * <pre>{@code
 * return new Mail(
 *         people,
 *         new Document(subject, texts.locale(), blocks),
 *         MeetingCalendar.entry(meeting, series.name(), series.purpose()));
 * }</pre>
 *
 * @param to the ids of users; those without an address or an active account are left out, and the log says so
 * @param body subject and text
 * @param invitation a calendar entry that goes with it as an iCal invitation, or null; one that is cancelled takes the
 *     invitation back, and one with a higher revision replaces it
 * @since 0.9.0
 */
public record Mail(Set<String> to, Document body, @Nullable CalendarEntry invitation) {

    public Mail {
        to = Set.copyOf(to);
        Objects.requireNonNull(body);
    }

    /** A letter without an invitation. */
    public static Mail of(Set<String> to, Document body) {
        return new Mail(to, body, null);
    }
}
