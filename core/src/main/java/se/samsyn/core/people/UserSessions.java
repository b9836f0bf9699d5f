package se.samsyn.core.people;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.StorageException;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Sessions;

/** Knows people by their cookies and tokens, with the roles that hold today. */
public final class UserSessions implements Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(UserSessions.class);

    /** So that reading a page is not also writing a row. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);

    private final Accounts accounts;
    private final Recognition recognition;
    private final AccessControl access;
    private final Messages messages;
    private final Clock clock;

    UserSessions(
            Accounts accounts, Recognition recognition, AccessControl access, Messages messages, Clock clock) {
        this.accounts = accounts;
        this.recognition = recognition;
        this.access = access;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public Optional<Session> find(String cookie) {
        Optional<Recognition.Person> found = recognition.byCookie(cookie);
        found.filter(person -> person.openSession().seenAt().plus(SEEN_EVERY).isBefore(clock.instant()))
                .ifPresent(person -> markSeen(cookie));
        found.ifPresent(person -> messages.seen(person.latestChange()));
        return found.map(this::session);
    }

    @Override
    public Optional<Session> peek(String cookie) {
        return recognition.byCookie(cookie).map(this::session);
    }

    private Session session(Recognition.Person person) {
        return new Session(current(person, "web"), person.openSession().csrf());
    }

    @Override
    public Optional<CurrentUser> ofToken(String token) {
        Optional<Recognition.Person> found = recognition.byToken(token);
        found.ifPresent(person -> messages.seen(person.latestChange()));
        return found.map(person -> current(person, "api"));
    }

    @Override
    public CurrentUser nobody(Locale locale) {
        return access.nobody(locale);
    }

    /** The user as they would be if they came from there now. */
    public CurrentUser as(User user, String origin) {
        return current(recognition.byId(user.id()).orElseThrow(), origin);
    }

    /** Opens a session and returns the value of its cookie. */
    public String open(User user) {
        return accounts.openSession(user.id());
    }

    void close(String cookie) {
        accounts.endSession(cookie);
    }

    private CurrentUser current(Recognition.Person person, String origin) {
        return new CurrentUser(
                person.userId(),
                person.name(),
                person.assignments(),
                Locale.forLanguageTag(person.locale()),
                origin,
                false,
                access.remembering(person.latestChange()));
    }

    /** A full disk must not keep people from reading. */
    private void markSeen(String cookie) {
        try {
            accounts.seen(cookie);
        } catch (StorageException e) {
            LOG.warn("Cannot note that a session is in use", e);
        }
    }
}
