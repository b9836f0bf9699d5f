package se.samsyn.core.measuring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that a figure was saved.
 *
 * @param before as it was until then; null the first time
 * @param who null when the system itself saved it
 */
public record Revision(
        Measurement after,
        @Nullable Measurement before,
        Instant at,
        @Nullable String who,
        @Nullable String forWhom,
        String origin) {}
