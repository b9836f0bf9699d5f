package se.samsyn.core.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.field.CustomField;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Rejection;

/**
 * Plugins' own fields on one kind of thing. Values go by the fields' keys, {@code <plugin>:<name>}; those of plugins that
 * are off are carried along and neither shown nor changed.
 */
public final class Fields {

    /** What the values are called in the change log, forms and the REST interface. */
    static final String NAME = "customFields";

    private final FieldSource source;
    private final CustomField.Target target;

    public Fields(FieldSource source, CustomField.Target target) {
        this.source = source;
        this.target = target;
    }

    /** What a form, and a problem over the REST interface, calls a field. */
    public static String at(String key) {
        return NAME + "." + key;
    }

    private List<FieldDefinition> definitions() {
        return source.fields(target);
    }

    private Map<String, FieldDefinition> byKey() {
        return definitions().stream().collect(Collectors.toMap(FieldDefinition::key, definition -> definition));
    }

    /** The fields as they are now, for one form. */
    public FieldForm form() {
        return new FieldForm(definitions());
    }

    /**
     * The values to keep.
     *
     * @param kept the values that there are, which need not fit any more
     * @param wanted the values as someone says that they should be; blank where there should be none
     */
    public Map<String, String> checked(Rejection.Check check, Map<String, String> kept, Map<String, String> wanted) {
        Map<String, FieldDefinition> known = byKey();
        Map<String, String> values = new TreeMap<>();
        wanted.forEach((key, value) -> {
            FieldDefinition definition = known.get(key);
            if (value.equals(kept.get(key))) {
                values.put(key, value);
            } else if (definition == null) {
                check.that(false, at(key), "field.error.unknown", key);
            } else if (!value.isBlank()) {
                values.put(key, FieldValue.checked(check, at(key), definition, value));
            }
        });
        return values;
    }

    /** Those of the values whose fields there are now. */
    public Map<String, String> known(Map<String, String> values) {
        Map<String, String> known = new LinkedHashMap<>();
        for (FieldDefinition definition : definitions()) {
            String value = values.get(definition.key());
            if (value != null) {
                known.put(definition.key(), value);
            }
        }
        return known;
    }

    /** A field as a column of a table. */
    public record Column(FieldDefinition definition, String label) {

        /** What stands there in a file: a number, or a text that is empty where there is no value. */
        public Object cell(Map<String, String> values, Locale locale) {
            return FieldValue.cell(definition, values.getOrDefault(definition.key(), ""), locale);
        }
    }

    /** Every field. */
    public List<Column> columns(Locale locale) {
        return definitions().stream()
                .map(definition -> new Column(definition, definition.label(locale)))
                .toList();
    }

    /** A value in words; null where there is none. */
    public record Shown(String label, @Nullable String text) {}

    /** Every field that has a value. */
    public List<Shown> shown(Map<String, String> values, Locale locale) {
        return definitions().stream()
                .filter(definition -> values.containsKey(definition.key()))
                .map(definition -> shown(definition, values, locale))
                .toList();
    }

    private static Shown shown(FieldDefinition definition, Map<String, String> values, Locale locale) {
        return new Shown(definition.label(locale), FieldValue.shown(definition, values.get(definition.key()), locale));
    }

    /** The values in words of every language, each on a line, for those who search. */
    public String words(Map<String, String> values) {
        return Messages.LOCALES.stream()
                .flatMap(locale -> shown(values, locale).stream())
                .map(Shown::text)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /** Which fields there are now, as a text that is another when they are. */
    public String present() {
        return definitions().stream()
                .map(definition -> definition.key() + " " + definition.field())
                .collect(Collectors.joining("\n"));
    }

    /** A field with two values in words. */
    public record Difference(String label, @Nullable String before, @Nullable String after) {}

    /** The fields whose values differ. */
    public List<Difference> differences(Map<String, String> before, Map<String, String> after, Locale locale) {
        List<Difference> differences = new ArrayList<>();
        for (FieldDefinition definition : definitions()) {
            String old = before.get(definition.key());
            String now = after.get(definition.key());
            if (!Objects.equals(Optional.ofNullable(old).orElse(""), Optional.ofNullable(now).orElse(""))) {
                differences.add(new Difference(
                        definition.label(locale),
                        FieldValue.shown(definition, old, locale),
                        FieldValue.shown(definition, now, locale)));
            }
        }
        return differences;
    }
}
