package se.samsyn.api.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as the macros of {@code se/samsyn/core/web/forms} show it: what is in its fields, and what is wrong with them. It goes
 * into the model of a page; when something is wrong the page is answered again with what was typed:
 *
 * <pre>{@code
 * FormView form = FormView.of(request.form());
 * …
 * if (handIn && sent.values().stream().allMatch(java.util.Objects::isNull)) {
 *     form.reject("", request.text("answer.nothing"));
 * }
 * if (!form.valid()) {
 *     return page(request, found, form).withStatus(422);
 * }
 * }</pre>
 *
 * <p>Texts of errors are in the reader's language. Not safe for several threads at once.
 *
 * @since 0.9.0
 */
public final class FormView {

    private final Map<String, String> values;
    private final List<FieldError> errors = new ArrayList<>();

    private FormView(Map<String, String> values) {
        this.values = new HashMap<>(values);
    }

    /**
     * What is wrong with a field.
     *
     * @param field its name; empty for the form as a whole
     * @param text in words
     */
    public record FieldError(String field, String text) {}

    /** A form with these values, by the names of its fields: as it was sent, or to begin with. */
    public static FormView of(Map<String, String> values) {
        return new FormView(values);
    }

    /** Puts another value in a field; null empties it. */
    public FormView put(String name, @Nullable Object value) {
        values.put(name, value == null ? "" : value.toString());
        return this;
    }

    /** Marks a field, the form as a whole when the name is empty. A field's first mark is the one that it shows. */
    public FormView reject(String field, String text) {
        errors.add(new FieldError(field, text));
        return this;
    }

    /** Marks fields, by their names. */
    public FormView reject(Map<String, String> wrong) {
        wrong.forEach(this::reject);
        return this;
    }

    /** Marks what a service of Samsyn's refused: its fields, or the form as a whole where it names none. */
    public FormView reject(InputException problem) {
        if (problem.errors().isEmpty()) {
            reject("", String.valueOf(problem.getMessage()));
        }
        return reject(problem.errors());
    }

    /** Whether nothing is marked. */
    public boolean valid() {
        return errors.isEmpty();
    }

    /** Whether the field was sent, or given something to begin with. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** What is in the field without space around it; empty when it was not sent. */
    public String value(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** The same as a list; empty when the field was not sent. */
    public List<String> all(String name) {
        return values.containsKey(name) ? List.of(value(name)) : List.of();
    }

    /** Whether a box is ticked: the field was sent, and is neither empty nor {@code false}. */
    public boolean checked(String name) {
        return !value(name).isEmpty() && !value(name).equals("false");
    }

    /** The first mark of the field; null when it has none. */
    public @Nullable String error(String name) {
        return errors.stream()
                .filter(error -> error.field().equals(name))
                .map(FieldError::text)
                .findFirst()
                .orElse(null);
    }

    /** Every mark, in the order in which they were made. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }
}
