package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.web.Messages;

class StatusProposalTest {

    private static final Messages MESSAGES = Messages.ofCore(List.of("measuring"));

    @ParameterizedTest
    @CsvSource({
        "HIGHER, 92, 92, 7, REACHED",
        "HIGHER, 91.9, 92, 7, AT_RISK",
        "HIGHER, 85, 92, 7, AT_RISK",
        "HIGHER, 84.9, 92, 7, OFF_TRACK",
        "HIGHER, 84.96, 92, 7, AT_RISK",
        "HIGHER, 84.94, 92, 7, OFF_TRACK",
        "HIGHER, 91.95, 92, 7, REACHED",
        "HIGHER, 91.9, 92, , OFF_TRACK",
        "HIGHER, 91.9, 92, 0, OFF_TRACK",
        "LOWER, 6, 6, 1.5, REACHED",
        "LOWER, 5, 6, 1.5, REACHED",
        "LOWER, 6.1, 6, 1.5, AT_RISK",
        "LOWER, 7.5, 6, 1.5, AT_RISK",
        "LOWER, 7.6, 6, 1.5, OFF_TRACK",
        "HIGHER, 0.3, 0.3, 0.1, REACHED",
        "HIGHER, 0.2, 0.3, 0.1, AT_RISK",
        "HIGHER, -2, -1, 1, AT_RISK",
    })
    void proposesAtTheBoundaries(Direction direction, double outcome, double target, Double tolerance, Status status) {
        StatusProposal proposal = StatusProposal.of(
                indicator(direction, tolerance), outcome("2026", outcome, State.EXISTS), target("2026", target));

        assertThat(proposal.status()).isEqualTo(status);
    }

    @Test
    void aTargetMetBeforeItsPeriodIsOverIsOnPlanAndNotReached() {
        StatusProposal proposal = StatusProposal.of(
                indicator(Direction.HIGHER, 7.0), outcome("2026-T2", 93, State.EXISTS), target("2026", 92));

        assertThat(proposal.status()).isEqualTo(Status.ON_TRACK);
        assertThat(explain(proposal, "sv")).isEqualTo("grön: 93,0 av 92,0");
    }

    @Test
    void saysWhyInBothLanguages() {
        StatusProposal yellow = StatusProposal.of(
                indicator(Direction.HIGHER, 7.0), outcome("2026", 86, State.ROUNDED), target("2026", 92));
        StatusProposal red = StatusProposal.of(
                indicator(Direction.LOWER, 1.5), outcome("2026", 8, State.EXISTS), target("2026", 6));

        assertThat(explain(yellow, "sv")).isEqualTo("gul: 86,0 av 92,0, gult från 85,0");
        assertThat(explain(yellow, "en")).isEqualTo("yellow: 86.0 of 92.0, yellow from 85.0");
        assertThat(explain(red, "sv")).isEqualTo("röd: 8,0 mot högst 6,0, gult till 7,5");
        StatusProposal few = StatusProposal.of(
                indicator(Direction.LOWER, null), outcome("2026", 3.4, State.EXISTS), target("2026", 5));
        assertThat(explain(few, "sv")).isEqualTo("uppnått: 3,4, högst 5,0");
        assertThat(explain(few, "en")).isEqualTo("reached: 3.4, at most 5.0");
    }

    @Test
    void proposesNothingWithoutTheFigures() {
        Indicator indicator = indicator(Direction.HIGHER, 7.0);
        Measurement target = target("2026", 92);

        assertThat(reason(indicator, null, target)).isEqualTo(StatusProposal.Reason.NO_OUTCOME);
        assertThat(reason(indicator, outcome("2026", null, State.MISSING), target))
                .isEqualTo(StatusProposal.Reason.NO_OUTCOME);
        assertThat(reason(indicator, outcome("2026", null, State.SUPPRESSED), target))
                .isEqualTo(StatusProposal.Reason.SUPPRESSED);
        assertThat(reason(indicator, outcome("2026", 86.0, State.EXISTS), null))
                .isEqualTo(StatusProposal.Reason.NO_TARGET);
        assertThat(reason(indicator(Direction.NEUTRAL, 7.0), outcome("2026", 86.0, State.EXISTS), target))
                .isEqualTo(StatusProposal.Reason.NO_DIRECTION);
    }

    @Test
    void everyReasonHasAText() {
        for (StatusProposal.Reason reason : StatusProposal.Reason.values()) {
            String key = "measuring.proposal." + reason;
            assertThat(MESSAGES.has(key) || MESSAGES.has(key + ".atleast") && MESSAGES.has(key + ".atmost"))
                    .as(key)
                    .isTrue();
        }
    }

    private static StatusProposal.Reason reason(
            Indicator indicator, @Nullable Measurement outcome, @Nullable Measurement target) {
        StatusProposal proposal = StatusProposal.of(indicator, outcome, target);
        assertThat(proposal.status()).isNull();
        return proposal.reason();
    }

    private static String explain(StatusProposal proposal, String language) {
        Locale locale = Locale.forLanguageTag(language);
        return proposal.explain((key, arguments) -> MESSAGES.text(locale, key, arguments), locale);
    }

    private static Indicator indicator(Direction direction, @Nullable Double tolerance) {
        return new Indicator(
                1, "own", "A", "A", "", "%", 1, direction, Indicator.Periodicity.YEAR, Indicator.Aggregation.NONE,
                tolerance, false, null, 1);
    }

    private static Measurement outcome(String period, @Nullable Double value, State state) {
        return new Measurement(1, 1, 1, Period.of(period), Gender.T, Kind.OUTCOME, value, state, "Kolada", 1);
    }

    private static Measurement outcome(String period, int value, State state) {
        return outcome(period, (double) value, state);
    }

    private static Measurement target(String period, double value) {
        return new Measurement(2, 1, 1, Period.of(period), Gender.T, Kind.TARGET, value, State.EXISTS, "own", 1);
    }
}
