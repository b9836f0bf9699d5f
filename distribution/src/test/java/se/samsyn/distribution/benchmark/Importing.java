package se.samsyn.distribution.benchmark;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import se.samsyn.core.Samsyn;
import se.samsyn.core.imports.ImportReport;
import se.samsyn.core.imports.ImportRequest;
import se.samsyn.core.imports.ImportType;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.settings.Settings;

/** Brings a file of figures into a folder, and prints the seconds that it took. */
public final class Importing {

    private Importing() {}

    /** Arguments: the folder, the file. */
    public static void main(String[] arguments) {
        try (Samsyn samsyn = Samsyn.open(Settings.of(Path.of(arguments[0])), Clock.systemUTC())) {
            InputFile file = InputFile.of(Path.of(arguments[1]));
            long began = System.nanoTime();
            ImportReport report = samsyn.imports()
                    .service()
                    .run(
                            new ImportRequest(ImportType.MEASUREMENTS, List.of(file), ImportOptions.NONE, false),
                            samsyn.access().system("benchmark"));
            double seconds = (System.nanoTime() - began) / 1e9;
            if (!report.rejected().isEmpty()) {
                throw new IllegalStateException("Rejected: " + report.rejected().get(0));
            }
            System.out.println(seconds);
        }
    }
}
