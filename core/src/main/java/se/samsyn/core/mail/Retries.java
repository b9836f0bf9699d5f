package se.samsyn.core.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a letter that could not leave is tried again: for a day, with growing pauses. */
final class Retries {

    /** Together almost a day. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(8));

    private Retries() {}

    /**
     * @param attempts how many there have been, the one that just failed not counted
     * @return empty when it has been tried for long enough
     */
    static Optional<Instant> next(int attempts, Instant now) {
        return attempts < PAUSES.size() ? Optional.of(now.plus(PAUSES.get(attempts))) : Optional.empty();
    }
}
