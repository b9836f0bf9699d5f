package se.samsyn.api.subject;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subject as it is today, in the caller's language.
 *
 * @param subject what
 * @param kind its kind in words
 * @param title its name
 * @param where the unit, plan or goal that it stands in; may be empty
 * @param address its page
 * @param status the code for the status macros ({@code NOT_STARTED}, {@code ON_TRACK}, {@code AT_RISK}, {@code
 *     OFF_TRACK}, {@code REACHED}), or null where it has none
 * @param statusText the status in words; empty where there is none
 * @param facts what is worth knowing today, such as outcome, target, owner and due date; for a goal also how it stands on
 *     each of its indicators, for a unit how its goals stand, their latest figures and how many of its activities are late
 * @since 0.9.0
 */
public record SubjectCard(
        Subject subject,
        String kind,
        String title,
        String where,
        String address,
        @Nullable String status,
        String statusText,
        List<Fact> facts) {

    public SubjectCard {
        facts = List.copyOf(facts);
    }

    /** A word and what it is today. */
    public record Fact(String label, String value) {}
}
