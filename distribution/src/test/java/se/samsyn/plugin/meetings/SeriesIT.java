package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;

/** Series of meetings: how they begin, who takes part, what stands on every agenda. */
class SeriesIT {

    private TestMeetings world;
    private TestClient rektor;
    private TestClient larare;

    @BeforeEach
    void start() {
        world = new TestMeetings();
        rektor = world.rektor;
        larare = world.larare;
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aSeriesIsBegunFromATemplateWithThoseWhoUsuallyTakePart() {
        assertThat(rektor.get(TestMeetings.BASE).body()).contains("Ingen mötesserie ännu", "Ny mötesserie");
        assertThat(rektor.get(TestMeetings.BASE + "/series/new").body()).contains("Kvalitetsdialog", "Rektorsmöte", "Arbetslagsmöte");
        TestClient chef = world.samsyn.signIn("chef");
        String unit = Long.toString(world.samsyn.administration().id());
        Map<String, Object> form = new HashMap<>(Map.of("kind", "PRINCIPALS", "unit", unit, "usual", "true"));
        TestClient.Answer first = chef.post(TestMeetings.BASE + "/series", form);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body())
                .as("by name before they are added")
                .contains("Serien är inte skapad än", "Rektor Testsson", "Grannen Testsson", "value=\"" + world.id("rektor") + "\"");
        assertThat(world.samsyn.rows("select id from p_meetings_series")).isEmpty();
        form.put("seen", "PRINCIPALS " + unit);
        form.put("person", List.of(world.id("rektor"), world.id("grannen"), world.id("larare")));
        TestClient.Answer made = chef.post(TestMeetings.BASE + "/series", form);
        String page = chef.get(TestMeetings.created(made)).body();
        assertThat(page)
                .contains("Rektorsmöte, Utbildningsförvaltningen", "Föregående protokoll", "Mål och resultat", "3 deltagare")
                .contains("Rektor Testsson", "Grannen Testsson", "Ordförande", "Bara deltagarna");
        assertThat(rektor.get(TestMeetings.BASE).body()).contains("Rektorsmöte, Utbildningsförvaltningen");

        world.samsyn.user("utvecklare", Role.QUALITY_DEVELOPER, world.samsyn.administration());
        Map<String, Object> dialogue =
                new HashMap<>(Map.of("kind", "QUALITY_DIALOGUE", "unit", world.school(), "usual", "true"));
        String shown = rektor.post(TestMeetings.BASE + "/series", dialogue).body();
        assertThat(shown)
                .as("those who lead from above, and not the one who begins it")
                .containsSubsequence("Chef Testsson", "Förvaltningschef", "Utvecklare Testsson", "Kvalitetsutvecklare")
                .doesNotContain("name=\"person\" value=\"" + world.id("rektor") + "\"", "Grannen Testsson");
        dialogue.put("seen", "PRINCIPALS " + unit);
        assertThat(rektor.post(TestMeetings.BASE + "/series", dialogue).status()).as("others were seen").isEqualTo(200);
        dialogue.put("seen", "QUALITY_DIALOGUE " + world.school());
        dialogue.put("person", List.of(world.id("utvecklare")));
        String series = TestMeetings.created(rektor.post(TestMeetings.BASE + "/series", dialogue));
        assertThat(rektor.get(series).body()).contains("2 deltagare", "Utvecklare Testsson").doesNotContain("Chef Testsson");
    }

