package se.samsyn.core.terms;

import java.util.Locale;
import java.util.function.Function;
import se.samsyn.core.web.Messages;

/**
 * Whose texts: core's, or those of a plugin that is active.
 *
 * @param id {@code samsyn} or the plugin's
 * @param name what it is called in a language
 */
public record TermSource(String id, Function<Locale, String> name, Messages messages) {}
