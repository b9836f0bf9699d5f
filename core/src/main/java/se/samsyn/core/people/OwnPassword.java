package se.samsyn.core.people;

import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Times;
import se.samsyn.core.people.SignIn.Result;
import se.samsyn.core.web.Rejection;

/** A person changes their own password; it ends every session they have and stops their unused links. */
public final class OwnPassword {

    private final Database database;
    private final UserRepository users;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIn signIn;
    private final CredentialLog log;

    OwnPassword(
            Database database,
            UserRepository users,
            Accounts accounts,
            Passwords passwords,
            SignIn signIn,
            CredentialLog log) {
        this.database = database;
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIn = signIn;
        this.log = log;
    }

    /**
     * @param current the password they have; guesses at it are counted as at sign-in
     * @throws Rejection when it is not theirs, or when the new one will not do
     */
    void change(CurrentUser who, User user, String current, String wanted) {
        if (users.passwordHash(user.id()).isPresent()) {
            Result result = signIn.attempt(user.username(), current);
            if (result instanceof Result.Paused paused) {
                throw Rejection.of("current", "people.signin.paused", Times.time(paused.until()));
            }
            if (!(result instanceof Result.Accepted)) {
                throw Rejection.of("current", "people.password.wrong");
            }
        }
        setHash(CredentialLog.own(who), user, hash(user.username(), wanted));
    }

    /**
     * What is kept of a password, for someone who will have this user name.
     *
     * @throws Rejection when it will not do
     */
    public String hash(String username, String wanted) {
        passwords.check(wanted, username);
        return passwords.hash(wanted);
    }

    /** Gives the person a password that has been hashed already. */
    public void setHash(Grant grant, User user, String hash) {
        database.write(() -> {
            accounts.passwordReplaced(user.id());
            users.setPasswordHash(user.id(), hash);
            log.password(grant, user.id());
        });
    }
}
