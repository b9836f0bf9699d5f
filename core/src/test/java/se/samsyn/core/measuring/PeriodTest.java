package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2026, YEAR, 2026-01-01, 2026-12-31",
        "2026-T2, TERTIAL, 2026-05-01, 2026-08-31",
        "2026-Q3, QUARTER, 2026-07-01, 2026-09-30",
        "2026-02, MONTH, 2026-02-01, 2026-02-28",
        "2026/27, SCHOOL_YEAR, 2026-07-01, 2027-06-30",
        "1999/00, SCHOOL_YEAR, 1999-07-01, 2000-06-30",
        "VT2026, TERM, 2026-01-01, 2026-06-30",
        "HT2026, TERM, 2026-07-01, 2026-12-31"
    })
    void readsEachForm(String text, Period.Kind kind, LocalDate from, LocalDate to) {
        Period period = Period.of(text);
        assertThat(period.kind()).isEqualTo(kind);
        assertThat(period.from()).isEqualTo(from);
        assertThat(period.to()).isEqualTo(to);
        assertThat(period).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "26", "2026-13", "2026-T4", "2026/28", "2026-Q0", "HT", "2026 ", "20260"})
    void refusesWhatIsNoPeriod(String text) {
        assertThat(Period.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Period.of(text)).withMessageContaining(text);
    }

    @Test
    void ordersByWhereItEnds() {
        List<String> sorted = Stream.of("2026", "2026/27", "2026-12", "2025", "HT2026", "2026-T1")
                .map(Period::of)
                .sorted()
                .map(Period::text)
                .toList();
        assertThat(sorted).containsExactly("2025", "2026-T1", "2026-12", "HT2026", "2026", "2026/27");
    }

    @Test
    void containsWhatLiesWithin() {
        assertThat(Period.of("2026").contains(Period.of("2026-T2"))).isTrue();
        assertThat(Period.of("2026").contains(Period.of("2026/27"))).isFalse();
        assertThat(Period.of("2026/27").contains(Period.of("VT2027"))).isTrue();
        assertThat(Period.of("HT2026").contains(LocalDate.of(2026, 7, 1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2026, 2025", "2026/27, 2025/26", "HT2026, HT2025", "2026-T2, 2025-T2", "2026-09, 2025-09"})
    void knowsTheYearBefore(String text, String before) {
        assertThat(Period.of(text).yearBefore()).isEqualTo(Period.of(before));
    }
}
