package se.samsyn.core.cli;

import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;
import se.samsyn.core.operation.Doctor;
import se.samsyn.core.operation.Doctor.Finding;
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
        List<Finding> findings = new Doctor(folder).examine();
        for (Finding finding : findings) {
            console.out().printf("%-5s %-12s %s%n", finding.well() ? "ok" : "WRONG", finding.what(), finding.detail());
        }
        boolean served = Files.exists(folder.path().resolve(RunningServer.FILE));
        console.out().printf("%-5s %-12s %s%n", "ok", "server", served ? "One serves this folder." : "None serves it now.");
        return findings.stream().allMatch(Finding::well) ? 0 : 1;
    }
}
