package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.samsyn.core.measuring.MeasuringFixture.GRANT;
import static se.samsyn.core.measuring.MeasuringFixture.figure;
import static se.samsyn.core.measuring.MeasuringFixture.outcome;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

class MeasurementServiceTest {

    @TempDir
    Path folder;

    private MeasuringFixture fixture;
    private MeasurementService measurements;
    private long root;
    private long school;
    private Indicator merit;

    @BeforeEach
    void open() {
        fixture = new MeasuringFixture(folder);
        measurements = fixture.measurements;
        root = fixture.unit(null, "MUNICIPALITY", "Lindvik");
        school = fixture.unit(root, "COMPULSORY_SCHOOL", "Backaskolan");
        merit = fixture.indicator("merit", Aggregation.NONE);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theSameFigureAgainIsNoRevision() {
        Measurement first = measurements.set(GRANT, outcome(merit, school, "2025", 86.0), 0);
        Measurement again = measurements.set(GRANT, outcome(merit, school, "2025", 86.0), 1);

        assertThat(again).isEqualTo(first);
        assertThat(again.revision()).isEqualTo(1);
    }

    @Test
    void aRevisionKeepsWhatWasBefore() {
        measurements.set(GRANT, outcome(merit, school, "2025", 86.0), 0);
        Instant before = fixture.now().plusSeconds(1);
        fixture.pass(Duration.ofDays(1));
        measurements.set(GRANT, outcome(merit, school, "2025", 87.0), 1);

        assertThat(measurements.series(List.of(merit.id()), List.of(school)))
                .extracting(Measurement::value, Measurement::revision)
                .containsExactly(tuple(87.0, 2));
        assertThat(measurements.seriesAsOf(List.of(merit.id()), List.of(school), before))
                .extracting(Measurement::value, Measurement::revision)
                .containsExactly(tuple(86.0, 1));
        assertThat(measurements.seriesAsOf(List.of(merit.id()), List.of(school), Instant.EPOCH)).isEmpty();
    }

    @Test
    void whatHasBeenSuppressedSinceIsHiddenInThePastToo() {
        measurements.set(GRANT, outcome(merit, school, "2025", 86.0), 0);
        Instant before = fixture.now().plusSeconds(1);
        fixture.pass(Duration.ofDays(1));
        measurements.set(GRANT, outcome(merit, school, "2025", null), 1);

        assertThat(measurements.seriesAsOf(List.of(merit.id()), List.of(school), before))
                .extracting(Measurement::value, Measurement::state)
                .containsExactly(tuple(null, State.SUPPRESSED));
    }

    @Test
    void refusesToSaveOverWhatThePersonHasNotSeen() {
        measurements.set(GRANT, outcome(merit, school, "2025", 86.0), 0);

        assertThatThrownBy(() -> measurements.set(GRANT, outcome(merit, school, "2025", 90.0), 0))
                .isInstanceOf(StaleVersion.class);
        assertThat(measurements.series(List.of(merit.id()), List.of(school)))
                .extracting(Measurement::value)
                .containsExactly(86.0);
    }

    @Test
    void aPersonNeitherOverwritesNorForgesWhatIsPublished() {
        Indicator national = fixture.indicatorService.create(
                GRANT,
                new Indicator(
                        0, "kolada", "N15505", "Elever", "", "%", 0, Indicator.Direction.HIGHER,
                        Indicator.Periodicity.YEAR, Aggregation.NONE, 5.0, true, null, 0));
        merge(outcome(national, school, "2025", 86.0));

        for (String source : List.of("Kolada", "API", Sources.OWN)) {
            assertThatThrownBy(() -> measurements.set(GRANT, sourced(national, "2025", 99.0, source), 1))
                    .isInstanceOf(Rejection.class)
                    .hasMessageContaining("measuring.error.published");
        }
        assertThatThrownBy(() -> measurements.set(GRANT, sourced(national, "2026", 99.0, "Kolada"), 0))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("measuring.error.source");
        measurements.set(GRANT, sourced(national, "2026", 90.0, Sources.OWN), 0);
        measurements.set(GRANT, sourced(national, "2026", 91.0, Sources.OWN), 1);
        assertThat(measurements.series(List.of(national.id()), List.of(school)))
                .extracting(Measurement::value)
                .containsExactly(86.0, 91.0);
    }

    @Test
    void aHiddenFigureIsNotReplacedByItsMask() {
        Figure boys = figure(merit, school, "2025", Gender.M, Kind.OUTCOME, 84.0);
        merge(figure(merit, school, "2025", Gender.K, Kind.OUTCOME, null), boys);

        assertThatThrownBy(() ->
                        measurements.set(GRANT, figure(merit, school, "2025", Gender.M, Kind.OUTCOME, null), 1))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("measuring.error.masked");
        assertThat(measurements.stored(List.of(boys)).get(0).value()).isEqualTo(84.0);

        measurements.set(GRANT, figure(merit, school, "2025", Gender.M, Kind.OUTCOME, 85.0), 1);
        assertThat(measurements.stored(List.of(boys)).get(0).value()).isEqualTo(85.0);
    }

    @Test
    void theOtherGenderIsHiddenWhenOneIsSuppressed() {
        merge(
                figure(merit, school, "2025", Gender.T, Kind.OUTCOME, 86.0),
                figure(merit, school, "2025", Gender.K, Kind.OUTCOME, null),
                figure(merit, school, "2025", Gender.M, Kind.OUTCOME, 84.0));

        assertThat(byGender()).containsEntry(Gender.T, 86.0).doesNotContainKeys(Gender.K, Gender.M);
    }

    @Test
    void bothGendersAreHiddenWhenTheTotalIsSuppressed() {
        merge(
                figure(merit, school, "2025", Gender.T, Kind.OUTCOME, null),
                figure(merit, school, "2025", Gender.K, Kind.OUTCOME, 88.0),
                figure(merit, school, "2025", Gender.M, Kind.OUTCOME, 84.0));

        assertThat(byGender()).isEmpty();
        assertThat(measurements.after(new MeasurementFilter(null, merit.id(), null, null), 0, 10))
                .extracting(Measurement::state)
                .containsOnly(State.SUPPRESSED);
    }

    @Test
    void aLoneSuppressedUnitTakesTheSmallestOtherWithIt() {
        Indicator pupils = fixture.indicator("pupils", Aggregation.SUM);
        long second = fixture.unit(root, "COMPULSORY_SCHOOL", "Forsskolan");
        long third = fixture.unit(root, "COMPULSORY_SCHOOL", "Älvskolan");
        merge(
                outcome(pupils, school, "2025", null),
                outcome(pupils, second, "2025", 40.0),
                outcome(pupils, third, "2025", 30.0));
        assertThat(shownUnits(pupils)).containsExactlyInAnyOrder(second, third);

        merge(outcome(pupils, root, "2025", 73.0));

        assertThat(shownUnits(pupils)).containsExactlyInAnyOrder(second, root);
        merge(outcome(pupils, second, "2025", null));
        assertThat(shownUnits(pupils)).containsExactlyInAnyOrder(third, root);
    }

    @Test
    void aGenderHiddenWithAnotherIsNotComputedThroughASisterSchool() {
        Indicator pupils = fixture.indicator("pupils", Aggregation.SUM);
        long second = fixture.unit(root, "COMPULSORY_SCHOOL", "Forsskolan");
        long third = fixture.unit(root, "PRESCHOOL", "Älvens förskola");
        mergeByGender(pupils, root, 100.0, 48.0, 52.0);
        mergeByGender(pupils, school, 20.0, null, 17.0);
        mergeByGender(pupils, second, 50.0, 25.0, 25.0);
        mergeByGender(pupils, third, 30.0, 20.0, 10.0);

        assertThat(measurements.after(new MeasurementFilter(null, pupils.id(), null, null), 0, 100))
                .filteredOn(m -> !m.state().hasValue())
                .extracting(Measurement::unitId, Measurement::gender)
                .containsExactlyInAnyOrder(
                        tuple(school, Gender.K), tuple(school, Gender.M), tuple(third, Gender.K), tuple(third, Gender.M));
    }

    @Test
    void theLatestComesWithItsTargetAndTheOneBefore() {
        merge(
                outcome(merit, school, "2024", 80.0),
                outcome(merit, school, "2025", 86.0),
                new Figure(
                        merit.id(), school, Period.of("2026"), Gender.T, Kind.OUTCOME, null, State.MISSING, "Kolada"),
                figure(merit, school, "2024", Gender.T, Kind.TARGET, 79.0),
                figure(merit, school, "2025", Gender.T, Kind.TARGET, 90.0),
                figure(merit, school, "2026", Gender.T, Kind.TARGET, 95.0));

        Standing standing = latest(school);

        assertThat(standing.outcome().value()).isEqualTo(86.0);
        assertThat(standing.previous().value()).isEqualTo(80.0);
        assertThat(standing.target().value()).isEqualTo(90.0);
        assertThat(standing.proposal().status()).isEqualTo(Status.AT_RISK);
        assertThat(latest(root).outcome()).isNull();
        Standing earlier = measurements
                .latest(List.of(school), List.of(merit.id()), Period.of("2024"))
                .get(new Cell(merit.id(), school));
        assertThat(earlier.proposal().status()).isEqualTo(Status.REACHED);
    }

    @Test
    void termsAreOrderedByTimeAndNotByLetter() {
        merge(outcome(merit, school, "VT2026", 1.0), outcome(merit, school, "HT2025", 2.0), outcome(merit, school, "HT2026", 3.0));

        assertThat(latest(school).outcome().period().text()).isEqualTo("HT2026");
        assertThat(latest(school).previous().period().text()).isEqualTo("VT2026");
        assertThat(measurements.latestPeriods(List.of(merit.id()), List.of(school)))
                .isEqualTo(Map.of(merit.id(), Period.of("HT2026")));
    }

    @ParameterizedTest
    @CsvSource({"HT2025, 2025/26", "VT2026, 2025/26", "2025/26, 2025/26", "VT2026, 2026", "2026-T2, 2026"})
    void aPeriodIsHeldAgainstTheYearThatItIsAPartOf(String period, String year) {
        merge(
                outcome(merit, school, period, 86.0),
                figure(merit, school, year, Gender.T, Kind.TARGET, 90.0),
                figure(merit, school, "2024/25", Gender.T, Kind.TARGET, 70.0),
                figure(merit, school, "2026/27", Gender.T, Kind.TARGET, 71.0));

        Standing standing = measurements
                .standings(Map.of(merit.id(), Period.of(period)), List.of(school))
                .get(new Cell(merit.id(), school));

        assertThat(standing.outcome().value()).isEqualTo(86.0);
        assertThat(standing.target().value()).isEqualTo(90.0);
        assertThat(standing.proposal().status()).isEqualTo(Status.AT_RISK);
    }

    @Test
    void aMergeCountsWhatItDid() {
        assertThat(merge(outcome(merit, school, "2024", 80.0), outcome(merit, school, "2025", 86.0)))
                .isEqualTo(new MergeResult(2, 0, 0));
        assertThat(merge(outcome(merit, school, "2024", 80.0), outcome(merit, school, "2025", 86.0)))
                .isEqualTo(new MergeResult(0, 0, 2));
        assertThat(merge(outcome(merit, school, "2024", 80.0), outcome(merit, school, "2025", null), outcome(merit, root, "2025", 1.0)))
                .isEqualTo(new MergeResult(1, 1, 1));
        assertThat(measurements.series(List.of(merit.id()), List.of(school)))
                .extracting(Measurement::revision, Measurement::state)
                .containsExactly(tuple(1, State.EXISTS), tuple(2, State.SUPPRESSED));
    }

    @Test
    void aMergeThatFailsSavesNothing() {
        List<Figure> rows = List.of(outcome(merit, school, "2024", 80.0), outcome(merit, 999_999, "2024", 1.0));

        assertThatThrownBy(() -> measurements.merge(GRANT, rows.iterator())).isInstanceOf(RuntimeException.class);

        assertThat(measurements.series(List.of(merit.id()), List.of(school))).isEmpty();
    }

    @Test
    void mergesTensOfThousandsOfRowsAsOneChange() {
        List<Figure> rows = IntStream.range(0, 40_000)
                .mapToObj(i -> outcome(merit, school, "%04d-%02d".formatted(1000 + i / 12, i % 12 + 1), i / 10.0))
                .toList();

        assertThat(measurements.merge(GRANT, rows.iterator())).isEqualTo(new MergeResult(40_000, 0, 0));

        assertThat(measurements.revisions(measurements.after(new MeasurementFilter(null, merit.id(), null, null), 0, 500), 500))
                .extracting(Revision::at)
                .containsOnly(fixture.now());
    }

    @Test
    void readsWithAConstantNumberOfStatements() {
        List<Long> units = new ArrayList<>(List.of(school));
        List<Long> indicators = new ArrayList<>(List.of(merit.id()));
        int few = statements(() -> measurements.latest(units, indicators));
        for (int i = 0; i < 20; i++) {
            units.add(fixture.unit(root, "COMPULSORY_SCHOOL", "Skola " + i));
            indicators.add(fixture.indicator("i" + i, Aggregation.SUM).id());
        }
        measurements.merge(GRANT, indicators.stream().flatMap(i -> units.stream().map(u -> new Figure(
                i, u, Period.of("2025"), Gender.T, Kind.OUTCOME, 1.0, State.EXISTS, "Kolada"))).iterator());

        int many = statements(() -> measurements.latest(units, indicators));

        assertThat(many).isLessThanOrEqualTo(few + 1);
    }

    private int statements(Runnable work) {
        AtomicInteger count = new AtomicInteger();
        fixture.database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                count.incrementAndGet();
            }
        });
        work.run();
        return count.get();
    }

    private Figure sourced(Indicator indicator, String period, double value, String source) {
        return new Figure(
                indicator.id(), school, Period.of(period), Gender.T, Kind.OUTCOME, value, State.EXISTS, source);
    }

    private MergeResult merge(Figure... figures) {
        return measurements.merge(GRANT, List.of(figures).iterator());
    }

    private void mergeByGender(Indicator indicator, long unit, double all, @Nullable Double women, double men) {
        merge(
                outcome(indicator, unit, "2025", all),
                figure(indicator, unit, "2025", Gender.K, Kind.OUTCOME, women),
                figure(indicator, unit, "2025", Gender.M, Kind.OUTCOME, men));
    }

    private Standing latest(long unit) {
        return measurements.latest(List.of(unit), List.of(merit.id())).get(new Cell(merit.id(), unit));
    }

    private Map<Gender, Double> byGender() {
        return measurements.series(List.of(merit.id()), List.of(school)).stream()
                .filter(m -> m.state().hasValue())
                .collect(java.util.stream.Collectors.toMap(Measurement::gender, Measurement::value));
    }

    private Set<Long> shownUnits(Indicator indicator) {
        return measurements.after(new MeasurementFilter(null, indicator.id(), null, null), 0, 100).stream()
                .filter(m -> m.state().hasValue())
                .map(Measurement::unitId)
                .collect(java.util.stream.Collectors.toSet());
    }
}
