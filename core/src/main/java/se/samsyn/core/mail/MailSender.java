package se.samsyn.core.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.calendar.ICalendarWriter;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.settings.MailSettings;

/** Lets the letters leave that should have left by now. One pass at a time. */
final class MailSender {

    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
    private static final int AT_ONCE = 50;

    /** What has waited longer for a mail server to be set is of no use any more. */
    private static final Duration TOO_OLD = Duration.ofDays(7);

    /** As long as it may be worth sending one again. */
    private static final Duration CONTENTS_KEPT = Duration.ofDays(30);

    private static final Duration KEPT = Duration.ofDays(400);
    private static final int PERMANENT = 500;

    private final Database database;
    private final LetterRepository letters;
    private final UserRepository users;
    private final ICalendarWriter calendar;
    private final MailSettings settings;
    private final MailServer server;
    private final Supplier<String> municipality;
    private final Clock clock;

    MailSender(
            Database database,
            LetterRepository letters,
            UserRepository users,
            ICalendarWriter calendar,
            MailSettings settings,
            Supplier<String> municipality,
            Clock clock) {
        this.database = database;
        this.letters = letters;
        this.users = users;
        this.calendar = calendar;
        this.settings = settings;
        this.server = new MailServer(settings);
        this.municipality = municipality;
        this.clock = clock;
    }

    /**
     * Sends what is due, and drops what has been in the log for more than a year.
     *
     * @param stop whether to end before all is done
     * @return how many letters left
     */
    int sendDue(BooleanSupplier stop) {
        database.write(() -> {
            letters.removeContentsEndedBefore(clock.instant().minus(CONTENTS_KEPT));
            letters.removeEndedBefore(clock.instant().minus(KEPT));
        });
        int left = 0;
        while (settings.usable() && !stop.getAsBoolean()) {
            List<Letter> due = letters.due(clock.instant(), AT_ONCE);
            if (due.isEmpty()) {
                break;
            }
            left += send(new Batch(
                    due,
                    letters.contents(due.stream().map(Letter::id).toList()),
                    users.find(due.stream().map(Letter::personId).distinct().toList())));
        }
        return left;
    }

    /** When the next letter is to be tried; empty when none waits, or there is nowhere to send it. */
    Optional<Instant> next() {
        return settings.usable() ? letters.nextDue() : Optional.empty();
    }

    private record Batch(List<Letter> letters, Map<Long, Letter.Content> contents, Map<Long, User> people) {}

    private int send(Batch batch) {
        if (settings.dryRun()) {
            batch.letters().forEach(letter -> attempt(letter, batch, null));
            return batch.letters().size();
        }
        MailServer.Line line;
        try {
            line = server.call();
        } catch (MessagingException e) {
            LOG.warn("The mail server {} cannot be reached: {}", settings.host(), e.getMessage());
            String why = e instanceof AuthenticationFailedException ? "signin" : "unreachable";
            batch.letters().forEach(letter -> later(letter, why, said(e)));
            return 0;
        }
        int left = 0;
        try (line) {
            for (Letter letter : batch.letters()) {
                left++;
                if (!attempt(letter, batch, line)) {
                    break;
                }
            }
        }
        return left;
    }

    /**
     * One attempt to send one letter.
     *
     * @param line null to send it nowhere
     * @return false when the line is of no more use
     */
    private boolean attempt(Letter letter, Batch batch, MailServer.@Nullable Line line) {
        Instant now = clock.instant();
        User person = batch.people().get(letter.personId());
        Letter.Content content = batch.contents().get(letter.id());
        String hindrance = hindrance(letter, person, content, now);
        if (hindrance != null) {
            save(letter.ended(
                    hindrance.equals("old") || hindrance.equals("gone") ? Letter.State.FAILED : Letter.State.LEFT_OUT,
                    hindrance,
                    null,
                    now));
            return true;
        }
        MimeMessage message;
        InternetAddress to;
        try {
            to = LetterMessage.address(person.email(), person.name());
            message = message(letter, content, person, to, now);
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("The letter {} cannot be made", letter.id(), e);
            save(letter.ended(Letter.State.FAILED, "unmade", said(e), now));
            return true;
        }
        return deliver(letter, message, to.getAddress(), line, now);
    }

    /** Why no letter reaches someone; null when one does. */
    static @Nullable String hindrance(@Nullable User person) {
        if (person == null || person.state() != User.State.ACTIVE) {
            return "inactive";
        }
        return person.email() == null || person.email().isBlank() ? "address" : null;
    }

    private static @Nullable String hindrance(
            Letter letter, @Nullable User person, Letter.@Nullable Content content, Instant now) {
        String theirs = hindrance(person);
        if (theirs != null) {
            return theirs;
        }
        if (content == null) {
            return "gone";
        }
        boolean old = letter.attempts() == 0 && letter.nextAt().isBefore(now.minus(TOO_OLD));
        return old ? "old" : null;
    }

    private boolean deliver(
            Letter letter, MimeMessage message, String address, MailServer.@Nullable Line line, Instant now) {
        if (line == null) {
            save(letter.sent(Letter.State.DRY_RUN, address, now));
            return true;
        }
        try {
            line.send(message);
        } catch (SendFailedException e) {
            if (code(e) >= PERMANENT) {
                save(letter.ended(Letter.State.FAILED, "refused", said(e), now));
            } else {
                later(letter, "notnow", said(e));
            }
            return line.transport().isConnected();
        } catch (MessagingException e) {
            later(letter, "unreachable", said(e));
            return false;
        }
        save(letter.sent(Letter.State.SENT, settings.redirect() == null ? address : settings.redirect(), now));
        return true;
    }

    private MimeMessage message(Letter letter, Letter.Content content, User person, InternetAddress to, Instant now)
            throws MessagingException {
        InternetAddress from = LetterMessage.address(settings.from(), municipality.get());
        InternetAddress goesTo = settings.redirect() == null
                ? to
                : LetterMessage.address(settings.redirect(), person.name() + ", " + to.getAddress());
        String ical = null;
        String method = "";
        if (content.invitation() != null) {
            CalendarDate date = Json.read(content.invitation(), CalendarDate.class);
            ical = calendar.invitation(
                    date,
                    new ICalendarWriter.Party(municipality.get(), from.getAddress()),
                    new ICalendarWriter.Party(person.name(), goesTo.getAddress()));
            method = date.cancelled() ? "CANCEL" : "REQUEST";
        }
        return LetterMessage.of(
                server.session(), new LetterMessage.Envelope(from, goesTo), letter.subject(), content, ical, method, now);
    }

    private void save(Letter letter) {
        database.write(() -> letters.update(letter));
    }

    private void later(Letter letter, String why, String said) {
        Instant now = clock.instant();
        save(Retries.next(letter.attempts(), now)
                .map(next -> letter.later(next, why, said))
                .orElseGet(() -> letter.ended(Letter.State.FAILED, why, said, now)));
    }

    /** What the server answered; 0 when it did not. */
    private static int code(SendFailedException failure) {
        for (Exception e = failure; e instanceof MessagingException of; e = of.getNextException()) {
            if (e instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (e instanceof SMTPSendFailedException letter && letter.getNextException() == null) {
                return letter.getReturnCode();
            }
        }
        return 0;
    }

    private static String said(Exception failure) {
        String said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String line = said.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return line.length() <= 300 ? line : line.substring(0, 300);
    }
}
