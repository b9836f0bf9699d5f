package se.samsyn.core.people;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
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

    private final Database database;
    private final UserRepository users;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Reach reach;
    private final CredentialLog log;
    private final SignIn signIn;
    private final Clock clock;

    OneTimeLinks(
            Database database,
            UserRepository users,
            Accounts accounts,
            Passwords passwords,
            Reach reach,
            CredentialLog log,
            SignIn signIn,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.reach = reach;
        this.log = log;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** A link as it is handed out. */
    public record Made(User user, String path, Instant expiresAt) {}

    /** Where a link that someone follows stands. */
    sealed interface Followed {

        /** Whose link it is; null when that is not known. */
        @Nullable User user();

        record Open(User user) implements Followed {}

        record Used(User user) implements Followed {}

        record Expired(User user) implements Followed {}

        record Unknown() implements Followed {

            @Override
            public @Nullable User user() {
                return null;
            }
        }
    }

    /** Makes a link for each of these people whom the user may manage; what they had before stops working. */
    public List<Made> make(CurrentUser who, Collection<Long> userIds) {
        return database.write(() -> {
            Map<Long, User> active = users.find(userIds).values().stream()
                    .filter(user -> user.state() == User.State.ACTIVE)
                    .collect(Collectors.toMap(User::id, user -> user));
            Map<Long, Grant> allowed = reach.managed(who, active.keySet());
            Map<Long, Accounts.Link> links = accounts.createLinks(allowed.keySet());
            allowed.keySet().stream()
                    .collect(Collectors.groupingBy(allowed::get))
                    .forEach((grant, ids) -> log.links(grant, ids, links.get(ids.get(0)).expiresAt()));
            return allowed.keySet().stream()
                    .map(active::get)
                    .sorted(Comparator.comparing(User::name, SwedishCollation::compare))
                    .map(user -> made(user, links.get(user.id())))
                    .toList();
        });
    }

    private static Made made(User user, Accounts.Link link) {
        return new Made(user, PATH + link.secret(), link.expiresAt());
    }

    /**
     * A row for each of these people who has no password and whom the user may manage, for a mail merge.
     *
     * @throws Rejection when no link can be made
     */
    byte[] csv(List<Long> userIds, Request request) {
        CurrentUser who = HttpRequest.user(request);
        if (userIds.isEmpty()) {
            throw Rejection.of("", "people.links.choose");
        }
        List<Made> made = make(who, without(userIds));
        if (made.isEmpty()) {
            int outside = outside(who, userIds);
            throw outside > 0
                    ? Rejection.of("", "people.links.outside", outside)
                    : Rejection.of("", "people.links.none");
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

    /** How many of these people lack a password but are not for the user to manage, so that they get no link. */
    int outside(CurrentUser who, Collection<Long> userIds) {
        Set<Long> without = without(users.find(userIds).keySet());
        return without.size() - reach.managed(who, without).size();
    }

    private Set<Long> without(Collection<Long> userIds) {
        Set<Long> without = new LinkedHashSet<>(userIds);
        without.removeAll(users.withPassword(userIds));
        return without;
    }

    Followed follow(String secret) {
        Accounts.LinkState link = accounts.link(secret).orElse(null);
        User user = link == null ? null : users.find(link.userId()).orElse(null);
        if (user == null || user.state() != User.State.ACTIVE) {
            return new Followed.Unknown();
        }
        if (link.used()) {
            return new Followed.Used(user);
        }
        return link.expiresAt().isAfter(clock.instant()) ? new Followed.Open(user) : new Followed.Expired(user);
    }

    /**
     * Gives the person of the link a password and uses the link up.
     *
     * @param visitor whoever follows the link, signed in or not
     * @throws Rejection when the password will not do
     */
    User choosePassword(CurrentUser visitor, String secret, String password) {
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
            log.password(new Grant(still.user().id(), null, visitor.origin()), still.user().id());
            signIn.forgetFailures(still.user().username());
            return still.user();
        });
    }
}
