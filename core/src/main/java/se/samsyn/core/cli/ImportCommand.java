package se.samsyn.core.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.samsyn.core.Samsyn;
import se.samsyn.core.database.Json;
import se.samsyn.core.imports.ImportReport;
import se.samsyn.core.imports.ImportRequest;
import se.samsyn.core.imports.ImportType;
import se.samsyn.core.imports.ImportTypes;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.format.ImportOptions;

/** Takes files in; the same as the import page. */
@Command(
        name = "import",
        description = "Takes files in. The last line tells how many rows were created, changed, unchanged, skipped and rejected.")
final class ImportCommand implements OperatorCommand {

    @Option(
            names = "--as",
            required = true,
            paramLabel = "TYPE",
            description = "units, users, measurements, school-register, skolverket-unit-statistics, skolverket-grade9, "
                    + "kolada-catalogue, kolada-municipalities, kolada-data, kolada-values, or <plugin>:<importer> of a plugin")
    private String type = "";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, folders of them or zip archives")
    private List<Path> files = List.of();

    @Option(names = "--dry-run", description = "Tells what would happen, and saves nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "Tells the same as JSON, with a reason for each rejected row")
    private boolean json;

    @Option(names = "--municipality", paramLabel = "CODE", description = "Ours among all that the file has, such as 1081")
    private @Nullable String municipality;

    @Option(names = "--period", paramLabel = "PERIOD", description = "What the figures are for, where the file does not say")
    private @Nullable String period;

    @Option(names = "--group", paramLabel = "ID", description = "Takes only the figures of this Kolada group's members and ours")
    private @Nullable String group;

    @Option(names = "--create-units", description = "Makes the units of ours that the file has and Samsyn lacks")
    private boolean createUnits;

    @Option(names = "--confirm", description = "Goes on though something is doubtful, such as a register of another municipality")
    private boolean confirmed;

    @Override
    public int run(Samsyn samsyn, Console console) {
        ImportType known = known(samsyn);
        ImportOptions options = new ImportOptions(municipality, period, Map.of(), createUnits, group, confirmed);
        ImportReport report = samsyn.imports()
                .service()
                .run(
                        new ImportRequest(known, inputs(console), options, dryRun),
                        samsyn.access().system("cli"));
        console.out().print(json ? Json.write(json(report)) + "\n" : text(report));
        return 0;
    }

    /** A plugin's types are there while it runs, which it does not yet where no server does. */
    private ImportType known(Samsyn samsyn) {
        ImportTypes types = samsyn.imports().types();
        if (types.of(type).isEmpty() && type.contains(":") && !samsyn.serving()) {
            samsyn.plugins().startEnabled();
        }
        return types.of(type).orElseThrow(() -> new Misuse("There is no type '" + type + "'; there are "
                + types.all().stream().map(ImportType::code).collect(Collectors.joining(", ")) + "."));
    }

    private List<InputFile> inputs(Console console) {
        List<Path> resolved = files.stream().map(console::resolve).toList();
        for (Path file : resolved) {
            if (!Files.isReadable(file)) {
                throw new CommandFailure("There is no file " + file + " that can be read.");
            }
        }
        return resolved.stream().map(InputFile::of).toList();
    }

    private static String text(ImportReport report) {
        StringBuilder text = new StringBuilder();
        report.notes().forEach(note -> text.append(note).append('\n'));
        for (ImportReport.Row row : report.rejected()) {
            text.append(row.file());
            if (row.line() > 0) {
                text.append(':').append(row.line());
            }
            text.append(": ").append(row.key()).append(": ").append(row.reason()).append('\n');
        }
        return text.append(report.counts().line()).append('\n').toString();
    }

    private static Map<String, Object> json(ImportReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("created", report.counts().created());
        json.put("changed", report.counts().changed());
        json.put("unchanged", report.counts().unchanged());
        json.put("skipped", report.counts().skipped());
        json.put("rejected", report.counts().rejected());
        json.put("rejections", report.rejected());
        json.put("notes", report.notes());
        return json;
    }
}
