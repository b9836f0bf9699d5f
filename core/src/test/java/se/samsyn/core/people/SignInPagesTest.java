package se.samsyn.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInPagesTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.org/, /",
        "//example.org/, /",
        "/\\example.org, /",
        "/units/1, /units/1",
        "javascript:alert(1), /",
        "'/a b', /",
        "'', /"
    })
    void nobodyIsLedElsewhere(String next, String expected) {
        assertThat(SignInPages.target(next)).isEqualTo(expected);
    }
}
