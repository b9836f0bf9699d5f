package ${package};

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import se.samsyn.api.PluginContext;
import se.samsyn.api.job.JobRun;

/** Takes in the file where the payroll system puts it. */
final class NightlyImport {

    private final PluginContext context;
    private final DeliveryRepository deliveries;

    NightlyImport(PluginContext context, DeliveryRepository deliveries) {
        this.context = context;
        this.deliveries = deliveries;
    }

    String run(JobRun run) throws IOException {
        String place = context.setting(SickLeavePlugin.FILE);
        if (place.isBlank()) {
            return run.text("nightly.off");
        }
        Path file = Path.of(place);
        String outcome = run.text("nightly.size", Files.size(file));
        deliveries.add(new Delivery(context.clock().instant(), file.getFileName().toString(), outcome));
        return outcome;
    }
}
