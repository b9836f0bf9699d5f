package se.samsyn.core.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.samsyn.core.Samsyn;
import se.samsyn.core.backup.BackupService;

/** Copies everything into one file, also while people work. */
@Command(name = "backup", description = "Writes everything to FILE; people can go on working.")
final class BackupCommand implements OperatorCommand {

    @Parameters(paramLabel = "FILE", description = "The backup to make; must not be there already")
    private Path file = Path.of("");

    @Override
    public int run(Samsyn samsyn, Console console) {
        BackupService.Backup backup = samsyn.backups().backup(console.resolve(file));
        console.out().println("Wrote " + backup.file() + ", " + backup.size() + " bytes, " + backup.files() + " files");
        return 0;
    }
}