    @Test
    void whoeverIsAddedByRoleIsShownFirst() {
        String series = world.series(false);
        String role = series + "/members?coreRole=EMPLOYEE&unit=" + world.school();
        assertThat(rektor.get(role).body())
                .contains("En person läggs till, en deltar redan. Ni blir 3 deltagare.", "Kollega Testsson", "Lägg till personen");
        assertThat(larare.get(role).status()).as("for those who lead").isEqualTo(403);
        assertThat(rektor.get(series + "/members?coreRole=HEAD&unit=" + world.school()).body())
                .contains("Ingen har den rollen där.", "value=\"MEMBER\" selected");
        assertThat(rektor.get(series + "/members?coreRole=KING&unit=x").status()).isEqualTo(422);
        rektor.post(series + "/members/by-role", Map.of("coreRole", "EMPLOYEE", "unit", world.school()));
        assertThat(rektor.get(series + "/members").body()).contains("Kollega Testsson är tillagd. Nu är ni 3 deltagare.");
        assertThat(rektor.get(role).body()).contains("Alla 2 med rollen där deltar redan.");
        TestClient.Answer nobody = rektor.post(series + "/members", Map.of());
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.body()).contains("value=\"MEMBER\" selected");
    }

    @Test
    void aSeriesThatHasEndedCallsNoMeetings() {
        String series = world.series(false);
        rektor.post(series + "/edit", Map.of("version", "1", "name", "Arbetslag", "minutes", "60", "archived", "true"));
        TestClient.Answer page = rektor.get(series + "/meetings/new");
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body()).contains("Serien är avslutad");
        TestClient.Answer refused = rektor.post(
                series + "/meetings", Map.of("day", "2026-12-03", "time", "09:00", "minutes", "60", "repeat", "0"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Serien är avslutad");
        assertThat(world.samsyn.rows("select id from p_meetings_meeting")).isEmpty();
    }

    @Test
    void someoneIsAlwaysLeftWhoLeads() {
        String series = world.series(false);
        TestClient.Answer refused = rektor.post(series + "/members/" + world.id("rektor"), Map.of("role", "MEMBER"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Minst en ordförande eller sekreterare");
        assertThat(rektor.post(series + "/members/" + world.id("rektor") + "/remove", Map.of()).status()).isEqualTo(422);
        rektor.post(series + "/members/" + world.id("larare"), Map.of("role", "SECRETARY"));
        assertThat(larare.get(series + "/members").status()).isEqualTo(200);
        assertThat(rektor.post(series + "/members/" + world.id("rektor") + "/remove", Map.of()).location())
                .isEqualTo(TestMeetings.BASE);
        assertThat(rektor.get(series).status()).as("whoever left sees nothing more").isEqualTo(404);
    }

    @Test
    void twoWhoChangeASeriesAtOnceLoseNothing() {
        String series = world.series(false);
        Map<String, Object> mine = Map.of("version", "1", "name", "Mitt namn", "minutes", "60", "place", "");
        assertThat(rektor.post(series + "/edit", Map.of("version", "1", "name", "Deras namn", "minutes", "50")).status()).isEqualTo(303);
        TestClient.Answer stale = rektor.post(series + "/edit", mine);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body()).contains("Mitt namn", "Deras namn", "name=\"version\" value=\"2\"");
    }

    @Test
    void theTemplateIsEditedAsAWhole() {
        String series = world.series(false);
        Map<String, Object> form = new HashMap<>();
        form.put("seen", seen(series));
        form.put("title-0", "Ett");
        form.put("minutes-0", "10");
        form.put("title-1", "");
        form.put("minutes-1", "");
        form.put("title-2", "Två");
        form.put("minutes-2", "20");
        form.put("move", "up-2");
        assertThat(rektor.post(series + "/template", form).location()).isEqualTo(series + "/template?moved=up-0");
        assertThat(rektor.get(series + "/template?moved=up-0").body()).containsPattern("value=\"up-0\"[^>]* autofocus");
        assertThat(world.items(world.meeting(series, "2026-12-03"))).hasSize(2);
        assertThat(rektor.get(series).body()).containsSubsequence("Två", "Ett");
        form.put("minutes-0", "7");
        TestClient.Answer late = rektor.post(series + "/template", form);
        assertThat(late.status()).as("it is not the template that was seen").isEqualTo(409);
        assertThat(late.body()).contains("Någon annan ändrade mallen", "value=\"7\"");
        form.put("minutes-0", "-5");
        TestClient.Answer wrong = rektor.post(series + "/template", form);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).as("the row is named").contains("Minuter för punkt 1: Ange ett tal");
    }

    private String seen(String series) {
        return rektor.get(series + "/template").body().replaceAll("(?s).*name=\"seen\" value=\"([^\"]*)\".*", "$1");
    }
}
