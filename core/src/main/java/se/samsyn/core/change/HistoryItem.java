package se.samsyn.core.change;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change as people read it.
 *
 * @param who whoever did it, 'X för Y' when a delegated role allowed it
 * @param what what they did, such as 'ändrade målet'
 * @param fields what got another value
 * @param subject the name of what was changed, and
 * @param href where it is; both null in the history of one thing
 * @param asOf the instant as an address gives it, to see the thing as it was from then on
 */
public record HistoryItem(
        String who,
        String initials,
        Instant at,
        String what,
        List<Field> fields,
        @Nullable String subject,
        @Nullable String href,
        String asOf) {

    /** One field with the values it had and has, in words; null where there was or is none. */
    public record Field(String label, @Nullable String before, @Nullable String after) {}
}
