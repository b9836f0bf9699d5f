package se.samsyn.core.imports;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an item, and why.
 *
 * @param reason a message key; null when the state says it all
 * @param changes the fields that get another value
 */
public record Verdict(RowState state, @Nullable String reason, List<String> arguments, List<Difference> changes) {

    static final Verdict CREATED = new Verdict(RowState.CREATED, null, List.of(), List.of());
    static final Verdict UNCHANGED = new Verdict(RowState.UNCHANGED, null, List.of(), List.of());

    /**
     * A field that gets another value.
     *
     * @param field the message {@code imports.field.<field>} names it
     */
    public record Difference(String field, String before, String after) {}

    static Verdict of(List<Difference> changes) {
        return changes.isEmpty() ? UNCHANGED : new Verdict(RowState.CHANGED, null, List.of(), changes);
    }

    static Verdict rejected(String reason, Object... arguments) {
        return new Verdict(RowState.REJECTED, reason, texts(arguments), List.of());
    }

    static Verdict skipped(String reason, Object... arguments) {
        return new Verdict(RowState.SKIPPED, reason, texts(arguments), List.of());
    }

    static List<String> texts(Object... arguments) {
        return Arrays.stream(arguments).map(String::valueOf).toList();
    }
}
