package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;

/** Series and their meetings, as the jar that is delivered, in a whole Samsyn. */
class MeetingsIT {

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
        TestClient.Answer made = chef.post(
                TestMeetings.BASE + "/series", Map.of("kind", "PRINCIPALS", "unit", unit, "usual", "true"));
        String page = chef.get(TestMeetings.created(made)).body();
        assertThat(page)
                .contains("Rektorsmöte, Utbildningsförvaltningen", "Föregående protokoll", "Mål och resultat", "3 deltagare")
                .contains("Rektor Testsson", "Grannen Testsson", "Ordförande", "Bara deltagarna");
        assertThat(rektor.get(TestMeetings.BASE).body()).contains("Rektorsmöte, Utbildningsförvaltningen");
    }

    @Test
    void whatIsWrongIsSaidAtTheFieldAndWhatWasTypedIsKept() {
        TestClient.Answer refused = rektor.post(
                TestMeetings.BASE + "/series", Map.of("kind", "OWN", "unit", "", "place", "Rum <3>"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Fyll i det här.", "href=\"#f-unit\"", "href=\"#f-name\"", "Rum &lt;3&gt;");
        TestClient.Answer foreign = larare.post(
                TestMeetings.BASE + "/series",
                Map.of("kind", "OWN", "unit", Long.toString(world.samsyn.otherSchool().id()), "name", "X"));
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.body()).contains("Du kan inte starta mötesserier på den enheten.");
        String series = world.series(false);
        TestClient.Answer when = rektor.post(
                series + "/meetings", Map.of("day", "2026-13-40", "time", "25:00", "minutes", "nio", "repeat", "0"));
        assertThat(when.status()).isEqualTo(422);
        assertThat(when.body()).contains("Ange ett datum", "Ange ett klockslag", "Ange ett heltal", "value=\"nio\"");
    }

    @Test
    void aMeetingGetsTheTemplatesAgendaAndMembersProposeItems() {
        String series = world.series(false);
        String meeting = world.meeting(series, "2026-12-03");
        assertThat(world.items(meeting)).hasSize(4);
        assertThat(larare.get(meeting).body()).contains("torsdag 3 december 2026", "kl. 09.00–10.00", "Laget runt", "09.10");
        assertThat(larare.post(meeting + "/items", Map.of("title", "Skolresan", "minutes", "15")).status()).isEqualTo(303);
        assertThat(larare.post(meeting + "/items", Map.of("title", "", "minutes", "x")).status()).isEqualTo(422);
        List<String> before = world.items(meeting);
        assertThat(larare.post(meeting + "/items/" + before.get(4) + "/move", Map.of("to", "up")).status())
                .as("the order is for those who lead").isEqualTo(403);
        rektor.post(meeting + "/items/" + before.get(4) + "/move", Map.of("to", "1"));
        rektor.post(meeting + "/items/" + before.get(0) + "/move", Map.of("to", "down"));
        assertThat(world.items(meeting))
                .containsExactly(before.get(4), before.get(1), before.get(0), before.get(2), before.get(3));
        assertThat(rektor.get(meeting).body()).contains("1. Skolresan", "Punkterna tar 75 av 60 minuter");
    }

    @Test
    void aMeetingIsRepeatedCalledOffAndHeld() {
        String series = world.series(false);
        Map<String, Object> form = new HashMap<>(
                Map.of("day", "2027-01-07", "time", "8.15", "minutes", "45", "repeat", "2", "times", "3"));
        assertThat(rektor.post(series + "/meetings", form).location()).isEqualTo(series);
        assertThat(rektor.get(series).body()).contains("torsdag 7 januari 2027", "torsdag 21 januari 2027", "torsdag 4 februari 2027");
        String meeting = world.meeting(series, "2026-12-03");
        rektor.post(meeting + "/call-off", Map.of("why", "Julpyssel"));
        assertThat(larare.get(meeting).body()).contains("Inställt", "Julpyssel");
        assertThat(rektor.post(meeting + "/state", Map.of("to", "ONGOING")).status()).isEqualTo(409);
        rektor.post(meeting + "/call-off", Map.of("off", "false"));
        assertThat(larare.post(meeting + "/state", Map.of("to", "ONGOING")).status()).isEqualTo(403);
        assertThat(rektor.post(meeting + "/state", Map.of("to", "ONGOING")).location()).isEqualTo(meeting + "/room");
        assertThat(rektor.post(meeting + "/state", Map.of("to", "ONGOING")).status()).isEqualTo(409);
        assertThat(rektor.post(meeting + "/state", Map.of("to", "HELD")).location()).isEqualTo(meeting);
        assertThat(larare.get(meeting).body()).contains("Avslutat", "Anteckningar och beslut");
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
        assertThat(rektor.post(series + "/template", form).location()).isEqualTo(series + "/template");
        assertThat(world.items(world.meeting(series, "2026-12-03"))).hasSize(2);
        assertThat(rektor.get(series).body()).containsSubsequence("Två", "Ett");
        form.put("minutes-0", "7");
        TestClient.Answer late = rektor.post(series + "/template", form);
        assertThat(late.status()).as("it is not the template that was seen").isEqualTo(409);
        assertThat(late.body()).contains("Någon annan ändrade mallen", "value=\"7\"");
        form.put("minutes-0", "-5");
        assertThat(rektor.post(series + "/template", form).status()).isEqualTo(422);
    }

    private String seen(String series) {
        return rektor.get(series + "/template").body().replaceAll("(?s).*name=\"seen\" value=\"([^\"]*)\".*", "$1");
    }
}
