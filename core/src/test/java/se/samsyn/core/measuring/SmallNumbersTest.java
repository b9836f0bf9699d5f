package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static se.samsyn.core.measuring.MeasuringFixture.figure;
import static se.samsyn.core.measuring.MeasuringFixture.outcome;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;

/** What a small group could be computed back from is hidden from every caller. */
class SmallNumbersTest {

    @RegisterExtension
    private final MeasuredSchool given = new MeasuredSchool();

    @Test
    void theOtherGenderIsHiddenWhenOneIsSuppressed() {
        given.fixture.merge(
                figure(given.merit, given.school, "2025", Gender.T, Kind.OUTCOME, 86.0),
                figure(given.merit, given.school, "2025", Gender.K, Kind.OUTCOME, null),
                figure(given.merit, given.school, "2025", Gender.M, Kind.OUTCOME, 84.0));

        assertThat(byGender()).containsEntry(Gender.T, 86.0).doesNotContainKeys(Gender.K, Gender.M);
    }

    @Test
    void bothGendersAreHiddenWhenTheTotalIsSuppressed() {
        given.fixture.merge(
                figure(given.merit, given.school, "2025", Gender.T, Kind.OUTCOME, null),
                figure(given.merit, given.school, "2025", Gender.K, Kind.OUTCOME, 88.0),
                figure(given.merit, given.school, "2025", Gender.M, Kind.OUTCOME, 84.0));

        assertThat(byGender()).isEmpty();
        assertThat(given.measurements.after(new MeasurementFilter(null, given.merit.id(), null, null), 0, 10))
                .extracting(Measurement::state)
                .containsOnly(State.SUPPRESSED);
    }

    @Test
    void aLoneSuppressedUnitTakesTheSmallestOtherWithIt() {
        Indicator pupils = given.fixture.indicator("pupils", Aggregation.SUM);
        long second = given.fixture.unit(given.root, "COMPULSORY_SCHOOL", "Forsskolan");
        long third = given.fixture.unit(given.root, "COMPULSORY_SCHOOL", "Älvskolan");
        given.fixture.merge(
                outcome(pupils, given.school, "2025", null),
                outcome(pupils, second, "2025", 40.0),
                outcome(pupils, third, "2025", 30.0));
        assertThat(shownUnits(pupils)).containsExactlyInAnyOrder(second, third);

        given.fixture.merge(outcome(pupils, given.root, "2025", 73.0));

        assertThat(shownUnits(pupils)).containsExactlyInAnyOrder(second, given.root);
        given.fixture.merge(outcome(pupils, second, "2025", null));
        assertThat(shownUnits(pupils)).containsExactlyInAnyOrder(third, given.root);
    }

    @Test
    void aGenderHiddenWithAnotherIsNotComputedThroughASisterSchool() {
        Indicator pupils = given.fixture.indicator("pupils", Aggregation.SUM);
        long second = given.fixture.unit(given.root, "COMPULSORY_SCHOOL", "Forsskolan");
        long third = given.fixture.unit(given.root, "PRESCHOOL", "Älvens förskola");
        mergeByGender(pupils, given.root, 100.0, 48.0, 52.0);
        mergeByGender(pupils, given.school, 20.0, null, 17.0);
        mergeByGender(pupils, second, 50.0, 25.0, 25.0);
        mergeByGender(pupils, third, 30.0, 20.0, 10.0);

        assertThat(given.measurements.after(new MeasurementFilter(null, pupils.id(), null, null), 0, 100))
                .filteredOn(m -> !m.state().hasValue())
                .extracting(Measurement::unitId, Measurement::gender)
                .containsExactlyInAnyOrder(
                        tuple(given.school, Gender.K),
                        tuple(given.school, Gender.M),
                        tuple(third, Gender.K),
                        tuple(third, Gender.M));
    }

    private void mergeByGender(Indicator indicator, long unit, double all, @Nullable Double women, double men) {
        given.fixture.merge(
                outcome(indicator, unit, "2025", all),
                figure(indicator, unit, "2025", Gender.K, Kind.OUTCOME, women),
                figure(indicator, unit, "2025", Gender.M, Kind.OUTCOME, men));
    }

    private Map<Gender, Double> byGender() {
        return given.measurements.series(List.of(given.merit.id()), List.of(given.school)).stream()
                .filter(m -> m.state().hasValue())
                .collect(Collectors.toMap(Measurement::gender, Measurement::value));
    }

    private Set<Long> shownUnits(Indicator indicator) {
        return given.measurements.after(new MeasurementFilter(null, indicator.id(), null, null), 0, 100).stream()
                .filter(m -> m.state().hasValue())
                .map(Measurement::unitId)
                .collect(Collectors.toSet());
    }
}
