package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.samsyn.core.measuring.MeasuringFixture.GRANT;
import static se.samsyn.core.measuring.MeasuringFixture.figure;
import static se.samsyn.core.measuring.MeasuringFixture.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** One figure that a person gives, and what has been saved of it. */
class MeasurementServiceTest {

    @RegisterExtension
    private final MeasuredSchool given = new MeasuredSchool();

    @Test
    void theSameFigureAgainIsNoRevision() {
        Measurement first = given.measurements.set(GRANT, outcome(given.merit, given.school, "2025", 86.0), 0);
        Measurement again = given.measurements.set(GRANT, outcome(given.merit, given.school, "2025", 86.0), 1);

        assertThat(again).isEqualTo(first);
        assertThat(again.revision()).isEqualTo(1);
    }

    @Test
    void aRevisionKeepsWhatWasBefore() {
        given.measurements.set(GRANT, outcome(given.merit, given.school, "2025", 86.0), 0);
        Instant before = given.fixture.now().plusSeconds(1);
        given.fixture.pass(Duration.ofDays(1));
        given.measurements.set(GRANT, outcome(given.merit, given.school, "2025", 87.0), 1);

        assertThat(given.measurements.series(List.of(given.merit.id()), List.of(given.school)))
                .extracting(Measurement::value, Measurement::revision)
                .containsExactly(tuple(87.0, 2));
        assertThat(given.measurements.seriesAsOf(List.of(given.merit.id()), List.of(given.school), before))
                .extracting(Measurement::value, Measurement::revision)
                .containsExactly(tuple(86.0, 1));
        assertThat(given.measurements.seriesAsOf(List.of(given.merit.id()), List.of(given.school), Instant.EPOCH)).isEmpty();
    }

    @Test
    void whatHasBeenSuppressedSinceIsHiddenInThePastToo() {
        given.measurements.set(GRANT, outcome(given.merit, given.school, "2025", 86.0), 0);
        Instant before = given.fixture.now().plusSeconds(1);
        given.fixture.pass(Duration.ofDays(1));
        given.measurements.set(GRANT, outcome(given.merit, given.school, "2025", null), 1);

        assertThat(given.measurements.seriesAsOf(List.of(given.merit.id()), List.of(given.school), before))
                .extracting(Measurement::value, Measurement::state)
                .containsExactly(tuple(null, State.SUPPRESSED));
    }

    @Test
    void refusesToSaveOverWhatThePersonHasNotSeen() {
        given.measurements.set(GRANT, outcome(given.merit, given.school, "2025", 86.0), 0);

        assertThatThrownBy(() -> given.measurements.set(GRANT, outcome(given.merit, given.school, "2025", 90.0), 0))
                .isInstanceOf(StaleVersion.class);
        assertThat(given.measurements.series(List.of(given.merit.id()), List.of(given.school)))
                .extracting(Measurement::value)
                .containsExactly(86.0);
    }

    @Test
    void aPersonNeitherOverwritesNorForgesWhatIsPublished() {
        Indicator national = given.fixture.indicatorService.create(
                GRANT,
                new Indicator(
                        0, "kolada", "N15505", "Elever", "", "%", 0, Indicator.Direction.HIGHER,
                        Indicator.Periodicity.YEAR, Aggregation.NONE, 5.0, true, null, 0));
        given.fixture.merge(outcome(national, given.school, "2025", 86.0));

        for (String source : List.of("Kolada", "API", Sources.OWN)) {
            assertThatThrownBy(() -> given.measurements.set(GRANT, sourced(national, "2025", 99.0, source), 1))
                    .isInstanceOf(Rejection.class)
                    .hasMessageContaining("measuring.error.published");
        }
        assertThatThrownBy(() -> given.measurements.set(GRANT, sourced(national, "2026", 99.0, "Kolada"), 0))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("measuring.error.source");
        given.measurements.set(GRANT, sourced(national, "2026", 90.0, Sources.OWN), 0);
        given.measurements.set(GRANT, sourced(national, "2026", 91.0, Sources.OWN), 1);
        assertThat(given.measurements.series(List.of(national.id()), List.of(given.school)))
                .extracting(Measurement::value)
                .containsExactly(86.0, 91.0);
    }

    @Test
    void aHiddenFigureIsNotReplacedByItsMask() {
        Figure boys = figure(given.merit, given.school, "2025", Gender.M, Kind.OUTCOME, 84.0);
        given.fixture.merge(figure(given.merit, given.school, "2025", Gender.K, Kind.OUTCOME, null), boys);

        assertThatThrownBy(() ->
                        given.measurements.set(
                                GRANT, figure(given.merit, given.school, "2025", Gender.M, Kind.OUTCOME, null), 1))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("measuring.error.masked");
        assertThat(given.measurements.stored(List.of(boys)).get(0).value()).isEqualTo(84.0);

        given.measurements.set(GRANT, figure(given.merit, given.school, "2025", Gender.M, Kind.OUTCOME, 85.0), 1);
        assertThat(given.measurements.stored(List.of(boys)).get(0).value()).isEqualTo(85.0);
    }

    private Figure sourced(Indicator indicator, String period, double value, String source) {
        return new Figure(
                indicator.id(), given.school, Period.of(period), Gender.T, Kind.OUTCOME, value, State.EXISTS, source);
    }
}
