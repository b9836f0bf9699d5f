package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.samsyn.core.measuring.MeasuringFixture.GRANT;
import static se.samsyn.core.measuring.MeasuringFixture.outcome;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.samsyn.core.measuring.Measurement.State;

/** Many figures at once. */
class MeasurementMergeTest {

    @RegisterExtension
    private final MeasuredSchool given = new MeasuredSchool();

    @Test
    void aMergeCountsWhatItDid() {
        assertThat(given.fixture.merge(
                        outcome(given.merit, given.school, "2024", 80.0), outcome(given.merit, given.school, "2025", 86.0)))
                .isEqualTo(new MergeResult(2, 0, 0));
        assertThat(given.fixture.merge(
                        outcome(given.merit, given.school, "2024", 80.0), outcome(given.merit, given.school, "2025", 86.0)))
                .isEqualTo(new MergeResult(0, 0, 2));
        assertThat(given.fixture.merge(
                        outcome(given.merit, given.school, "2024", 80.0),
                        outcome(given.merit, given.school, "2025", null),
                        outcome(given.merit, given.root, "2025", 1.0)))
                .isEqualTo(new MergeResult(1, 1, 1));
        assertThat(given.measurements.series(List.of(given.merit.id()), List.of(given.school)))
                .extracting(Measurement::revision, Measurement::state)
                .containsExactly(tuple(1, State.EXISTS), tuple(2, State.SUPPRESSED));
    }

    @Test
    void aMergeThatFailsSavesNothing() {
        List<Figure> rows =
                List.of(outcome(given.merit, given.school, "2024", 80.0), outcome(given.merit, 999_999, "2024", 1.0));

        assertThatThrownBy(() -> given.measurements.merge(GRANT, rows.iterator())).isInstanceOf(RuntimeException.class);

        assertThat(given.measurements.series(List.of(given.merit.id()), List.of(given.school))).isEmpty();
    }

    @Test
    void mergesTensOfThousandsOfRowsAsOneChange() {
        List<Figure> rows = IntStream.range(0, 40_000)
                .mapToObj(i -> outcome(
                        given.merit, given.school, "%04d-%02d".formatted(1000 + i / 12, i % 12 + 1), i / 10.0))
                .toList();

        assertThat(given.measurements.merge(GRANT, rows.iterator())).isEqualTo(new MergeResult(40_000, 0, 0));

        List<Measurement> saved =
                given.measurements.after(new MeasurementFilter(null, given.merit.id(), null, null), 0, 500);
        assertThat(given.measurements.revisions(saved, 500))
                .extracting(Revision::at)
                .containsOnly(given.fixture.now());
    }
}
