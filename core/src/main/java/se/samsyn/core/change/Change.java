package se.samsyn.core.change;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of something, and what made it.
 *
 * @param who the name of the person who did it; null when the system did
 * @param forWhom for whom, when a delegated role allowed it
 * @param kind whether it came to be, changed or was removed
 * @param fields the fields that got another value, in the order of the record
 */
public record Change(
        long number,
        Instant at,
        @Nullable String who,
        @Nullable String forWhom,
        String origin,
        String entity,
        long entityId,
        int version,
        Kind kind,
        List<FieldChange> fields) {

    /** What happened. */
    public enum Kind {
        CREATED,
        CHANGED,
        REMOVED
    }
}
