package se.samsyn.core.people;

import java.util.Objects;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.Database;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;

/** What a person, or their program, signs in with: passwords given to them, and tokens. */
public final class Credentials {

    private final Database database;
    private final UserRepository users;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Reach reach;
    private final CredentialLog log;

    Credentials(
            Database database,
            UserRepository users,
            Accounts accounts,
            Passwords passwords,
            Secrets secrets,
            Reach reach,
            CredentialLog log) {
        this.database = database;
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.secrets = secrets;
        this.reach = reach;
        this.log = log;
    }

    /**
     * Gives the person this password; whoever was signed in as them no longer is, and their unused links stop working.
     *
     * @throws Rejection when the password will not do
     */
    public void setPassword(CurrentUser who, User user, String password) {
        Passwords.weakness(password, user.username()).ifPresent(key -> {
            throw Rejection.of("password", key);
        });
        String hash = passwords.hash(password);
        database.write(() -> {
            log.password(reach.toManage(who, user.id()), user.id());
            accounts.passwordReplaced(user.id());
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
        return database.write(() -> made(reach.toManage(who, user.id()), user.id(), label));
    }

    /** A person makes a token to act as themselves. */
    String newOwnToken(CurrentUser who, String label) {
        return database.write(() -> made(CredentialLog.own(who), Objects.requireNonNull(who.userId()), label));
    }

    private String made(Grant grant, long userId, String label) {
        Accounts.NewToken made = accounts.createToken(userId, label);
        log.tokenMade(grant, userId, made.id(), label);
        return made.secret();
    }

    /** A person makes one of their own tokens stop working. */
    void revokeOwnToken(CurrentUser who, long tokenId) {
        database.write(() -> {
            if (!accounts.revokeToken(Objects.requireNonNull(who.userId()), tokenId)) {
                throw new NotFound("token " + tokenId);
            }
            log.tokenRevoked(CredentialLog.own(who), tokenId);
        });
    }
}
