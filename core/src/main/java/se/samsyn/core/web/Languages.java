package se.samsyn.core.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses among the languages there are. */
public final class Languages {

    private Languages() {}

    /** The first of ours that the browser asks for; Swedish when it asks for none of them. */
    public static Locale of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return Messages.SWEDISH;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            Locale found = Locale.lookup(ranges, Messages.LOCALES);
            return found == null ? Messages.SWEDISH : found;
        } catch (IllegalArgumentException e) {
            return Messages.SWEDISH;
        }
    }
}
