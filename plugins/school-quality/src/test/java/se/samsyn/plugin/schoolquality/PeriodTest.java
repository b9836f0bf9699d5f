package se.samsyn.plugin.schoolquality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTest {

    @Test
    void offersTheSchoolYearThatIsNowFirst() {
        assertThat(Period.choices(LocalDate.of(2026, 6, 30)).get(0).code()).isEqualTo("2025/26");
        assertThat(Period.choices(LocalDate.of(2026, 7, 1))).extracting(Period::code).startsWith("2026/27", "HT2026", "VT2027");
        assertThat(Period.choices(LocalDate.of(2099, 8, 1)).get(0).code()).isEqualTo("2099/00");
    }

    @Test
    void ordersTermsWithinTheirYear() {
        assertThat(Period.of("HT2026").start()).isAfter(Period.of("2026/27").start()).isBefore(Period.of("VT2027").start());
        assertThat(Period.of("VT2027").start()).isBefore(Period.of("2027/28").start());
        assertThatThrownBy(() -> Period.of("2026")).isInstanceOf(IllegalArgumentException.class);
    }
}
