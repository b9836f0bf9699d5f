package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.core.measuring.MeasuringFixture.GRANT;
import static se.samsyn.core.measuring.MeasuringFixture.figure;
import static se.samsyn.core.measuring.MeasuringFixture.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.samsyn.core.database.Statements;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;

/** How a unit stands: its latest outcome, the one before, and what they are held against. */
class StandingTest {

    @RegisterExtension
    private final MeasuredSchool given = new MeasuredSchool();

    @Test
    void theLatestComesWithItsTargetAndTheOneBefore() {
        given.fixture.merge(
                outcome(given.merit, given.school, "2024", 80.0),
                outcome(given.merit, given.school, "2025", 86.0),
                new Figure(
                        given.merit.id(), given.school, Period.of("2026"), Gender.T, Kind.OUTCOME, null, State.MISSING,
                        "Kolada"),
                figure(given.merit, given.school, "2024", Gender.T, Kind.TARGET, 79.0),
                figure(given.merit, given.school, "2025", Gender.T, Kind.TARGET, 90.0),
                figure(given.merit, given.school, "2026", Gender.T, Kind.TARGET, 95.0));

        Standing standing = latest(given.school);

        assertThat(standing.outcome().value()).isEqualTo(86.0);
        assertThat(standing.previous().value()).isEqualTo(80.0);
        assertThat(standing.target().value()).isEqualTo(90.0);
        assertThat(standing.proposal().status()).isEqualTo(Status.AT_RISK);
        assertThat(latest(given.root).outcome()).isNull();
        Standing earlier = given.measurements
                .latest(List.of(given.school), List.of(given.merit.id()), Period.of("2024"))
                .get(new Cell(given.merit.id(), given.school));
        assertThat(earlier.proposal().status()).isEqualTo(Status.REACHED);
    }

    @Test
    void termsAreOrderedByTimeAndNotByLetter() {
        given.fixture.merge(
                outcome(given.merit, given.school, "VT2026", 1.0),
                outcome(given.merit, given.school, "HT2025", 2.0),
                outcome(given.merit, given.school, "HT2026", 3.0));

        assertThat(latest(given.school).outcome().period().text()).isEqualTo("HT2026");
        assertThat(latest(given.school).previous().period().text()).isEqualTo("VT2026");
        assertThat(given.measurements.latestPeriods(List.of(given.merit.id()), List.of(given.school)))
                .isEqualTo(Map.of(given.merit.id(), Period.of("HT2026")));
    }

    @ParameterizedTest
    @CsvSource({"HT2025, 2025/26", "VT2026, 2025/26", "2025/26, 2025/26", "VT2026, 2026", "2026-T2, 2026"})
    void aPeriodIsHeldAgainstTheYearThatItIsAPartOf(String period, String year) {
        given.fixture.merge(
                outcome(given.merit, given.school, period, 86.0),
                figure(given.merit, given.school, year, Gender.T, Kind.TARGET, 90.0),
                figure(given.merit, given.school, "2024/25", Gender.T, Kind.TARGET, 70.0),
                figure(given.merit, given.school, "2026/27", Gender.T, Kind.TARGET, 71.0));

        Standing standing = given.measurements
                .standings(Map.of(given.merit.id(), Period.of(period)), List.of(given.school))
                .get(new Cell(given.merit.id(), given.school));

        assertThat(standing.outcome().value()).isEqualTo(86.0);
        assertThat(standing.target().value()).isEqualTo(90.0);
        assertThat(standing.proposal().status()).isEqualTo(Status.AT_RISK);
    }

    @Test
    void readsWithAConstantNumberOfStatements() {
        List<Long> units = new ArrayList<>(List.of(given.school));
        List<Long> indicators = new ArrayList<>(List.of(given.merit.id()));
        int few = statements(() -> given.measurements.latest(units, indicators));
        for (int i = 0; i < 20; i++) {
            units.add(given.fixture.unit(given.root, "COMPULSORY_SCHOOL", "Skola " + i));
            indicators.add(given.fixture.indicator("i" + i, Aggregation.SUM).id());
        }
        given.measurements.merge(GRANT, indicators.stream().flatMap(i -> units.stream().map(u -> new Figure(
                i, u, Period.of("2025"), Gender.T, Kind.OUTCOME, 1.0, State.EXISTS, "Kolada"))).iterator());

        int many = statements(() -> given.measurements.latest(units, indicators));

        assertThat(many).isLessThanOrEqualTo(few + 1);
    }

    private int statements(Runnable work) {
        return Statements.of(given.fixture.database, work);
    }

    private Standing latest(long unit) {
        return given.measurements.latest(List.of(unit), List.of(given.merit.id())).get(new Cell(given.merit.id(), unit));
    }
}
