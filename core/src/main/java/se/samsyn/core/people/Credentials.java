package se.samsyn.core.people;

import java.util.Map;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.web.Rejection;

/** What the operator gives a person to sign in with: a password, or a token for a program. */
public final class Credentials {

    private static final String PASSWORD = "password";
    private static final String TOKEN = "api_token";

    private final Database database;
    private final UserRepository users;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Reach reach;
    private final ChangeLog changes;

    Credentials(
            Database database,
            UserRepository users,
            Accounts accounts,
            Passwords passwords,
            Secrets secrets,
            Reach reach,
            ChangeLog changes) {
        this.database = database;
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.secrets = secrets;
        this.reach = reach;
        this.changes = changes;
    }

    /**
     * Gives the person this password; whoever was signed in as them no longer is.
     *
     * @throws Rejection when the password will not do
     */
    public void setPassword(CurrentUser who, User user, String password) {
        Passwords.weakness(password, user.username()).ifPresent(key -> {
            throw Rejection.of("password", key);
        });
        String hash = passwords.hash(password);
        database.write(() -> {
            note(reach.toManage(who, user.id()), PASSWORD, user);
            accounts.endSessions(user.id());
            users.setPasswordHash(user.id(), hash);
        });
    }

    /** Gives the person a password that nobody chose, and returns it; it cannot be read again. */
    public String newPassword(CurrentUser who, User user) {
        String password = secrets.next().substring(0, 20);
        setPassword(who, user, password);
        return password;
    }

    /** Makes a token that a program shows to act as the person, and returns it; it cannot be read again. */
    public String newToken(CurrentUser who, User user, String label) {
        return database.write(() -> {
            note(reach.toManage(who, user.id()), TOKEN, user);
            return accounts.createToken(user.id(), label);
        });
    }

    /** That it was done, by whom and when; never what it is. */
    private void note(Grant grant, String what, User user) {
        int version = changes.history(what, user.id(), 1).stream()
                        .findFirst()
                        .map(last -> last.version())
                        .orElse(0)
                + 1;
        changes.record(grant, what, user.id(), version, null, Map.of("user", user.username()));
    }
}
