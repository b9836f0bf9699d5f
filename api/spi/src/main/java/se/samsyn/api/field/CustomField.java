package se.samsyn.api.field;

import java.util.List;
import java.util.Objects;

/**
 * A field of a plugin's own on something of core's; goals are what can have them, so far. Core draws it in the form and on the
 * page, checks it, keeps who changed it, takes it along where what it stands on is taken along, and gives it in the REST
 * interface as {@code customFields}, by {@code <plugin>:<name>}. Its label is the message {@code field.<name>}, its help
 * {@code field.<name>.help}, which may be empty, a choice's word {@code field.<name>.<choice>}.
 *
 * <p>When the plugin is off the field is not shown, and its values stay.
 *
 * <pre>{@code
 * .customField(CustomField.of(CustomField.Target.GOAL, CEILING_FIELD, CustomField.Type.NUMBER))
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * String page = principal.get("/goals/" + goal).body();
 * assertThat(page).contains("Högsta sjukfrånvaro (%)");
 * }</pre>
 *
 * @param target what it is a field of
 * @param name unique within the plugin; lower-case letters, digits and hyphens
 * @param type what may be written in it
 * @param choices the codes to choose from, lower-case letters, digits and hyphens; empty unless the type is {@link
 *     Type#CHOICE}
 * @since 0.9.0
 */
public record CustomField(Target target, String name, Type type, List<String> choices) {

    /** What can have fields. */
    public enum Target {
        GOAL
    }

    /** The kinds of value, each with its text form. */
    public enum Type {
        /** A line of text, at most 500 characters. */
        TEXT,
        /** A number with a decimal point, such as {@code 12.5}. */
        NUMBER,
        /** A day, as {@code 2026-11-25}. */
        DATE,
        /** The code of one choice. */
        CHOICE
    }

    public CustomField {
        Objects.requireNonNull(target);
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        choices = List.copyOf(choices);
        if ((type == Type.CHOICE) == choices.isEmpty()) {
            throw new IllegalArgumentException("Choices are given when, and only when, the field is a choice: " + name);
        }
    }

    /** A field without choices. */
    public static CustomField of(Target target, String name, Type type) {
        return new CustomField(target, name, type, List.of());
    }
}
