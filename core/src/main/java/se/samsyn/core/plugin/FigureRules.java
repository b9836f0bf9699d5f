package se.samsyn.core.plugin;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.imports.Importer;
import se.samsyn.api.measuring.IndicatorDefinition;
import se.samsyn.api.measuring.IndicatorSource;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.web.Messages;

/** Validates what a plugin adds of indicators, importers and fields. */
record FigureRules(PluginDefinition definition, Messages messages) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,49}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9-]{0,39}");
    private static final Pattern ENDING = Pattern.compile("\\.[a-z0-9]{1,10}");
    private static final int MOST_DECIMALS = 6;
    /** The message of a choice of this code would be the field's help. */
    private static final String HELP = "help";

    /**
     * @throws PluginRefused at the first thing that is wrong
     */
    void check() {
        Set<String> codes = new HashSet<>();
        requireNames("source", definition.indicatorSources().stream().map(IndicatorSource::name).toList());
        for (IndicatorSource source : definition.indicatorSources()) {
            requireMessage("source." + source.name());
            source.indicators().forEach(indicator -> check(indicator, codes));
        }
        requireNames("import", definition.importers().stream().map(Importer::name).toList());
        definition.importers().forEach(this::check);
        for (CustomField.Target target : CustomField.Target.values()) {
            List<CustomField> fields = definition.customFields().stream()
                    .filter(field -> field.target() == target)
                    .toList();
            requireNames("field", fields.stream().map(CustomField::name).toList());
            fields.forEach(this::check);
        }
    }

    private void check(IndicatorDefinition indicator, Set<String> codes) {
        String code = indicator.code();
        if (!CODE.matcher(code).matches()) {
            throw new PluginRefused("indicator.code", code);
        }
        if (!codes.add(code)) {
            throw new PluginRefused("indicator.twice", code);
        }
        if (indicator.decimals() < 0 || indicator.decimals() > MOST_DECIMALS) {
            throw new PluginRefused("indicator.decimals", code, MOST_DECIMALS);
        }
        requireMessage("indicator." + code);
        requireMessage("indicator." + code + ".description");
        requireMessage("indicator." + code + ".unit");
    }

    private void check(Importer importer) {
        Set<String> sources =
                definition.indicatorSources().stream().map(IndicatorSource::name).collect(Collectors.toSet());
        if (!sources.contains(importer.source())) {
            throw new PluginRefused("import.source", importer.name(), importer.source());
        }
        for (String ending : importer.endings()) {
            if (!ENDING.matcher(ending).matches()) {
                throw new PluginRefused("import.ending", importer.name(), ending);
            }
        }
        requireMessage("import." + importer.name());
        requireMessage("import." + importer.name() + ".help");
    }

    private void check(CustomField field) {
        requireMessage("field." + field.name());
        requireMessage("field." + field.name() + ".help");
        requireNames("field", field.choices());
        for (String choice : field.choices()) {
            if (choice.equals(HELP)) {
                throw new PluginRefused("name", choice);
            }
            requireMessage("field." + field.name() + "." + choice);
        }
    }

    private static void requireNames(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new PluginRefused("figure.name", name);
            }
            if (!seen.add(name)) {
                throw new PluginRefused(what + ".twice", name);
            }
        }
    }

    private void requireMessage(String key) {
        if (!messages.has(key)) {
            throw new PluginRefused("message.missing", key);
        }
    }
}
