package se.samsyn.core.people;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** What may be done with people, and by whom. */
public final class UserService {

    public static final String ENTITY = "user";

    private static final int LONGEST_NAME = 200;
    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{2,100}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\",;]{1,64}@[^\\s@<>\",;]{1,189}");

    private final Database database;
    private final UserRepository users;
    private final Reach reach;
    private final Accounts accounts;
    private final ChangeLog changes;
    private final Messages messages;
    private final List<LongConsumer> atErasure = new CopyOnWriteArrayList<>();

    UserService(
            Database database,
            UserRepository users,
            Reach reach,
            Accounts accounts,
            ChangeLog changes,
            Messages messages) {
        this.database = database;
        this.users = users;
        this.reach = reach;
        this.accounts = accounts;
        this.changes = changes;
        this.messages = messages;
    }

    /**
     * Adds a person, who has no role and no password yet.
     *
     * @throws se.samsyn.api.web.InputException when the details cannot be used
     */
    public User create(CurrentUser who, UserDetails details) {
        return database.write(() -> {
            Grant grant = reach.toAdd(who);
            UserDetails checked = checked(0, details);
            User user = checked.as(users.insert(checked), User.State.ACTIVE, 1);
            changes.record(grant, ENTITY, user.id(), 1, null, user);
            return user;
        });
    }

    /**
     * Changes a person's details.
     *
     * @param version the version that the caller has seen
     */
    public User update(CurrentUser who, long id, int version, UserDetails details) {
        return database.write(() -> {
            User before = living(id);
            Grant grant = reach.toManage(who, id);
            return save(grant, before, version, checked(id, details), before.state());
        });
    }

    /** A person changes their own language. */
    public User chooseLanguage(CurrentUser who, String locale) {
        return database.write(() -> {
            User before = living(who.userId());
            UserDetails details = new UserDetails(before.username(), before.name(), before.email(), locale);
            Grant own = new Grant(who.userId(), null, who.origin());
            return save(own, before, before.version(), checked(before.id(), details), before.state());
        });
    }

    /** Shuts a person out, or lets them in again. */
    public User block(CurrentUser who, long id, int version, boolean blocked) {
        return database.write(() -> {
            User before = living(id);
            Grant grant = reach.toManage(who, id);
            User.State state = blocked ? User.State.BLOCKED : User.State.ACTIVE;
            return reach.keepingAnAdministrator(() -> {
                User after = save(grant, before, version, UserDetails.of(before), state);
                if (blocked) {
                    accounts.endSessions(id);
                }
                return after;
            });
        });
    }

    /** Has this done as well, in the same unit of work, when a person is erased: by those who keep something of people. */
    public void atErasure(LongConsumer action) {
        atErasure.add(action);
    }

    /** Takes away everything that says who the person was; the row stays, since history points to it. */
    public User erase(CurrentUser who, long id, int version) {
        return database.write(() -> {
            User before = living(id);
            Grant grant = reach.toManage(who, id);
            UserDetails nobody = new UserDetails(
                    "erased-" + id, messages.text(Messages.SWEDISH, "people.user.erasedname"), null, before.locale());
            return reach.keepingAnAdministrator(() -> {
                accounts.forget(id);
                atErasure.forEach(action -> action.accept(id));
                reach.endRoles(grant, id);
                User after = save(grant, before, version, nobody, User.State.ERASED);
                changes.forget(ENTITY, id, after);
                return after;
            });
        });
    }

    /**
     * Tells whether the details could be saved, without doing it.
     *
     * @param id the person who would be changed; 0 for a new one
     * @throws Rejection when they cannot be used
     */
    public void check(long id, UserDetails details) {
        checked(id, details);
    }

    private User living(@Nullable Long id) {
        if (id == null) {
            throw new NotFound("user");
        }
        return users.find(id)
                .filter(user -> user.state() != User.State.ERASED)
                .orElseThrow(() -> new NotFound("user " + id));
    }

    private User save(Grant grant, User before, int version, UserDetails details, User.State state) {
        if (before.version() != version) {
            throw new StaleVersion(ENTITY, before.id(), version);
        }
        User after = details.as(before.id(), state, version + 1);
        if (details.equals(UserDetails.of(before)) && state == before.state()) {
            return before;
        }
        users.update(after);
        changes.record(grant, ENTITY, after.id(), after.version(), null, after);
        return after;
    }

    private UserDetails checked(long id, UserDetails details) {
        Rejection.Check check = new Rejection.Check();
        String name = check.line("name", details.name(), LONGEST_NAME);
        String username = canonical(details.username());
        check.that(isUsername(username), "username", "people.user.error.username");
        users.byUsername(username)
                .filter(other -> other.id() != id)
                .ifPresent(other -> check.that(false, "username", "people.user.error.taken"));
        String email = details.email() == null || details.email().isBlank() ? null : details.email().strip();
        check.that(email == null || EMAIL.matcher(email).matches(), "email", "people.user.error.email");
        check.that(languages().contains(details.locale()), "locale", "people.user.error.locale");
        check.done();
        return new UserDetails(username, name, email, details.locale());
    }

    /** The languages a person can choose. */
    public static List<String> languages() {
        return Messages.LOCALES.stream().map(Locale::getLanguage).collect(Collectors.toList());
    }

    /** Whether people can have the user name, in its canonical form. */
    public static boolean isUsername(String username) {
        return USERNAME.matcher(username).matches();
    }

    /** A user name as it is kept, however it was typed. */
    public static String canonical(String username) {
        return Normalizer.normalize(username.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
