package se.samsyn.distribution.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import se.samsyn.core.Samsyn;
import se.samsyn.core.settings.Settings;

/** A file of our own table of figures, brought in as from the page, beside bare inserts of the same rows. */
final class ImportBenchmark {

    private static final int SCHOOLS = 50;
    private static final int INDICATORS = 40;

    private ImportBenchmark() {}

    static void run(Path place) throws Exception {
        run(place, 20);
        run(place, 200);
    }

    private static void run(Path place, int years) throws Exception {
        Path folder = Files.createTempDirectory(place, "import");
        Path file = folder.resolve("figures.csv");
        try (Samsyn samsyn = Samsyn.open(Settings.of(folder.resolve("data")), Clock.systemUTC())) {
            write(file, LargeMunicipality.create(samsyn, SCHOOLS, INDICATORS), years);
        }
        int rows = SCHOOLS * INDICATORS * years;
        double ours = Child.run(Importing.class, folder.resolve("data").toString(), file.toString());
        double bare = Child.run(BareImport.class, folder.resolve("bare.db").toString(), file.toString());
        Figures.say(
                "import",
                "%,d rows in a heap of 96 MB %.1f s, %,.0f rows/s; bare inserts %.1f s: %.0f%%",
                rows,
                ours,
                rows / ours,
                bare,
                bare / ours * 100);
    }

    private static void write(Path file, LargeMunicipality municipality, int years) throws IOException {
        Iterator<String> rows = municipality.each(
                years,
                cell -> "own:" + cell.indicator().code() + ";id:" + cell.unit().id() + ";" + cell.year() + ";"
                        + Double.toString(cell.value()).replace('.', ',') + "\n");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("indicator;unit;period;value\n");
            while (rows.hasNext()) {
                out.write(rows.next());
            }
        }
    }
}
