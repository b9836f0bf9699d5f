package se.samsyn.core.people;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.web.Rejection;

/**
 * Hashes and checks passwords by Argon2id with 7 MiB and five passes, one of the settings that OWASP's Password Storage
 * Cheat Sheet holds to be equally strong. Its 19 MiB would stay in the heap, since the library keeps a copy of the memory.
 */
public final class Passwords {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 10;

    private final Argon2Function argon2 = Argon2Function.getInstance(7 * 1024, 5, 1, 32, Argon2.ID);
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final String unknownUsersHash = hash("no user has this password");

    /** Too many wait for their passwords to be checked. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    public String hash(String password) {
        return inTurn(() -> Password.hash(password).addRandomSalt(16).with(argon2).getResult());
    }

    /** Takes as long for someone who has no password, so that the time does not tell who exists. */
    public boolean matches(String password, @Nullable String hash) {
        String expected = hash == null ? unknownUsersHash : hash;
        String tried = password.length() > LONGEST ? "" : password;
        boolean same = inTurn(() -> Password.check(tried, expected)
                .with(Argon2Function.getInstanceFromHash(expected)));
        return same && hash != null;
    }

    /** The message that says what is wrong with a new password; empty when it will do. */
    public static Optional<String> weakness(String password, String username) {
        if (password.length() < SHORTEST) {
            return Optional.of("people.password.short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("people.password.long");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        boolean fewCharacters = lower.chars().distinct().count() < 5;
        boolean isName = username.length() > 3 && lower.contains(username);
        return fewCharacters || isName ? Optional.of("people.password.simple") : Optional.empty();
    }

    /**
     * @throws Rejection when the new password will not do
     */
    void check(String password, String username) {
        weakness(password, username).ifPresent(key -> {
            throw Rejection.of("password", key);
        });
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
