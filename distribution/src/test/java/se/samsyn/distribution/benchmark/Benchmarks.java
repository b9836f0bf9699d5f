package se.samsyn.distribution.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
        Path jar = Path.of(arguments[0]);
        Path folder = Files.createTempDirectory("samsyn-benchmark");
        DemoMunicipality.fill(Settings.of(folder), Clock.systemUTC());
        for (String benchmark : arguments[1].split(",")) {
            switch (benchmark) {
                case "start" -> StartBenchmark.run(jar, folder);
                case "pages" -> PageBenchmark.run(jar, folder);
                case "compare" -> CompareBenchmark.run(jar);
                case "plugins" -> PluginBenchmark.run(jar, folder);
                case "development" -> DevelopmentBenchmark.run();
                case "gateway" -> GatewayBenchmark.run();
                case "pluginpage" -> PluginPageBenchmark.run(jar, folder);
                case "hostile" -> HostileBenchmark.run(jar, folder);
                case "upgrade" -> UpgradeBenchmark.run();
                case "meetings" -> MeetingsBenchmark.run();
                case "import" -> ImportBenchmark.run();
                default -> throw new IllegalArgumentException("No such benchmark: " + benchmark);
            }
        }
    }
}
