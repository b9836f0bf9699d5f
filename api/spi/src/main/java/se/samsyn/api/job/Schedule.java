package se.samsyn.api.job;

import java.time.Duration;
import java.time.LocalTime;

/**
 * When a job runs by itself.
 *
 * @since 0.9.0
 */
public sealed interface Schedule {

    /**
     * Once a day.
     *
     * @param at the time of day in Europe/Stockholm
     */
    record Daily(LocalTime at) implements Schedule {}

    /**
     * Again and again.
     *
     * @param pause from the end of one run to the beginning of the next; a minute to 366 days. The first begins when the
     *     plugin is turned on
     */
    record Every(Duration pause) implements Schedule {
        public Every {
            if (pause.compareTo(Duration.ofMinutes(1)) < 0 || pause.compareTo(Duration.ofDays(366)) > 0) {
                throw new IllegalArgumentException("A minute to 366 days: " + pause);
            }
        }
    }

    /** Never by itself. */
    record ByHand() implements Schedule {}

    /** Once a day, at this time in Europe/Stockholm. */
    static Schedule daily(LocalTime at) {
        return new Daily(at);
    }

    /** Again and again with this pause between, a minute to 366 days. */
    static Schedule every(Duration pause) {
        return new Every(pause);
    }

    /** Only when somebody starts it. */
    static Schedule byHand() {
        return new ByHand();
    }
}
