package se.samsyn.distribution.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Settings;
import se.samsyn.distribution.demo.DemoMunicipality;

/**
 * Measures what Samsyn promises, each beside a bare reference in the same run, and prints one line a figure. Nothing here
 * passes or fails: machines differ, ratios less so.
 */
public final class Benchmarks {

    private Benchmarks() {}

    /** Arguments: the jar, and which of the benchmarks, with commas between. */
    public static void main(String[] arguments) throws Exception {
        Path place = Files.createTempDirectory("samsyn-benchmark");
        try {
            run(Path.of(arguments[0]), place, arguments[1].split(","));
        } finally {
            new DataFolder(place).delete();
        }
    }

    /** All that they make lies in the place. */
    private static void run(Path jar, Path place, String... benchmarks) throws Exception {
        Path folder = Files.createDirectories(place.resolve("demo"));
        DemoMunicipality.fill(Settings.of(folder), Clock.systemUTC());
        for (String benchmark : benchmarks) {
            switch (benchmark) {
                case "start" -> StartBenchmark.run(jar, folder);
                case "pages" -> PageBenchmark.run(jar, folder);
                case "compare" -> CompareBenchmark.run(jar, place);
                case "plugins" -> PluginBenchmark.run(jar, folder);
                case "development" -> DevelopmentBenchmark.run(place);
                case "gateway" -> GatewayBenchmark.run();
                case "pluginpage" -> PluginPageBenchmark.run(jar, folder);
                case "hostile" -> HostileBenchmark.run(jar, folder);
                case "upgrade" -> UpgradeBenchmark.run(place);
                case "meetings" -> MeetingsBenchmark.run();
                case "import" -> ImportBenchmark.run(place);
                default -> throw new IllegalArgumentException("No such benchmark: " + benchmark);
            }
        }
    }
}
