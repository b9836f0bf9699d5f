package se.samsyn.core.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;

/** A form as it is shown: what is in its fields, and what is wrong with them. */
public final class Form {

    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2200;

    private final Map<String, String> values;
    private final Map<String, List<String>> multiple;
    private final List<FieldError> errors = new ArrayList<>();

    private Form(Map<String, String> values, Map<String, List<String>> multiple) {
        this.values = values;
        this.multiple = multiple;
    }

    /** What is wrong with a field, or with the form when the field's name is empty. */
    public record FieldError(String field, String text) {}

    /** A form to be filled in, with these values to begin with. */
    public static Form of(Map<String, ?> values) {
        Map<String, String> texts = new HashMap<>();
        values.forEach((name, value) -> texts.put(name, value == null ? "" : String.valueOf(value)));
        return new Form(texts, Map.of());
    }

    /** The same with several values of a field, as of a choice of many. */
    public Form with(String name, List<String> all) {
        Map<String, List<String>> more = new HashMap<>(multiple);
        more.put(name, all);
        return new Form(values, more);
    }

    /** The same with another value in a field. */
    public Form with(String name, int value) {
        Form changed = new Form(new HashMap<>(values), multiple);
        changed.values.put(name, Integer.toString(value));
        changed.errors.addAll(errors);
        return changed;
    }

    /** A form with several values under each name. */
    public static Form ofAll(Map<String, List<String>> values) {
        Map<String, String> first = new HashMap<>();
        values.forEach((name, all) -> first.put(name, all.isEmpty() ? "" : all.get(0)));
        return new Form(first, values);
    }

    /** A form as it was sent, so that what was typed is kept. */
    public static Form of(Request request) {
        Map<String, List<String>> multiple = new HashMap<>();
        request.form().keySet().forEach(name -> multiple.put(name, request.formAll(name)));
        return new Form(new HashMap<>(request.form()), multiple);
    }

    /** What is in the field, trimmed; empty when the field was not sent. */
    public String value(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /**
     * The date in the field; null when it is empty.
     *
     * @throws Rejection when it is no date
     */
    public @Nullable LocalDate date(String name) {
        String text = value(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Rejection.of(name, "web.input.date");
        }
    }

    /**
     * The date in the field, which is one that people plan for; null when it is not, and the field is then marked.
     *
     * @param wrong what is said of what is no date
     */
    public @Nullable LocalDate plannedDate(Request request, String name, String wrong) {
        try {
            LocalDate date = LocalDate.parse(value(name));
            if (date.getYear() >= EARLIEST_YEAR && date.getYear() <= LATEST_YEAR) {
                return date;
            }
            reject(name, request.text("web.input.date.span", String.valueOf(EARLIEST_YEAR), String.valueOf(LATEST_YEAR)));
        } catch (DateTimeException e) {
            reject(name, request.text(wrong));
        }
        return null;
    }

    /** Every value sent under the name, as from checkboxes. */
    public List<String> all(String name) {
        return multiple.getOrDefault(name, values.containsKey(name) ? List.of(values.get(name)) : List.of());
    }

    public boolean checked(String name) {
        return values.containsKey(name) && !value(name).isEmpty() && !value(name).equals("false");
    }

    /** Puts another value in a field, such as the version that is kept now. */
    public Form put(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** Marks a field, the form itself when the name is empty. */
    public Form reject(String field, String text) {
        errors.add(new FieldError(field, text));
        return this;
    }

    /** Marks what a service found wrong. */
    public Form reject(InputException problem) {
        if (problem.errors().isEmpty()) {
            reject("", problem.getMessage());
        }
        problem.errors().forEach(this::reject);
        return this;
    }

    /** Marks what a service rejected, in the caller's words. */
    public Form reject(Rejection rejection, Words words) {
        return reject(rejection.in(words));
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

    public boolean valid() {
        return errors.isEmpty();
    }
}
