package se.samsyn.core.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.samsyn.api.web.InputException;

/**
 * What a service was given breaks a rule of the domain. A service knows no language: it names fields and messages, and
 * whoever answers the caller puts them into words.
 */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Reason> reasons;

    private Rejection(List<Reason> reasons) {
        super(reasons.toString());
        this.reasons = List.copyOf(reasons);
    }

    /** What is wrong with a field, or with the whole when the field's name is empty. */
    public record Reason(String field, String key, List<Object> arguments) {}

    public static Rejection of(String field, String key, Object... arguments) {
        return new Rejection(List.of(new Reason(field, key, List.of(arguments))));
    }

    /** The same, told at another field: the one that a form has for it. */
    public Rejection at(String field) {
        return new Rejection(reasons.stream()
                .map(reason -> new Reason(field, reason.key(), reason.arguments()))
                .toList());
    }

    public List<Reason> reasons() {
        return reasons;
    }

    /** The same in words. */
    public InputException in(Words words) {
        Map<String, String> errors = new LinkedHashMap<>();
        StringBuilder whole = new StringBuilder();
        for (Reason reason : reasons) {
            String text = words.text(reason.key(), reason.arguments().toArray());
            if (!reason.field().isEmpty()) {
                errors.putIfAbsent(reason.field(), text);
            }
            whole.append(whole.isEmpty() ? "" : " ").append(text);
        }
        return new InputException(whole.toString(), errors);
    }

    /** Collects what is wrong, so that all of it is told at once. */
    public static final class Check {

        private final List<Reason> reasons = new ArrayList<>();

        /** Remembers the reason unless the rule holds. */
        public Check that(boolean holds, String field, String key, Object... arguments) {
            if (!holds) {
                reasons.add(new Reason(field, key, List.of(arguments)));
            }
            return this;
        }

        /** Remembers what was found elsewhere. */
        public Check and(Rejection found) {
            reasons.addAll(found.reasons());
            return this;
        }

        /**
         * Remembers when the field is empty or too long.
         *
         * @return the text on one line, with single spaces and none around it
         */
        public String line(String field, String text, int longest) {
            String line = text.strip().replaceAll("\\s+", " ");
            that(!line.isEmpty(), field, "web.input.required");
            that(line.length() <= longest, field, "web.input.long", longest);
            return line;
        }

        /**
         * @throws Rejection when a rule did not hold
         */
        public void done() {
            if (!reasons.isEmpty()) {
                throw new Rejection(reasons);
            }
        }
    }
}
