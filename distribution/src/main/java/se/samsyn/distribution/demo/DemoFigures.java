package se.samsyn.distribution.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.measuring.Figure;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.Unit;

/** Indicators and their figures: the municipality's own invented, those of the bodies it is compared with real. */
final class DemoFigures {

    static final String SOURCE = "Demo, påhittade värden";
    private static final String OWN_CALCULATION = "Egen bearbetning av data från Skolverket";
    private static final int YEARS = 5;

    private final Samsyn samsyn;
    private final DemoTexts texts;
    private final Random random;
    private final Grant grant = Grant.system("demo");
    private final Map<String, Indicator> indicators = new HashMap<>();
    private final List<Figure> drawn = new ArrayList<>();

    DemoFigures(Samsyn samsyn, DemoTexts texts, Random random) {
        this.samsyn = samsyn;
        this.texts = texts;
        this.random = random;
    }

    Indicator indicator(String code) {
        return indicators.get(code);
    }

    void createIndicators() {
        for (DemoTexts.OwnIndicator own : texts.indicators()) {
            indicators.put(
                    own.code(),
                    samsyn.measuring()
                            .indicatorService()
                            .create(grant, new Indicator(
                                    0, "own", own.code(), own.name(), own.definition(), own.unit(), own.decimals(),
                                    own.direction(), Indicator.Periodicity.SCHOOL_YEAR, Indicator.Aggregation.MEAN,
                                    own.tolerance(), own.byGender(), null, 0)));
        }
        for (DemoTexts.KoladaIndicator kolada : texts.kolada()) {
            indicators.put(
                    kolada.code(),
                    samsyn.measuring()
                            .indicatorService()
                            .create(grant, new Indicator(
                                    0, "kolada", kolada.code(), kolada.name(), kolada.definition(), kolada.unit(),
                                    kolada.decimals(), kolada.direction(), Indicator.Periodicity.YEAR,
                                    Indicator.Aggregation.NONE, null, false, null, 0)));
        }
    }

    /** Draws five years of outcomes up to the last finished school year, and a target for each year that has a plan. */
    void draw(DemoUnits units, int autumn) {
        for (DemoTexts.OwnIndicator own : texts.indicators()) {
            Map<Integer, List<Double>> byYear = new HashMap<>();
            for (Unit unit : units.schools()) {
                if (own.kinds().contains(unit.kind())) {
                    unitFigures(own, unit, autumn, byYear);
                }
            }
            byYear.forEach((year, values) -> drawn.add(figure(
                    own.code(),
                    units.municipality(),
                    Period.schoolYear(year),
                    rounded(values.stream().mapToDouble(v -> v).average().orElseThrow(), own.decimals()),
                    State.EXISTS,
                    SOURCE)));
        }
        addComparisons(units);
    }

    /** Brings in what is known by the autumn: the outcomes of the years before it, and the targets up to it. */
    void bringIn(int autumn) {
        List<Figure> known = drawn.stream().filter(figure -> knownIn(figure, autumn)).toList();
        samsyn.measuring().measurements().merge(grant, known.iterator());
        drawn.removeAll(Set.copyOf(known));
    }

    private static boolean knownIn(Figure figure, int autumn) {
        int year = figure.period().from().getYear();
        return figure.kind() == Kind.TARGET ? year <= autumn : year < autumn;
    }

    private void unitFigures(
            DemoTexts.OwnIndicator own, Unit unit, int autumn, Map<Integer, List<Double>> byYear) {
        double level = own.mean() + random.nextGaussian() * own.spread();
        boolean small = own.byGender() && random.nextInt(9) == 0;
        for (int i = 0; i < YEARS; i++) {
            int year = autumn - YEARS + i;
            double value = level + i * own.step() + random.nextGaussian() * own.spread() / 4;
            Period period = Period.schoolYear(year);
            if (small && i == YEARS - 1) {
                drawn.add(figure(own.code(), unit, period, null, State.SUPPRESSED, SOURCE));
            } else if (random.nextInt(40) == 0) {
                drawn.add(figure(own.code(), unit, period, null, State.MISSING, SOURCE));
            } else {
                double outcome = within(own, value);
                byYear.computeIfAbsent(year, y -> new ArrayList<>()).add(outcome);
                drawn.add(figure(own.code(), unit, period, outcome, State.EXISTS, SOURCE));
                if (own.byGender() && !small) {
                    double gap = random.nextGaussian() * own.spread() / 3;
                    drawn.add(gender(own, unit, period, Gender.K, outcome + gap));
                    drawn.add(gender(own, unit, period, Gender.M, outcome - gap));
                }
            }
        }
        for (int year = autumn - 2; year <= autumn; year++) {
            drawn.add(target(own, unit, Period.schoolYear(year)));
        }
    }

    private void addComparisons(DemoUnits units) {
        for (DemoTexts.Series series : texts.comparisonGroup().series()) {
            series.values().forEach((period, value) -> drawn.add(
                    figure(series.code(), units.group(), Period.of(period), value, State.EXISTS, OWN_CALCULATION)));
        }
        for (String line : lines("hoor.csv")) {
            String[] cells = line.split(",");
            if (indicators.containsKey(cells[0])) {
                double value = Double.parseDouble(cells[4]);
                drawn.add(figure(cells[0], units.neighbour(), Period.of(cells[2]), value, State.ROUNDED, "Kolada"));
            }
        }
    }

    private Figure figure(
            String code, Unit unit, Period period, @Nullable Double value, State state, String source) {
        return new Figure(
                indicator(code).id(), unit.id(), period, Gender.T, Kind.OUTCOME, value, state, source);
    }

    private Figure gender(DemoTexts.OwnIndicator own, Unit unit, Period period, Gender gender, double value) {
        return new Figure(
                indicator(own.code()).id(), unit.id(), period, gender, Kind.OUTCOME, within(own, value), State.EXISTS,
                SOURCE);
    }

    private Figure target(DemoTexts.OwnIndicator own, Unit unit, Period period) {
        return new Figure(
                indicator(own.code()).id(), unit.id(), period, Gender.T, Kind.TARGET, own.target(), State.EXISTS, SOURCE);
    }

    private static double within(DemoTexts.OwnIndicator own, double value) {
        double highest = own.unit().equals("%") ? 100 : Double.MAX_VALUE;
        return rounded(Math.max(0, Math.min(highest, value)), own.decimals());
    }

    private static double rounded(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round(value * scale) / scale;
    }

    private static List<String> lines(String name) {
        try (InputStream in = DemoFigures.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}
