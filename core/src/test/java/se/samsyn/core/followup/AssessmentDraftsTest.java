package se.samsyn.core.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.core.followup.FollowUpFixture.judged;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;

/** What is typed in an assessment when others, or the same person on another device, type there too. */
class AssessmentDraftsTest {

    private FollowUpFixture fixture;
    private FollowUp followUp;
    private TestClient principal;
    private TestClient deputy;
    private String address;

    @BeforeEach
    void open() {
        fixture = new FollowUpFixture();
        followUp = fixture.followUpOf(fixture.openAutumn(), fixture.school);
        principal = fixture.samsyn.signIn("maria");
        deputy = fixture.samsyn.signIn("bo");
        address = "/followups/" + followUp.id();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theSecondOfTwoEditorsGetsBothTextsToChooseFrom() {
        principal.post(goal(fixture.reading), judged("ON_TRACK", "Marias text", "", 0, "list"));
        Answer conflict = deputy.post(goal(fixture.reading), judged("AT_RISK", "Bos text", "Bos analys", 0, "list"));
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body())
                .contains("Maria Testsson", "Marias text", "Bos text", "Bos analys", "resolution", "conflictVersion");

        assertThat(deputy.get(goal(fixture.reading)).body()).as("the form opened again").contains("Bos text", "Marias text");

        Map<String, Object> both = judged("AT_RISK", "Bos text", "Bos analys", 0, "list");
        both.put("resolution", "both");
        both.put("conflictVersion", 1);
        String merged = deputy.follow(deputy.post(goal(fixture.reading), both)).body();
        assertThat(merged).contains("Marias text\n\nBos text", "Båda texterna står nu i fälten");
        assertThat(merged).doesNotContain("conflictVersion");

        both.put("resolution", "mine");
        assertThat(deputy.post(goal(fixture.reading), both).status()).isEqualTo(303);
        assertThat(assessment().comment()).isEqualTo("Bos text");
        assertThat(fixture.changes.history("assessment", assessment().id(), 5)).hasSize(2);
    }

    @Test
    void theSavedTextCanBeChosen() {
        principal.post(goal(fixture.reading), judged("ON_TRACK", "Marias text", "", 0, "list"));
        deputy.post(goal(fixture.reading), judged("AT_RISK", "Bos text", "", 0, "list"));
        Map<String, Object> theirs = judged("AT_RISK", "Bos text", "", 0, "list");
        theirs.put("resolution", "theirs");
        theirs.put("conflictVersion", 1);
        String page = deputy.follow(deputy.post(goal(fixture.reading), theirs)).body();
        assertThat(page).contains("Marias text").doesNotContain("Bos text");
        assertThat(assessment().comment()).isEqualTo("Marias text");
    }

    @Test
    void autosaveKeepsWhatIsTypedAndTheFormBringsItBack() {
        Answer saved = principal.post(goal(fixture.reading) + "/draft", judged("AT_RISK", "Halvskrivet", "", 0, ""));
        assertThat(saved.status()).isEqualTo(200);
        assertThat(assessment().version()).isZero();
        assertThat(principal.get(goal(fixture.reading)).body()).contains("Halvskrivet", "Ditt utkast från");
        assertThat(deputy.get(goal(fixture.reading)).body()).doesNotContain("Halvskrivet");
        assertThat(principal.get(address).body()).contains("Utkast sparat");
        principal.post(goal(fixture.reading), judged("AT_RISK", "Färdigt", "", 0, "list"));
        assertThat(principal.get(goal(fixture.reading)).body()).contains("Färdigt").doesNotContain("Halvskrivet");
    }

    @Test
    void autosaveTellsOfAConflictAndKeepsTheText() {
        principal.post(goal(fixture.reading), judged("ON_TRACK", "Marias text", "", 0, "list"));
        Answer draft = deputy.post(goal(fixture.reading) + "/draft", judged("", "Bos text", "", 0, ""));
        assertThat(draft.status()).isEqualTo(409);
        assertThat(draft.body()).contains("Marias text", "Bos text").doesNotContain("<html");
    }

    @Test
    void whatOneTypesOnAnotherDeviceIsNeitherOverwrittenNorLeftBehind() {
        Map<String, Object> phone = judged("AT_RISK", "Skrivet på telefonen", "", 0, "list");
        phone.put("page", "telefon");
        Map<String, Object> desk = judged("AT_RISK", "Skrivet vid skrivbordet", "", 0, "list");
        desk.put("page", "skrivbord");
        assertThat(principal.post(goal(fixture.reading) + "/draft", phone).status()).isEqualTo(200);

        Answer draft = principal.post(goal(fixture.reading) + "/draft", desk);
        assertThat(draft.status()).isEqualTo(409);
        assertThat(draft.body()).contains("Skrivet på telefonen", "Skrivet vid skrivbordet").doesNotContain("<html");
        Answer saved = principal.post(goal(fixture.reading), desk);
        assertThat(saved.status()).isEqualTo(409);
        assertThat(saved.body()).contains("Skrivet på telefonen", "Skrivet vid skrivbordet", "value=\"telefon\"");
        assertThat(principal.get(goal(fixture.reading)).body()).contains("Skrivet på telefonen").doesNotContain("skrivbordet");

        phone.put("comment", "Skrivet på telefonen, mer");
        assertThat(principal.post(goal(fixture.reading) + "/draft", phone).status()).isEqualTo(200);
        desk.put("basis", List.of("", "telefon"));
        assertThat(principal.post(goal(fixture.reading), desk).status()).isEqualTo(303);
        assertThat(assessment().comment()).isEqualTo("Skrivet vid skrivbordet");
    }

    @Test
    void whatIsTypedAndNotSavedIsNotLeftBehindWhenHandingIn() {
        principal.post(goal(fixture.reading), judged("ON_TRACK", "Fler läser", "", 0, "list"));
        principal.post(goal(fixture.safety), judged("ON_TRACK", "Lugnt", "", 0, "list"));
        principal.post(goal(fixture.safety) + "/draft", judged("ON_TRACK", "Lugnt, men inte på rasterna", "", 1, ""));

        Answer refused = principal.post(address + "/complete", Map.of("version", 1, "summary", "Min sammanfattning"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Du har text som inte är sparad: Tryggheten ökar", "#goal-" + fixture.safety, "Min sammanfattning");
        principal.post(goal(fixture.safety), judged("ON_TRACK", "Lugnt, men inte på rasterna", "", 1, "list"));
        assertThat(principal.post(address + "/complete", Map.of("version", 1, "summary", "")).status()).isEqualTo(303);
    }

    private Assessment assessment() {
        return fixture.module.assessments().of(fixture.principal, followUp.id(), fixture.reading);
    }

    private String goal(long id) {
        return address + "/goals/" + id;
    }
}
