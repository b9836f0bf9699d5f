package se.samsyn.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SwedishCollationTest {

    @Test
    void ordersAsSwedishDoes() {
        List<String> sorted = Stream.of("Österäng", "Åsby", "wallin", "Vik", "Ärla", "zetterlund", "André", "andersson", "Andre")
                .sorted(SwedishCollation::compare)
                .toList();
        assertThat(sorted)
                .containsExactly(
                        "andersson", "Andre", "André", "Vik", "wallin", "zetterlund", "Åsby", "Ärla", "Österäng");
    }

    @Test
    void isEqualOnlyForTheSameText() {
        assertThat(SwedishCollation.compare("vik", "Vik")).isNotZero();
        assertThat(SwedishCollation.compare("vik", "vik")).isZero();
    }
}
