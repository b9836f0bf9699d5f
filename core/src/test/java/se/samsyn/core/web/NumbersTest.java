package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void numbersAreReadAsPeopleWriteThem() {
        assertThat(Numbers.parse("92,5")).hasValue(92.5);
        assertThat(Numbers.parse("0,3333333333333333")).hasValue(0.3333333333333333);
        assertThat(Numbers.parse("1\u00a0234")).hasValue(1234.0);
        assertThat(Numbers.parse("\u22123.5")).hasValue(-3.5);
        for (String wrong : List.of("nittio", "9,2,1", "1e5", "NaN", "", "5 %")) {
            assertThat(Numbers.parse(wrong)).as(wrong).isEmpty();
        }
    }
}
