package se.samsyn.core.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A letter to one person.
 *
 * @param owner who wrote it: a package of core's, or {@code plugin:<id>}
 * @param address where it went; null until it has left
 * @param reason why it has not left, as a word; null when nothing is wrong. The message {@code mail.reason.<reason>} says it
 * @param detail what the mail server said, or null
 */
public record Letter(
        long id,
        String owner,
        long personId,
        @Nullable String address,
        String subject,
        State state,
        int attempts,
        Instant nextAt,
        @Nullable String reason,
        @Nullable String detail,
        Instant createdAt,
        @Nullable Instant endedAt,
        int version) {

    /** What has become of it. */
    public enum State {
        /** It leaves as soon as it can. */
        WAITING,
        SENT,
        /** It was made and not sent, since the server's settings say so. */
        DRY_RUN,
        /** It has been tried for a day, or can never arrive. */
        FAILED,
        /** Nobody to send it to. */
        LEFT_OUT
    }

    /**
     * What it says; gone once it has left.
     *
     * @param body as plain text
     * @param invitation JSON of a calendar entry that goes with it, or null
     */
    record Content(String body, String html, @Nullable String invitation, String messageId) {}

    Letter sent(State how, String to, Instant now) {
        return new Letter(
                id, owner, personId, to, subject, how, attempts + 1, nextAt, null, null, createdAt, now, version + 1);
    }

    Letter ended(State how, String why, @Nullable String said, Instant now) {
        return new Letter(
                id, owner, personId, address, subject, how, attempts + 1, nextAt, why, said, createdAt, now, version + 1);
    }

    Letter later(Instant next, String why, @Nullable String said) {
        return new Letter(
                id, owner, personId, address, subject, state, attempts + 1, next, why, said, createdAt, null, version + 1);
    }

    /** Another day of attempts. */
    Letter again(Instant now) {
        return new Letter(
                id, owner, personId, address, subject, State.WAITING, 0, now, null, null, createdAt, null, version + 1);
    }
}
