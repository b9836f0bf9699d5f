package se.samsyn.core.cli;

import java.nio.channels.FileLock;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.samsyn.core.backup.RestoreService;
import se.samsyn.core.settings.DataFolder;

/** Puts a backup back. */
@Command(name = "restore", description = "Puts the backup FILE back into an empty data folder.")
final class RestoreCommand implements LocalCommand {

    private final DataFolder folder;

    @Parameters(paramLabel = "FILE", description = "A backup that 'backup' made")
    private Path file = Path.of("");

    RestoreCommand(DataFolder folder) {
        this.folder = folder;
    }

    @Override
    public int run(Console console) throws Exception {
        folder.create();
        FileLock lock = folder.lock()
                .orElseThrow(() -> new CommandFailure("Another Samsyn already works on " + folder.path() + "."));
        try (lock) {
            new RestoreService().restore(console.resolve(file), folder);
        }
        console.out().println("Restored " + file + " into " + folder.path());
        return 0;
    }
}
