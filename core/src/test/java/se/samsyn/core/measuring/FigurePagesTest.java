package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.organisation.Unit;

class FigurePagesTest {

    private MeasuredTown town;
    private TestClient principal;

    @BeforeEach
    void start() {
        town = new MeasuredTown();
        principal = town.samsyn.signIn("rektor");
    }

    @AfterEach
    void stop() {
        town.close();
    }

    @Test
    void aPrincipalGivesFiguresOfTheirOwnSchoolAlone() {
        principal.get(figures(town.samsyn.school()));

        TestClient.Answer saved = principal.post(figures(town.samsyn.school()), typed("86", "92", "0"));

        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
        assertThat(principal.follow(saved).body()).contains("Värdena för 2025 är sparade.", "Källa: Egen uppgift");
        assertThat(town.series(town.samsyn.school()))
                .extracting(m -> m.kind() + " " + m.value())
                .containsExactlyInAnyOrder("OUTCOME 86.0", "TARGET 92.0");
        assertThat(principal.post(figures(town.samsyn.otherSchool()), typed("86", "92", "0")).status()).isEqualTo(403);
        assertThat(town.series(town.samsyn.otherSchool())).isEmpty();
    }

    @Test
    void whatIsNoNumberIsToldAtItsFieldAndNothingIsSaved() {
        principal.get(figures(town.samsyn.school()));

        TestClient.Answer answer = principal.post(figures(town.samsyn.school()), typed("1e9999", "<script>", "0"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("value=\"1e9999\"", "&lt;script&gt;", "Skriv ett tal, till exempel 86,5.");
        assertThat(town.series(town.samsyn.school())).isEmpty();
    }

    @Test
    void moreDecimalsThanAreShownAreToldAtEachFieldAndNothingIsSaved() {
        principal.get(figures(town.samsyn.school()));

        TestClient.Answer answer = principal.post(figures(town.samsyn.school()), typed("86,5", "92,25", "0"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("value=\"86,5\"", "value=\"92,25\"", "Utfall: Skriv talet utan decimaler")
                .contains("Målvärde: Skriv talet");
        assertThat(town.series(town.samsyn.school())).isEmpty();
        assertThat(principal.post(figures(town.samsyn.school()), typed("86,0", "92", "0")).status()).isEqualTo(303);
    }

    @Test
    void whoeverSavesOverOthersFiguresIsToldAndKeepsWhatTheyTyped() {
        principal.get(figures(town.samsyn.school()));
        principal.post(figures(town.samsyn.school()), typed("80", "", "0"));

        TestClient.Answer late = principal.post(figures(town.samsyn.school()), typed("81", "", "0"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("value=\"81\"", "Någon annan har sparat", "name=\"revision.OUTCOME\" value=\"1\"");
        assertThat(principal.post(figures(town.samsyn.school()), typed("81", "", "1")).status()).isEqualTo(303);
    }

    @Test
    void aSuppressedFigureIsSavedWithoutANumber() {
        principal.get(figures(town.samsyn.school()));
        Map<String, String> form = new HashMap<>(typed("3", "", "0"));
        form.put("state", "SUPPRESSED");

        principal.post(figures(town.samsyn.school()), form);

        assertThat(town.series(town.samsyn.school())).extracting(Measurement::state, Measurement::value)
                .containsExactly(org.assertj.core.api.Assertions.tuple(State.SUPPRESSED, null));
    }

    @Test
    void aHiddenFigureThatIsLeftAloneStaysInTheStore() {
        Figure boys = town.figure(town.samsyn.school(), Gender.M, 84.0);
        town.merge(town.figure(town.samsyn.school(), Gender.K, null), boys);
        Map<String, String> form = new HashMap<>(typed("", "92", "1"));
        form.put("gender", "M");
        form.put("state", "SUPPRESSED");
        assertThat(principal.get(figures(town.samsyn.school()) + "?period=2025&gender=M").body()).doesNotContain("84");

        assertThat(principal.post(figures(town.samsyn.school()), form).status()).isEqualTo(303);
        form.put("state", "EXISTS");
        form.put("revision.TARGET", "1");
        assertThat(principal.post(figures(town.samsyn.school()), form).body()).contains("Värdet är dolt");

        assertThat(town.samsyn.app().measuring().measurements().stored(List.of(boys)).get(0).value()).isEqualTo(84.0);
        assertThat(town.series(town.samsyn.school())).extracting(Measurement::value).contains(92.0);
    }

    @Test
    void whatIsPublishedElsewhereIsNotTypedOver() {
        Indicator national = town.indicator("kolada", "N15505", "Elever i åk 9", Aggregation.NONE);
        town.merge(town.figure(national, town.samsyn.school(), "2025", Kind.OUTCOME, 70.0));
        String path = "/indicators/" + national.id() + "/units/" + town.samsyn.school().id() + "/figures";
        assertThat(principal.get(path + "?period=2025").body()).contains("Utfallet kommer från Kolada");

        principal.post(path, typed("99", "75", "1"));

        assertThat(town.samsyn.app().measuring().measurements().series(List.of(national.id()), List.of(town.samsyn.school().id())))
                .extracting(m -> m.kind() + " " + m.value())
                .containsExactlyInAnyOrder("OUTCOME 70.0", "TARGET 75.0");
    }

    private String figures(Unit unit) {
        return "/indicators/" + town.safety.id() + "/units/" + unit.id() + "/figures";
    }

    private static Map<String, String> typed(String outcome, String target, String revision) {
        return Map.of(
                "period", "2025", "gender", "T", "state", "EXISTS", "OUTCOME", outcome, "TARGET", target,
                "FORECAST", "", "revision.OUTCOME", revision, "revision.TARGET", "0", "revision.FORECAST", "0");
    }
}
