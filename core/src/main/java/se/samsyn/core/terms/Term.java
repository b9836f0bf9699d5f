package se.samsyn.core.terms;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the municipality has decided of one text in one language.
 *
 * @param text its own words; null where the standard text holds
 * @param own whether there are own words
 * @param version 0 before anyone decided anything
 */
public record Term(long id, Key key, @Nullable String text, boolean own, int version) {

    /**
     * Which text.
     *
     * @param source whose it is: {@code samsyn} or a plugin's id
     * @param language {@code sv} or {@code en}
     */
    public record Key(String source, String language, String name) {

        Locale locale() {
            return Locale.forLanguageTag(language);
        }
    }

    static Term standard(Key key) {
        return new Term(0, key, null, false, 0);
    }

    Term next(@Nullable String words) {
        return new Term(id, key, words, words != null, version + 1);
    }
}
