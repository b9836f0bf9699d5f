package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.samsyn.core.measuring.MeasuringFixture.GRANT;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

class IndicatorServiceTest {

    @TempDir
    Path folder;

    private MeasuringFixture fixture;
    private IndicatorService service;

    @BeforeEach
    void open() {
        fixture = new MeasuringFixture(folder);
        service = fixture.indicatorService;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void keepsWhatItWas() {
        Indicator made = fixture.indicator("A", Aggregation.NONE);
        Instant before = fixture.now().plusSeconds(1);
        fixture.pass(Duration.ofDays(1));

        Indicator retired = service.retire(GRANT, made.id(), 1, LocalDate.parse("2026-01-01"));

        assertThat(retired.version()).isEqualTo(2);
        assertThat(service.get(made.id())).isEqualTo(retired);
        assertThat(service.asOf(made.id(), before)).contains(made);
        assertThat(service.history(made.id(), 10).get(0).fields())
                .extracting("field", "after")
                .containsExactly(org.assertj.core.api.Assertions.tuple("retiredOn", "2026-01-01"));
        assertThatThrownBy(() -> service.retire(GRANT, made.id(), 1, LocalDate.parse("2026-02-01")))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void aSourceHasACodeOnce() {
        fixture.indicator("A", Aggregation.NONE);

        assertThatThrownBy(() -> fixture.indicator("A", Aggregation.NONE))
                .isInstanceOfSatisfying(Rejection.class, r -> assertThat(r.reasons())
                        .extracting(Rejection.Reason::field)
                        .containsExactly("code"));
    }

    @Test
    void findsByWordsInAnyCase() {
        Indicator reading = fixture.indicator("Läsning_åk3", Aggregation.NONE);
        fixture.indicator("Annat", Aggregation.NONE);

        assertThat(found("LÄSNING_ÅK3")).containsExactly(reading);
        assertThat(found("läsning indikator")).containsExactly(reading);
        assertThat(found("läsningxåk3")).isEmpty();
        assertThat(fixture.indicators.count(IndicatorFilter.ALL)).isEqualTo(2);
    }

    private List<Indicator> found(String text) {
        return fixture.indicators.list(new IndicatorFilter(text, null, null, false, true), 0, 10);
    }
}
