package se.samsyn.api;

import java.util.Objects;

/**
 * A typed setting of a plugin. Its label is the message {@code setting.<name>}, its help {@code setting.<name>.help}.
 *
 * <pre>{@code
 * .setting(new Setting(RoundPage.LEAST, Setting.Type.INTEGER, "3"))
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * Map<String, String> least = Map.of("version", "1", "setting.least-answers", "1");
 * assertThat(admin.post("/settings/modules/school-quality/settings", least).status()).isEqualTo(303);
 * }</pre>
 *
 * @param name a name unique within the plugin: a lower-case letter, then lower-case letters, digits, hyphens and dots
 * @param type what may be written in it
 * @param defaultValue the value, in text form, until someone sets another
 * @since 0.9.0
 */
public record Setting(String name, Type type, String defaultValue) {

    /** The kinds of value, each with its text form. */
    public enum Type {
        /** A line of text. */
        TEXT,
        /** A whole number in decimal digits. */
        INTEGER,
        /** {@code true} or {@code false}. */
        BOOLEAN
    }

    public Setting {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(defaultValue);
    }
}
