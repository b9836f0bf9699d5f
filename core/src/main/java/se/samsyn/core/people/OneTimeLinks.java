package se.samsyn.core.people;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.SwedishCollation;
import se.samsyn.core.database.Times;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.LoggedPath;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;

/** Links by which people choose their first, or a new, password: each once and within a week. */
public final class OneTimeLinks {

    /** As many as are made at once. */
    static final int MOST = 5000;

    static final String PATH = LoggedPath.BEFORE_SECRET;

    private static final String ENTITY = "one_time_link";

    private final Database database;
    private final UserRepository users;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Reach reach;
    private final ChangeLog changes;
    private final SignIn signIn;
    private final Clock clock;

    OneTimeLinks(
            Database database,
            UserRepository users,
            Accounts accounts,
            Passwords passwords,
            Reach reach,
            ChangeLog changes,
            SignIn signIn,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.reach = reach;
        this.changes = changes;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** A link as it is handed out. */
    public record Made(User user, String path, Instant expiresAt) {}

    /** Where a link that someone follows stands. */
    sealed interface Followed {
        record Open(User user) implements Followed {}

        record Used() implements Followed {}

        record Expired() implements Followed {}

        record Unknown() implements Followed {}
    }

    /** Makes a link for each of these people; what they had before stops working. */
    public List<Made> make(CurrentUser who, Collection<Long> userIds) {
        return database.write(() -> {
            Map<Long, User> found = users.find(userIds);
            return found.values().stream()
                    .filter(user -> user.state() == User.State.ACTIVE)
                    .sorted(Comparator.comparing(User::name, SwedishCollation::compare))
                    .map(user -> make(who, user))
                    .toList();
        });
    }

    private Made make(CurrentUser who, User user) {
        Grant grant = reach.toManage(who, user.id());
        Accounts.Link link = accounts.createLink(user.id());
        int version = changes.history(ENTITY, user.id(), 1).stream().findFirst().map(c -> c.version()).orElse(0) + 1;
        changes.record(grant, ENTITY, user.id(), version, null, Map.of("expiresAt", Times.text(link.expiresAt())));
        return new Made(user, PATH + link.secret(), link.expiresAt());
    }

    /**
     * A row for each of these people who has no password, for a mail merge.
     *
     * @throws Rejection when none of them needs a link
     */
    byte[] csv(List<Long> userIds, Request request) {
        Set<Long> withPassword = users.withPassword(userIds);
        List<Long> without =
                userIds.stream().filter(id -> !withPassword.contains(id)).toList();
        List<Made> made = make(HttpRequest.user(request), without);
        if (made.isEmpty()) {
            throw Rejection.of("", "people.links.none");
        }
        StringBuilder csv = new StringBuilder("\uFEFFname;username;email;link;expires\r\n");
        for (Made link : made) {
            csv.append(String.join(
                            ";",
                            Csv.cell(link.user().name()),
                            Csv.cell(link.user().username()),
                            Csv.cell(link.user().email()),
                            Csv.cell(HttpRequest.origin(request) + link.path()),
                            Times.date(link.expiresAt()).toString()))
                    .append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    Followed follow(String secret) {
        Optional<Accounts.LinkState> link = accounts.link(secret);
        if (link.isEmpty()) {
            return new Followed.Unknown();
        }
        if (link.get().used()) {
            return new Followed.Used();
        }
        Optional<User> user =
                users.find(link.get().userId()).filter(found -> found.state() == User.State.ACTIVE);
        if (user.isEmpty()) {
            return new Followed.Unknown();
        }
        return link.get().expiresAt().isAfter(clock.instant()) ? new Followed.Open(user.get()) : new Followed.Expired();
    }

    /**
     * Gives the person of the link a password and uses the link up.
     *
     * @throws Rejection when the password will not do
     */
    User choosePassword(String secret, String password) {
        if (!(follow(secret) instanceof Followed.Open open)) {
            throw new NotFound("one-time link");
        }
        passwords.check(password, open.user().username());
        String hash = passwords.hash(password);
        return database.write(() -> {
            if (!(follow(secret) instanceof Followed.Open still)) {
                throw new NotFound("one-time link");
            }
            accounts.useLink(secret);
            accounts.endSessions(still.user().id());
            users.setPasswordHash(still.user().id(), hash);
            signIn.forgetFailures(still.user().username());
            return still.user();
        });
    }
}
