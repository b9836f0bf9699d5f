package se.samsyn.core.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;

class CyclePagesTest {

    private FollowUpFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FollowUpFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theQualityDeveloperPlansOpensMovesAndClosesARound() {
        TestClient developer = fixture.samsyn.signIn("karin");
        TestClient principal = fixture.samsyn.signIn("maria");
        Answer wrong = developer.post("/cycles", Map.of("name", "", "period", "våren", "opens", "2026-13-01", "due", "1789-07-14"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Skriv en period som", "Skriv ett datum som", "Ange ett datum från år 1900", "value=\"våren\"");
        assertThat(wrong.body()).contains("Välj en enhet som du leder");
        Map<String, Object> form = new HashMap<>(Map.of(
                "unit", fixture.samsyn.municipality().id(), "name", "Vår 2027", "planType", fixture.planType.id(), "planPeriod", "2026/27", "period", "VT2027"));
        form.put("opens", "2027-02-01");
        form.put("due", "2027-01-01");
        assertThat(developer.post("/cycles", form).body()).contains("Slutdagen kan inte vara före");
        form.put("due", "2027-03-01");
        Answer created = developer.post("/cycles", form);
        String page = created.location();
        assertThat(developer.follow(created).body()).contains("Inte öppnad än", "2 planer");
        assertThat(developer.follow(developer.post(page + "/open", Map.of("version", 1))).body())
                .contains("Ej påbörjad: 2", "Ekbackens skola", "Ålunda skola");
        assertThat(developer.post(page + "/open", Map.of("version", 1)).status()).isEqualTo(409);
        developer.post(page + "/due", Map.of("version", 2, "due", "2027-03-15"));
        assertThat(developer.get(page).body()).contains("15 mars 2027");
        assertThat(developer.follow(developer.post(page + "/close", Map.of("version", 3))).body()).contains("Stängd");
        assertThat(developer.get("/cycles").body()).contains("Vår 2027", "0 av 2");
        assertThat(principal.get("/cycles/new").status()).isEqualTo(403);
        assertThat(principal.post(page + "/open", Map.of("version", 4)).status()).isEqualTo(403);
    }
}
