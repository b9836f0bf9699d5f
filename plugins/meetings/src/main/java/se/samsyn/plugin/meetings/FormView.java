package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.InputException;

/** A form as core's macros show it: what is in its fields, and what is wrong with them. */
public final class FormView {

    private final Map<String, String> values;
    private final List<FieldError> errors = new ArrayList<>();

    FormView(Map<String, String> values) {
        this.values = new HashMap<>(values);
    }

    /** What is wrong with a field, or with the form when the field's name is empty. */
    public record FieldError(String field, String text) {}

    FormView put(String name, @Nullable Object value) {
        values.put(name, value == null ? "" : value.toString());
        return this;
    }

    FormView reject(String field, String text) {
        errors.add(new FieldError(field, text));
        return this;
    }

    /** Marks what was found wrong while the form was read. */
    FormView reject(Input input) {
        input.errors().forEach(this::reject);
        return this;
    }

    /** Marks what a service of core's refused. */
    FormView reject(InputException problem) {
        if (problem.errors().isEmpty()) {
            reject("", String.valueOf(problem.getMessage()));
        }
        problem.errors().forEach(this::reject);
        return this;
    }

    boolean valid() {
        return errors.isEmpty();
    }

    /** Whether the field was sent, or given something to begin with. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String value(String name) {
        return values.getOrDefault(name, "").strip();
    }

    public List<String> all(String name) {
        return values.containsKey(name) ? List.of(value(name)) : List.of();
    }

    public boolean checked(String name) {
        return !value(name).isEmpty() && !value(name).equals("false");
    }

    public @Nullable String error(String name) {
        return errors.stream()
                .filter(e -> e.field().equals(name))
                .map(FieldError::text)
                .findFirst()
                .orElse(null);
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }
}
