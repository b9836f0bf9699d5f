package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Indicator.Periodicity;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Rejection;

class TypedFigureTest {

    private static final List<Locale> LANGUAGES = List.of(Messages.SWEDISH, Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "84|84", "84,5|84.5", "84.5|84.5", "1 234,5|1234.5", "1\u00a0234|1234", "12\u202f345\u00a0678|12345678", "+3|3", "-3,5|-3.5",
        "\u22123,5|-3.5", "84 %|84", "84%|84", "84\u00a0%|84", "' 84 '|84", "0|0", "-0|0", "0,0|0"
    })
    void aNumberIsReadAsPeopleAndSheetsWriteIt(String cell, double value) {
        assertThat(TypedFigure.read(indicator("%"), Kind.OUTCOME, cell)).isEqualTo(new TypedFigure(value, State.EXISTS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"cirka 340|340", "ca 340|340", "ca. 1 340|1340", "~340|340", "Cirka\u00a0340|340"})
    void aboutIsRounded(String cell, double value) {
        assertThat(TypedFigure.read(indicator(""), Kind.OUTCOME, cell)).isEqualTo(new TypedFigure(value, State.ROUNDED));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|MISSING", "' '|MISSING", "-|MISSING", "\u2013|MISSING", ".|MISSING", "..|SUPPRESSED", "' .. '|SUPPRESSED", "*|NOT_REQUIRED"
    })
    void noFigureIsNeverZero(String cell, State state) {
        assertThat(TypedFigure.read(indicator("%"), Kind.OUTCOME, cell)).isEqualTo(new TypedFigure(null, state));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "fyra", "8 4", "84,", ",5", "1,2,3", "1 23", "1e3", "NaN", "Infinity", "84 %%", "12345678901234567", "=1+1", "--3", "...",
        "cirka", "cirka ..", "84\t85", "#DIV/0!", "<b>"
    })
    void whatIsNoFigureIsSaidToBeNone(String cell) {
        assertThatThrownBy(() -> TypedFigure.read(indicator("%"), Kind.OUTCOME, cell))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("measuring.error.number");
    }

    @Test
    void aPercentSignIsOnlyThatOfWhatIsMeasuredInIt() {
        assertThat(TypedFigure.read(indicator("poäng"), Kind.OUTCOME, "212 poäng").value()).isEqualTo(212);
        assertThatThrownBy(() -> TypedFigure.read(indicator("poäng"), Kind.OUTCOME, "84 %"))
                .hasMessageContaining("measuring.error.percent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "*", "cirka 340"})
    void onlyAnOutcomeIsOtherThanANumber(String cell) {
        assertThatThrownBy(() -> TypedFigure.read(indicator("%"), Kind.TARGET, cell))
                .hasMessageContaining("measuring.error.outcomealone");
        assertThat(TypedFigure.read(indicator("%"), Kind.TARGET, "-").state()).isEqualTo(State.MISSING);
    }

    /** Whatever is saved stands in its cell so that it is read back the same, in each language. */
    @Test
    void whatIsShownIsReadBackTheSame() {
        Random random = new Random(20261125);
        for (int i = 0; i < 20_000; i++) {
            State state = State.values()[random.nextInt(State.values().length)];
            int decimals = random.nextInt(5);
            double value = BigDecimal.valueOf(random.nextLong(2_000_000_000_000L) - 1_000_000_000_000L)
                    .movePointLeft(decimals + random.nextInt(8))
                    .setScale(decimals, java.math.RoundingMode.HALF_UP)
                    .doubleValue();
            TypedFigure figure = new TypedFigure(state.hasValue() ? value + 0.0 : null, state);
            for (Locale language : LANGUAGES) {
                String text = figure.text(language);
                assertThat(TypedFigure.read(indicator("%"), Kind.OUTCOME, text)).as(text).isEqualTo(figure);
            }
        }
    }

    private static Indicator indicator(String unit) {
        return new Indicator(
                1, "own", "X", "X", "", unit, 1, Direction.HIGHER, Periodicity.YEAR, Aggregation.NONE, null, true, null, 1);
    }
}
