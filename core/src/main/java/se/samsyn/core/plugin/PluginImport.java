package se.samsyn.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.imports.ImportFile;
import se.samsyn.api.imports.Importer;
import se.samsyn.api.measuring.IndicatorDefinition;
import se.samsyn.api.web.InputException;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.imports.ImportType;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.InputFiles;
import se.samsyn.core.imports.format.FormatReader;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.imports.format.Known;
import se.samsyn.core.imports.format.Rows;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.Words;

/**
 * Reads files by a plugin's importer. Whatever the plugin does, the person hears of the file or the row what was wrong.
 *
 * @param indicators the codes of the source's indicators
 * @param language the municipality's own, which the figures' source is written in
 */
record PluginImport(
        PluginManifest manifest,
        PluginScope scope,
        Importer importer,
        Set<String> indicators,
        Supplier<Locale> language)
        implements FormatReader, ImportType.Wording {

    private static final Logger LOG = LoggerFactory.getLogger(PluginImport.class);

    /** What can be imported by a plugin. */
    static List<ImportType> types(
            PluginManifest manifest, PluginDefinition definition, PluginScope scope, PluginHost host) {
        return definition.importers().stream()
                .map(importer -> new PluginImport(
                        manifest,
                        scope,
                        importer,
                        codes(definition, importer.source()),
                        host.language()))
                .map(PluginImport::type)
                .toList();
    }

    private static Set<String> codes(PluginDefinition definition, String source) {
        return definition.indicatorSources().stream()
                .filter(candidate -> candidate.name().equals(source))
                .flatMap(found -> found.indicators().stream())
                .map(IndicatorDefinition::code)
                .collect(Collectors.toSet());
    }

    private ImportType type() {
        return new ImportType(
                manifest.id() + ":" + importer.name(),
                this,
                CorePermissions.IMPORT_RUN,
                String.join(",", importer.endings()),
                Set.of(),
                this);
    }

    @Override
    public String title(Words words, Locale locale) {
        return scope.messages().text(locale, "import." + importer.name());
    }

    @Override
    public String help(Words words, Locale locale) {
        return scope.messages().text(locale, "import." + importer.name() + ".help");
    }

    @Override
    public String module(Locale locale) {
        return manifest.name().in(locale);
    }

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) {
        String name = module(known.locale());
        if (scope.gateway().enter() != PluginGateway.Entry.ADMITTED) {
            throw Rejection.of(InputFiles.FIELD, "imports.error.busy", name);
        }
        try {
            for (InputFile file : files) {
                read(file, known, rows, name);
            }
        } finally {
            scope.gateway().leave();
        }
    }

    private void read(InputFile file, Known known, Rows rows, String name) {
        String source = scope.messages().text(language.get(), "source." + importer.source());
        String what = "import " + importer.name();
        try {
            scope.gateway().callInSteps(what, step -> {
                PluginImportRows told =
                        new PluginImportRows(file, known, rows, indicators, source, scope.messages(), step);
                importer.reader().read(new Content(file), told);
                return told.done();
            });
        } catch (InputException said) {
            String text = Stream.concat(Stream.ofNullable(said.getMessage()), said.errors().values().stream())
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("–");
            throw Rejection.of(InputFiles.FIELD, "imports.error.said", file.name(), text);
        } catch (PluginFailure failure) {
            String reference = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("The file {} could not be read, reference {}", file.name(), reference, failure);
            throw Rejection.of(InputFiles.FIELD, "imports.error.plugin", name, file.name(), reference);
        }
    }

    private record Content(InputFile file) implements ImportFile {

        @Override
        public String name() {
            return file.name();
        }

        @Override
        public InputStream open() throws IOException {
            return file.open();
        }
    }
}
