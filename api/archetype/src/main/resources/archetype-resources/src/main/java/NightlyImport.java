package ${package};

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import se.samsyn.api.PluginContext;
import se.samsyn.api.command.CommandRun;
import se.samsyn.api.imports.ImportFile;
import se.samsyn.api.imports.Imports;
import se.samsyn.api.job.JobRun;

/**
 * Takes in the file where the payroll system puts it every night, or one that a command names. A file that has been taken in
 * before changes nothing.
 */
final class NightlyImport {

    private final PluginContext context;
    private final DeliveryRepository deliveries;

    NightlyImport(PluginContext context, DeliveryRepository deliveries) {
        this.context = context;
        this.deliveries = deliveries;
    }

    private record FileOnDisk(Path path) implements ImportFile {

        @Override
        public String name() {
            return path.getFileName().toString();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    /** What it answers, or the message of what it throws, stands on the plugin's page under 'Tillägg'. */
    String run(JobRun run) throws IOException {
        String place = context.setting(SickLeavePlugin.FILE_SETTING);
        if (place.isBlank()) {
            return run.text("nightly.off");
        }
        Path path = Path.of(place);
        if (!Files.isRegularFile(path)) {
            throw new IOException(run.text("nightly.missing", place));
        }
        return take(path, run.services().imports());
    }

    /** {@code samsyn.jar module ${artifactId} import FILE}. */
    int run(CommandRun run) throws IOException {
        if (run.arguments().size() != 1) {
            run.print(run.text("command.import.one"));
            return 2;
        }
        Path path = run.path(run.arguments().get(0));
        if (!Files.isRegularFile(path)) {
            run.print(run.text("nightly.missing", path));
            return 1;
        }
        run.print(take(path, run.services().imports()));
        return 0;
    }

    private String take(Path path, Imports imports) {
        FileOnDisk file = new FileOnDisk(path);
        String outcome = imports.run(SickLeavePlugin.IMPORTER, file).summary();
        deliveries.add(new Delivery(context.clock().instant(), file.name(), outcome));
        return outcome;
    }
}
