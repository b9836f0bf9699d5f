package se.samsyn.core.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Times;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.people.Secrets;
import se.samsyn.core.people.User;

/** The address from which a person's own calendar program reads their calendar. Whoever has it needs nothing more. */
final class FeedService {

    private static final int DAYS_BEFORE = 60;
    private static final int DAYS_AHEAD = 400;

    private final Database database;
    private final FeedRepository feeds;
    private final PeopleModule people;
    private final PersonalCalendar calendar;
    private final Secrets secrets = new Secrets();
    private final Clock clock;

    FeedService(Database database, PeopleModule people, PersonalCalendar calendar, Clock clock) {
        this.database = database;
        this.feeds = new FeedRepository(database.jdbi());
        this.people = people;
        this.calendar = calendar;
        this.clock = clock;
    }

    Optional<Instant> made(CurrentUser user) {
        return feeds.made(Objects.requireNonNull(user.userId()));
    }

    /**
     * Makes the person an address; the one that they had does not work any more.
     *
     * @return the secret in it, which is not to be had again
     */
    String renew(CurrentUser user) {
        String secret = secrets.next();
        database.write(() -> feeds.put(Objects.requireNonNull(user.userId()), Secrets.hash(secret), clock.instant()));
        return secret;
    }

    void remove(CurrentUser user) {
        database.write(() -> feeds.remove(Objects.requireNonNull(user.userId())));
    }

    /** When a person is erased. */
    void forget(long person) {
        feeds.remove(person);
    }

    /** Whose feed it is, with what they may see now; empty when it is nobody's, or the person's account is not active. */
    Optional<CurrentUser> reader(String secret) {
        return feeds.person(Secrets.hash(secret))
                .flatMap(people.users()::find)
                .filter(user -> user.state() == User.State.ACTIVE)
                .map(user -> people.sessions().as(user, "web"));
    }

    CalendarDates.Answer dates(CurrentUser user) {
        LocalDate today = Times.date(clock.instant());
        return calendar.of(user, new Span(today.minusDays(DAYS_BEFORE), today.plusDays(DAYS_AHEAD)));
    }
}
