package se.samsyn.core.field;

import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import se.samsyn.api.field.CustomField;

/**
 * A field of an active plugin.
 *
 * @param pluginName the plugin's name in a language
 * @param texts the plugin's messages in a language, by key
 */
public record FieldDefinition(
        String plugin,
        Function<Locale, String> pluginName,
        CustomField field,
        BiFunction<Locale, String, String> texts) {

    /** What a field is known by among all plugins'. */
    public static String key(String plugin, String name) {
        return plugin + ":" + name;
    }

    public String key() {
        return key(plugin, field.name());
    }

    String label(Locale locale) {
        return text(locale, "");
    }

    String help(Locale locale) {
        return text(locale, ".help");
    }

    String choice(Locale locale, String code) {
        return field.choices().contains(code) ? text(locale, "." + code) : code;
    }

    private String text(Locale locale, String suffix) {
        return texts.apply(locale, "field." + field.name() + suffix);
    }
}
