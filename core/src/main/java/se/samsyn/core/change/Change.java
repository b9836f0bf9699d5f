package se.samsyn.core.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Json;
import tools.jackson.databind.JsonNode;

/**
 * One version of something, and what made it.
 *
 * @param who the name of the person who did it; null when the system did
 * @param forWhom for whom, when a delegated role allowed it
 * @param kind whether it came to be, changed or was removed
 * @param fields the fields that got another value
 * @param values every field as it is from then on, or as it was when it was removed
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
        List<FieldChange> fields,
        Map<String, String> values) {

    /** What happened. */
    public enum Kind {
        CREATED,
        CHANGED,
        REMOVED
    }

    /** The change from one state, as the log keeps it, to another; null where there was or is none. */
    static Change between(
            long number, Instant at, @Nullable String who, @Nullable String forWhom, String origin, String entity,
            long entityId, int version, @Nullable String before, @Nullable String after) {
        Kind kind = after == null ? Kind.REMOVED : before == null ? Kind.CREATED : Kind.CHANGED;
        Map<String, String> old = values(before);
        Map<String, String> now = values(after);
        return new Change(
                number, at, who, forWhom, origin, entity, entityId, version, kind, differences(old, now),
                kind == Kind.REMOVED ? old : now);
    }

    private static List<FieldChange> differences(Map<String, String> old, Map<String, String> now) {
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        List<FieldChange> differences = new ArrayList<>();
        for (String name : names) {
            if (!name.equals("version") && !Objects.equals(old.get(name), now.get(name))) {
                differences.add(new FieldChange(name, old.get(name), now.get(name)));
            }
        }
        return differences;
    }

    private static Map<String, String> values(@Nullable String json) {
        Map<String, String> values = new HashMap<>();
        if (json != null) {
            for (Map.Entry<String, JsonNode> field : Json.tree(json).properties()) {
                if (!field.getValue().isNull()) {
                    JsonNode value = field.getValue();
                    values.put(field.getKey(), value.isContainer() ? value.toString() : value.asString());
                }
            }
        }
        return values;
    }
}
