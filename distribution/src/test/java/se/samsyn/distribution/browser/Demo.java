package se.samsyn.distribution.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.distribution.ServerProcess;

/** The demo municipality: made by the jar once, and copied for whoever needs one to change. */
final class Demo {

    private static final String DATABASE = "samsyn.db";
    private static final Path MADE = make();

    private Demo() {}

    /** Serves a demo municipality of its own in the folder. */
    static ServerProcess start(Path folder) {
        try {
            new DataFolder(folder).create();
            Files.copy(MADE.resolve(DATABASE), folder.resolve(DATABASE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ServerProcess.start(folder, "--demo");
    }

    private static Path make() {
        Path folder = ServerProcess.JAR.resolveSibling("demo-for-tests");
        try {
            new DataFolder(folder).delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess.start(folder, "--demo").close();
        return folder;
    }
}
