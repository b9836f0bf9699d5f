package se.samsyn.core.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.samsyn.core.web.Rejection;

class TermRulesTest {

    private static final String COUNT = "{0,choice,0#Inga enheter|1#1 enhet|1<{0} enheter} under {1}";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "Skolledare; Rektor",
        "Sparat av {1} {0}; {0} sparades av {1}",
        "Sparat; {0} sparades av {1}",
        "{0,choice,0#Tomt|1#en skola|1<{0,number,integer} skolor} ({1}); {0,choice,0#Inga|1#1|1<{0}} {1}",
    })
    void wordsMayComeInAnyOrderAndLeaveOutWhatIsFilledIn(String words, String standard) {
        assertThat(TermRules.checked(words, standard)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "Rektor {0}; Rektor; terms.error.none",
        "{0} av {2}; {0} sparades av {1}; terms.error.argument",
        "{0,choice,1#en|1<{3} flera}; {0,choice,1#1|1<{0}}; terms.error.argument",
        "{0,number} sparades; {0} sparades; terms.error.kind",
        "{0,date} sparades; {0} sparades; terms.error.kind",
        "{0 sparades; {0} sparades; terms.error.pattern",
        "{namn} sparades; {0} sparades; terms.error.pattern",
        "{0,choice,inga|fler}; {0,choice,1#1|1<{0}}; terms.error.pattern",
        "{0,choice,1#en|1<{0,foo} flera}; {0,choice,1#1|1<{0}}; terms.error.pattern",
        "Rektor's; Rektor; terms.error.apostrophe",
        "'{0}'; {0}; terms.error.apostrophe",
        "`   `; Rektor; terms.error.empty",
    })
    void whatWouldNotWorkInItsPlaceIsRefused(String words, String standard, String key) {
        Rejection rejection = catchThrowableOfType(Rejection.class, () -> TermRules.checked(words, standard));
        assertThat(rejection.reasons()).extracting(Rejection.Reason::key).containsExactly(key);
        assertThat(rejection.reasons()).extracting(Rejection.Reason::field).containsExactly("text");
    }

    @Test
    void wordsMayBeSomewhatLongerThanTheStandardText() {
        assertThat(TermRules.checked("x".repeat(100), "Rektor")).hasSize(100);
        Rejection rejection =
                catchThrowableOfType(Rejection.class, () -> TermRules.checked("x".repeat(101), "Rektor"));
        assertThat(rejection.reasons()).extracting(Rejection.Reason::key).containsExactly("web.input.long");
        assertThat(TermRules.longest("x".repeat(200))).isEqualTo(600);
    }

    @Test
    void lineBreaksStayOnlyWhereTheStandardTextHasThem() {
        assertThat(TermRules.checked(" Hej\r\n\r\nBästa hälsningar ", "Hej\n\nHälsningar")).isEqualTo("Hej\n\nBästa hälsningar");
        assertThat(TermRules.checked("Rektor\n  Bcc: a@b", "Rektor")).isEqualTo("Rektor Bcc: a@b");
    }

    @Test
    void whatIsFilledInIsNamed() {
        assertThat(TermRules.filledIn(COUNT)).isEqualTo("{0}, {1}");
        assertThat(TermRules.filledIn("Rektor")).isEmpty();
        assertThat(TermRules.fits("{0} skolor", COUNT)).isTrue();
        assertThat(TermRules.fits("{2} skolor", COUNT)).isFalse();
    }
}
