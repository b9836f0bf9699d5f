package se.samsyn.plugin.meetings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said on an item.
 *
 * @param changedBy core's id of who wrote last, empty when nobody has
 * @param changedAt when, or null
 * @param version 0 when nothing has been written
 */
public record Note(long itemId, String text, String changedBy, @Nullable Instant changedAt, int version) {

    static final String ENTITY = "note";

    static Note empty(long itemId) {
        return new Note(itemId, "", "", null, 0);
    }
}
