package se.samsyn.core.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Times;

/** Lets people in by user name and password, and slows down those who guess. */
public final class SignIn {

    static final int FAILURES_ALLOWED = 20;
    static final Duration PAUSE = Duration.ofMinutes(15);

    private final Database database;
    private final Jdbi jdbi;
    private final UserRepository users;
    private final Passwords passwords;
    private final Clock clock;

    SignIn(Database database, UserRepository users, Passwords passwords, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** What came of an attempt. */
    public sealed interface Result {
        /** The user name and the password belong together. */
        record Accepted(User user) implements Result {}

        /** They do not; it is not said which of them is wrong. */
        record Refused() implements Result {}

        /** Too many attempts with this user name; it is no use trying before the instant. */
        record Paused(Instant until) implements Result {}
    }

    /** Tries the password; the answer and its time are the same whether the user name exists or not. */
    public Result attempt(String typedUsername, String password) {
        String username = UserService.canonical(typedUsername);
        if (username.length() > 100) {
            return new Result.Refused();
        }
        Optional<Instant> pausedUntil = pausedUntil(username);
        if (pausedUntil.isPresent()) {
            return new Result.Paused(pausedUntil.get());
        }
        Optional<User> user = users.byUsername(username).filter(found -> found.state() == User.State.ACTIVE);
        String hash = user.flatMap(found -> users.passwordHash(found.id())).orElse(null);
        if (passwords.matches(password, hash) && user.isPresent()) {
            forgetFailures(username);
            return new Result.Accepted(user.get());
        }
        countFailure(username);
        return new Result.Refused();
    }

    private Optional<Instant> pausedUntil(String username) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select last_at from sign_in_failure where username = :username and failures >= :allowed")
                .bind("username", username)
                .bind("allowed", FAILURES_ALLOWED)
                .map((row, context) -> Instant.parse(row.getString("last_at")).plus(PAUSE))
                .findOne()
                .filter(now::isBefore));
    }

    private void countFailure(String username) {
        Instant now = clock.instant();
        database.write(() -> {
            jdbi.useHandle(handle -> handle.createUpdate("delete from sign_in_failure where last_at <= :old")
                    .bind("old", Times.text(now.minus(PAUSE)))
                    .execute());
            jdbi.useHandle(handle -> handle.createUpdate(
                            """
                            insert into sign_in_failure (username, failures, last_at) values (:username, 1, :now)
                            on conflict (username) do update set failures = sign_in_failure.failures + 1, last_at = :now
                            """)
                    .bind("username", username)
                    .bind("now", Times.text(now))
                    .execute());
        });
    }

    void forgetFailures(String username) {
        database.write(() -> jdbi.useHandle(
                handle -> handle.createUpdate("delete from sign_in_failure where username = :username")
                        .bind("username", username)
                        .execute()));
    }
}
