package se.samsyn.api;

import java.util.Locale;

/**
 * Messages in one language, from the plugin's own bundle or core's, with the municipality's own words in them. Safe for use
 * from many threads where it is not also something that is not.
 *
 * @since 0.9.0
 */
public interface Texts {

    /** The language: {@code sv} or {@code en}. */
    Locale locale();

    /**
     * A message.
     *
     * @param key such as {@code note.saved}; an unknown one is answered with itself
     * @param arguments for {@code {0}}, {@code {1}} and so on, as {@link java.text.MessageFormat} takes them
     */
    String text(String key, Object... arguments);
}
