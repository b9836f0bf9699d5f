package se.samsyn.distribution.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import se.samsyn.core.Samsyn;
import se.samsyn.core.settings.Settings;

/** 'Jämför skolor' with 40 indicators: 45 units and 3 years, beside ten times the units and ten times the years. */
final class CompareBenchmark {

    private static final int INDICATORS = 40;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration ROUND = Duration.ofSeconds(6);
    private static final int ROUNDS = 3;

    private CompareBenchmark() {}

    /** A page to ask for, and as whom. */
    private record Page(Path folder, String path, String session) {}

    static void run(Path jar, Path place) throws Exception {
        Page one = prepare(place, 45, 3);
        Page ten = prepare(place, 450, 30);
        try (Child small = Child.samsyn(jar, one.folder());
                Child large = Child.samsyn(jar, ten.folder())) {
            Load.run(small.url() + one.path(), one.session(), 1, WARM_UP);
            Load.run(large.url() + ten.path(), ten.session(), 1, WARM_UP);
            List<Double> smallTimes = new ArrayList<>();
            List<Double> largeTimes = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                smallTimes.add(millis(small, one));
                largeTimes.add(millis(large, ten));
            }
            double once = Figures.median(smallTimes, v -> v);
            double tenfold = Figures.median(largeTimes, v -> v);
            Figures.say(
                    "Jämför skolor",
                    "45 units × 40 indicators, 3 years %.1f ms; 450 units, 30 years %.1f ms: %.1f times",
                    once,
                    tenfold,
                    tenfold / once);
        }
    }

    private static double millis(Child child, Page page) throws Exception {
        Load.Result result = Load.run(child.url() + page.path(), page.session(), 1, ROUND);
        return 1000 / result.perSecond();
    }

    private static Page prepare(Path place, int units, int years) throws Exception {
        Path folder = Files.createTempDirectory(place, "compare");
        try (Samsyn samsyn = Samsyn.open(Settings.of(folder), Clock.systemUTC())) {
            LargeMunicipality municipality = LargeMunicipality.create(samsyn, units, INDICATORS);
            municipality.bringIn(years);
            String session = samsyn.people().sessions().open(municipality.administrator());
            String query = municipality.indicators().stream()
                    .map(indicator -> "indicator=" + indicator.id())
                    .collect(Collectors.joining("&"));
            return new Page(folder, "/compare?" + query, "Cookie: samsyn_session=" + session);
        }
    }
}
