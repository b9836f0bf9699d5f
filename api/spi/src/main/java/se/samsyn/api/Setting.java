package se.samsyn.api;

import java.util.Objects;

/**
 * A typed setting of a plugin. Its label is the message {@code setting.<name>}, its help {@code setting.<name>.help}.
 *
 * <pre>{@code
 * .setting(new Setting(RoundPage.LEAST, Setting.Type.INTEGER, "3").between(1, 1000))
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
 * @param least the smallest value of an {@link Type#INTEGER}; has no meaning for the other types
 * @param most the largest value of an {@link Type#INTEGER}; has no meaning for the other types
 * @since 0.9.0
 */
public record Setting(String name, Type type, String defaultValue, int least, int most) {

    /** The largest whole number of all, and without its sign the smallest: nine digits. */
    public static final int LIMIT = 999_999_999;

    /** The kinds of value, each with its text form. */
    public enum Type {
        /** A line of text. */
        TEXT,
        /** A whole number in decimal digits; see {@link Setting#between}. */
        INTEGER,
        /** {@code true} or {@code false}. */
        BOOLEAN
    }

    public Setting {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(defaultValue);
        if (least < -LIMIT || most > LIMIT || least > most) {
            throw new IllegalArgumentException("The setting " + name + " cannot be between " + least + " and " + most);
        }
    }

    /** A setting whose value, if it is a whole number, may be any. */
    public Setting(String name, Type type, String defaultValue) {
        this(name, type, defaultValue, -LIMIT, LIMIT);
    }

    /**
     * The same with limits. Core tells them under the field and refuses what is outside. A value that was set before it had
     * them, and is outside, gives way to the default.
     *
     * @param least the smallest value, from minus {@link #LIMIT}
     * @param most the largest value, to {@link #LIMIT}
     * @throws IllegalArgumentException when the setting is no {@link Type#INTEGER}, or no number is between the two
     */
    public Setting between(int least, int most) {
        if (type != Type.INTEGER) {
            throw new IllegalArgumentException("The setting " + name + " is no whole number");
        }
        return new Setting(name, type, defaultValue, least, most);
    }
}
