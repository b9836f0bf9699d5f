package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;

/** Meetings of a series, as the jar that is delivered, in a whole Samsyn. */
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
    void whatIsWrongIsSaidAtTheFieldAndWhatWasTypedIsKept() {
        TestClient.Answer refused = rektor.post(
                TestMeetings.BASE + "/series", Map.of("kind", "OWN", "unit", "", "place", "Rum <3>"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Välj ett av alternativen.", "href=\"#f-unit\"", "href=\"#f-name\"", "Rum &lt;3&gt;");
        assertThat(rektor.post(TestMeetings.BASE + "/series", Map.of()).body())
                .as("without a kind nobody knows whether it needs a name")
                .contains("href=\"#f-kind\"")
                .doesNotContain("href=\"#f-name\"");
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
    void aDayThatNobodyMeansIsRefused() {
        String series = world.series(false);
        for (String day : List.of("2001-01-01", "2099-01-01")) {
            TestClient.Answer refused = rektor.post(
                    series + "/meetings", Map.of("day", day, "time", "09:00", "minutes", "60", "repeat", "0"));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains("href=\"#f-day\"", "Ett möte kan läggas högst", "value=\"" + day + "\"");
        }
        assertThat(world.samsyn.rows("select id from p_meetings_meeting")).isEmpty();
        String meeting = world.meeting(series, world.samsyn.clock().today().minusMonths(11).toString());
        Map<String, Object> form = new HashMap<>(Map.of("version", "1", "day", "2001-01-01", "time", "09:00", "minutes", "60"));
        assertThat(rektor.post(meeting + "/edit", form).status()).isEqualTo(422);
        world.samsyn.clock().set(world.samsyn.clock().today().plusMonths(3));
        form.put("day", "2025-11-12");
        TestClient.Answer kept = world.samsyn.signIn("rektor").post(meeting + "/edit", form);
        assertThat(kept.status()).as("the day that it has is kept: %s", kept.body()).isEqualTo(303);
    }

    @Test
    void aMeetingIsNamedBySeriesAndDayAndTheWayBackEndsWithTheDay() {
        String meeting = world.meeting(world.series(false), "2026-12-03");
        assertThat(larare.get(meeting).body())
                .contains("<h1>Arbetslag 4–6, 3 dec 2026</h1>", "<span aria-current=\"page\">3 dec 2026</span>");
    }

    @Test
    void anAddressAsThePlaceIsALink() {
        String series = world.series(false);
        Map<String, Object> form = new HashMap<>(Map.of("day", "2026-12-03", "time", "09:00", "minutes", "60", "repeat", "0"));
        form.put("place", "https://mote.example/a?b=c");
        assertThat(larare.get(TestMeetings.created(rektor.post(series + "/meetings", form))).body())
                .contains("<a href=\"https://mote.example/a?b=c\"");
        form.put("place", "javascript:alert(1)");
        assertThat(larare.get(TestMeetings.created(rektor.post(series + "/meetings", form))).body())
                .contains("javascript:alert(1)")
                .doesNotContain("href=\"javascript");
        String link = "https://mote.example/" + "a".repeat(1_200);
        form.put("place", "Rum 3 " + link);
        String meeting = TestMeetings.created(rektor.post(series + "/meetings", form));
        assertThat(larare.get(meeting).body()).contains("Rum 3 <a href=\"" + link + "\"").doesNotContain(">" + link);
        form.put("place", "a".repeat(2_001));
        assertThat(rektor.post(series + "/meetings", form).body()).contains("högst 2");
    }

    @Test
    void anItemOfTheTemplateIsNobodysProposal() {
        String meeting = world.meeting(world.series(false), "2026-12-03");
        larare.post(meeting + "/items", Map.of("title", "Skolresan", "minutes", "15"));
        List<String> items = world.items(meeting);
        assertThat(rektor.get(meeting + "/items/" + items.get(0)).body())
                .contains("Står i seriens mall")
                .doesNotContain("Föreslagen av");
        assertThat(rektor.get(meeting + "/items/" + items.get(3)).body()).contains("Föreslagen av Larare Testsson");
    }

    /** Whatever it is proposed with, and however many times that is sent; the order is somebody's only when they change it. */
    @Test
    void whatIsProposedIsPutBeforeWhatTheMeetingEndsWithOnce() {
        String meeting = world.meeting(world.series(false), "2026-12-03");
        Map<String, String> form = Map.of("title", "Skolresan", "minutes", "15", "key", "k");
        TestMeetings.ok(larare.post(meeting + "/items", form));
        TestClient api = world.samsyn.api("larare");
        String items = MeetingAddresses.api(meeting) + "/items";
        assertThat(api.json("POST", items, Map.of("title", "Skolgården")).status()).isEqualTo(201);
        assertThat(larare.get(meeting).body())
                .containsSubsequence("3. Mål och insatser", "4. Skolresan", "5. Skolgården", "6. Övriga frågor");
        List<String> before = world.items(meeting);
        TestMeetings.ok(larare.post(meeting + "/items", form));
        assertThat(world.items(meeting)).isEqualTo(before);
        assertThat(world.samsyn.rows("select * from p_meetings_change where field = 'order'")).isEmpty();
        TestMeetings.ok(rektor.post(meeting + "/items/" + before.get(3) + "/move", Map.of("to", "up")));
        assertThat(world.samsyn.rows("select * from p_meetings_change where field = 'order'")).hasSize(1);
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
        assertThat(larare.get(meeting).body()).as("before what every meeting ends with")
                .containsSubsequence("3. Mål och insatser", "4. Skolresan", "5. Övriga frågor");
        assertThat(larare.post(meeting + "/items/" + before.get(3) + "/move", Map.of("to", "up")).status())
                .as("the order is for those who lead").isEqualTo(403);
        rektor.post(meeting + "/items/" + before.get(3) + "/move", Map.of("to", "1"));
        rektor.post(meeting + "/items/" + before.get(0) + "/move", Map.of("to", "down"));
        assertThat(world.items(meeting))
                .containsExactly(before.get(3), before.get(1), before.get(0), before.get(2), before.get(4));
        assertThat(rektor.get(meeting).body()).contains("1. Skolresan", "Punkterna tar 75 av 60 minuter");
        TestMeetings.ok(rektor.post(meeting + "/state", Map.of("to", "ONGOING")));
        assertThat(larare.get(meeting + "/room").body()).contains("Skolresan</h2>", "min kvar av punkten");
        TestMeetings.ok(larare.post(meeting + "/items", Map.of("title", "En hälsning", "minutes", "0")));
        TestMeetings.ok(rektor.post(meeting + "/items/" + world.items(meeting).get(5) + "/current", Map.of()));
        assertThat(larare.get(meeting + "/room").body())
                .as("what takes no time is not late").contains("En hälsning</h2>").doesNotContain("min kvar av punkten", "min efter dagordningen");
    }

    @Test
    void aMeetingIsRepeatedCalledOffAndHeld() {
        String series = world.series(false);
        Map<String, Object> form = new HashMap<>(
                Map.of("day", "2027-01-07", "time", "8.15", "minutes", "45", "repeat", "2", "times", "3"));
        String key = rektor.get(series + "/meetings/new").body().replaceAll("(?s).*name=\"key\" value=\"([^\"]+)\".*", "$1");
        form.put("key", key);
        assertThat(rektor.post(series + "/meetings", form).location()).isEqualTo(series);
        assertThat(rektor.post(series + "/meetings", form).location()).as("sent twice").isEqualTo(series);
        assertThat(world.samsyn.rows("select id from p_meetings_meeting")).hasSize(3);
        form.putAll(Map.of("day", "2027-03-04", "repeat", "0"));
        String one = rektor.post(series + "/meetings", form).location();
        assertThat(rektor.post(series + "/meetings", form).location()).isEqualTo(one);
        assertThat(world.samsyn.rows("select id from p_meetings_meeting")).as("another, with the same form").hasSize(4);
        assertThat(rektor.get(series).body()).contains("torsdag 7 januari 2027", "torsdag 21 januari 2027", "torsdag 4 februari 2027");
        String meeting = world.meeting(series, "2026-12-03");
        rektor.post(meeting + "/call-off", Map.of("why", "Julpyssel"));
        assertThat(larare.get(meeting).body()).contains("Inställt", "Julpyssel");
        assertThat(rektor.post(meeting + "/state", Map.of("to", "ONGOING")).status()).isEqualTo(409);
        rektor.post(meeting + "/call-off", Map.of("off", "false"));
        assertThat(larare.post(meeting + "/state", Map.of("to", "ONGOING")).status()).isEqualTo(403);
        assertThat(rektor.post(meeting + "/state", Map.of("to", "ONGOING")).location()).isEqualTo(meeting + "/room");
        TestClient.Answer again = rektor.post(meeting + "/state", Map.of("to", "ONGOING"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("mötets läge är nu ”Pågår”. Rektor Testsson satte det");
        assertThat(rektor.post(meeting + "/state", Map.of("to", "HELD")).location()).isEqualTo(meeting);
        assertThat(larare.get(meeting).body()).contains("Avslutat", "Anteckningar och beslut");
    }

    @Test
    void aMeetingThatNobodyBeganIsToldAsSuchAndCanBeHeldAfterwards() {
        String series = world.series(false);
        String meeting = world.meeting(series, "2026-10-20");
        assertThat(rektor.post(meeting + "/items/" + world.items(meeting).get(0) + "/state", Map.of("state", "DONE")).status())
                .as("it has not begun").isEqualTo(409);
        assertThat(rektor.get(series).body()).contains("Planerat").doesNotContain("Ej påbörjat");
        world.samsyn.clock().set(LocalDate.of(2026, 10, 21));
        TestClient then = world.samsyn.signIn("rektor");
        assertThat(then.get(series).body()).contains("Ej påbörjat").doesNotContain("Planerat");
        assertThat(then.get(meeting).body())
                .contains("Mötet skulle ha hållits tisdag 20 oktober 2026", "Starta i efterhand", "Flytta eller ställ in")
                .doesNotContain("Skicka kallelse");
        assertThat(world.samsyn.signIn("larare").get(meeting).body())
                .contains("Ingen har startat det", "Ej påbörjat")
                .doesNotContain("Starta i efterhand");
        assertThat(then.post(meeting + "/state", Map.of("to", "ONGOING")).location()).isEqualTo(meeting + "/room");
        assertThat(then.get(series).body()).doesNotContain("Ej påbörjat");

        String earlier = TestMeetings.created(then.post(
                series + "/meetings", Map.of("day", "2026-10-05", "time", "09:00", "minutes", "60", "repeat", "0")));
        assertThat(then.get(earlier).body()).as("before the series began here").contains("Larare Testsson", "Ordförande");
        assertThat(then.post(earlier + "/state", Map.of("to", "ONGOING")).status()).isEqualTo(303);
        assertThat(then.post(earlier + "/state", Map.of("to", "HELD")).status()).isEqualTo(303);
        assertThat(TestMeetings.sign(then, earlier).status()).isEqualTo(303);
        assertThat(then.get(earlier).body()).contains("Protokollet är justerat.");
    }

    @Test
    void whoHasChangedWhatIsShown() {
        String series = world.series(false);
        String meeting = world.meeting(series, "2026-12-03");
        String item = meeting + "/items/" + world.items(meeting).get(0);
        world.samsyn.clock().forward(Duration.ofMinutes(1));
        rektor.post(series + "/edit", Map.of("version", "1", "name", "Arbetslag <4>", "minutes", "50", "openAbove", "true"));
        rektor.post(meeting + "/edit", Map.of("version", "1", "day", "2026-12-04", "time", "10:00", "minutes", "60", "place", "B3"));
        rektor.post(item, Map.of("version", "1", "title", "Runt", "minutes", "5", "presenter", world.id("larare")));
        assertThat(larare.get(series).body())
                .contains("Ändringar", "Arbetslag &lt;4&gt;", "<dt>Larare Testsson</dt>", "<dt>Öppen för dem som ansvarar för enheten</dt>")
                .containsSubsequence("<b>Rektor Testsson</b> ändrade", "<b>Rektor Testsson</b> skapade");
        assertThat(larare.get(meeting).body()).contains("3 dec 2026 09.00", "4 dec 2026 10.00", "<dt>Plats</dt>", "B3");
        assertThat(larare.get(item).body()).contains("<dt>Föredragande</dt>", "Laget runt", "Ändringar");
        List<String> before = world.items(meeting);
        rektor.post(item + "/move", Map.of("to", "2"));
        assertThat(world.samsyn.rows("select old_value, new_value from p_meetings_change where field = 'order'")).hasSize(1).allSatisfy(
                row -> assertThat(row).containsEntry("old_value", before.toString()).containsEntry("new_value", world.items(meeting).toString()));
        assertThat(larare.get(meeting).body()).contains("ny ordning");
    }

    @Test
    void aMeetingThatRunsOverIsShownUntilItIsEnded() {
        String series = world.series(false);
        String meeting = world.meeting(series, "2026-12-03");
        world.samsyn.clock().set(Instant.parse("2026-12-03T08:00:00Z"));
        TestClient then = world.samsyn.signIn("rektor");
        assertThat(then.post(meeting + "/state", Map.of("to", "ONGOING")).status()).isEqualTo(303);
        world.samsyn.clock().forward(Duration.ofMinutes(61));
        assertThat(then.get(TestMeetings.BASE).body()).contains("href=\"" + meeting + "\"");
        assertThat(panel(then)).contains("href=\"" + meeting + "\"");
        assertThat(then.get(series).body()).containsSubsequence("Kommande möten", "href=\"" + meeting + "\"", "Tidigare möten");
        assertThat(then.get(series).body().split("href=\"" + meeting + "\"")).as("once").hasSize(2);

        world.samsyn.clock().set(LocalDate.of(2026, 12, 6));
        then = world.samsyn.signIn("rektor");
        assertThat(panel(then)).as("forgotten").doesNotContain("href=\"" + meeting + "\"");
        assertThat(then.get(series).body()).as("to be ended").containsSubsequence("Kommande möten", "href=\"" + meeting + "\"", "Tidigare möten");
        then.post(meeting + "/state", Map.of("to", "HELD"));
        assertThat(then.get(series).body()).containsSubsequence("Tidigare möten", "href=\"" + meeting + "\"");
    }

    /** The next meeting, as 'Min sida' shows it. */
    private static String panel(TestClient client) {
        Matcher address = Pattern.compile("hx-get=\"(" + TestMeetings.BASE + "/panels/[^\"]+)\"").matcher(client.get("/my-page").body());
        assertThat(address.find()).isTrue();
        return client.get(address.group(1)).body();
    }
}
