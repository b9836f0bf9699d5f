package se.samsyn.core.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import se.samsyn.core.operation.Doctor;
import se.samsyn.core.operation.Doctor.Finding;
import se.samsyn.core.plugin.PluginState;
import se.samsyn.core.settings.DataFolder;

/** Says what is wrong with a folder. */
@Command(name = "doctor", description = "Checks folder, permissions, disk, database and plugins, and says what is wrong.")
final class DoctorCommand implements LocalCommand {

    private final DataFolder folder;

    DoctorCommand(DataFolder folder) {
        this.folder = folder;
    }

    @Override
    public int run(Console console) throws Exception {
        List<Finding> findings = new ArrayList<>(new Doctor(folder).examine());
        findings.addAll(server());
        for (Finding finding : findings) {
            console.out().printf("%-5s %-12s %s%n", finding.well() ? "ok" : "WRONG", finding.what(), finding.detail());
        }
        return findings.stream().allMatch(Finding::well) ? 0 : 1;
    }

    /** What the running server knows: whether it answers, and how its plugins are doing. */
    private List<Finding> server() throws InterruptedException {
        if (Files.notExists(folder.path().resolve(RunningServer.FILE))) {
            return List.of(new Finding(true, "server", "None serves this folder now."));
        }
        RunningServer.Outcome plugins;
        try {
            plugins = RunningServer.of(folder).run(new RunningServer.Order(List.of("plugin", "list"), ""));
        } catch (IOException e) {
            return List.of(new Finding(true, "server", "The last one ended without closing; the next start mends that."));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(true, "server", "One serves this folder."));
        plugins.out().lines().forEach(line -> findings.add(new Finding(
                !line.contains(PluginState.FAILED.name()) && !line.contains(PluginState.INCOMPATIBLE.name()),
                "plugin",
                line.replaceAll(" +", " "))));
        return findings;
    }
}
