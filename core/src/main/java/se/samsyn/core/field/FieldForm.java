package se.samsyn.core.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import se.samsyn.api.field.CustomField;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.PageParts.Option;

/** The part of a form that plugins' fields are; each is named {@code customFields.<plugin>:<name>}. */
public final class FieldForm {

    private final List<FieldDefinition> definitions;

    FieldForm(List<FieldDefinition> definitions) {
        this.definitions = definitions;
    }

    /** One plugin's fields. */
    public record Group(String pluginName, List<Input> inputs) {}

    /**
     * A field to fill in.
     *
     * @param type {@code TEXT}, {@code NUMBER}, {@code DATE} or {@code CHOICE}
     */
    public record Input(String name, String label, String help, String type, List<Option> options) {}

    /** Puts the values into the form. */
    public Form fill(Form form, Map<String, String> values, Locale locale) {
        for (FieldDefinition definition : definitions) {
            String value = values.getOrDefault(definition.key(), "");
            form.put(Fields.at(definition.key()), FieldValue.typed(definition.field(), value, locale));
        }
        return form;
    }

    /** The values as the form has them, over those there are. */
    public Map<String, String> typed(Form form, Map<String, String> current) {
        Map<String, String> typed = new LinkedHashMap<>(current);
        for (FieldDefinition definition : definitions) {
            String name = Fields.at(definition.key());
            if (!form.all(name).isEmpty()) {
                typed.put(definition.key(), form.value(name));
            }
        }
        return typed;
    }

    public List<Group> groups(Form form, Locale locale) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (FieldDefinition definition : definitions) {
            groups.computeIfAbsent(
                            definition.plugin(),
                            id -> new Group(definition.pluginName().apply(locale), new ArrayList<>()))
                    .inputs()
                    .add(input(definition, form, locale));
        }
        return List.copyOf(groups.values());
    }

    /** What the fields are called, by their names in the form. */
    public Map<String, String> labels(Locale locale) {
        Map<String, String> labels = new LinkedHashMap<>();
        definitions.forEach(definition -> labels.put(Fields.at(definition.key()), definition.label(locale)));
        return labels;
    }

    private static Input input(FieldDefinition definition, Form form, Locale locale) {
        CustomField field = definition.field();
        String name = Fields.at(definition.key());
        List<Option> options = new ArrayList<>();
        field.choices().forEach(code -> options.add(new Option(code, definition.choice(locale, code))));
        String value = form.value(name);
        // What was chosen before the plugin changed its choices stays until someone chooses anew.
        if (field.type() == CustomField.Type.CHOICE && !value.isEmpty() && !field.choices().contains(value)) {
            options.add(new Option(value, value));
        }
        return new Input(name, definition.label(locale), definition.help(locale), field.type().name(), options);
    }
}
