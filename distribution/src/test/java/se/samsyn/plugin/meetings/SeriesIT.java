package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.plugin.meetings.TestMeetings.ok;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.database.Database;

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
        assertThat(page.status()).isEqualTo(423);
        assertThat(page.body()).contains("Serien är avslutad").doesNotContain("Någon annan hann före");
        TestClient.Answer refused = rektor.post(
                series + "/meetings", Map.of("day", "2026-12-03", "time", "09:00", "minutes", "60", "repeat", "0"));
        assertThat(refused.status()).isEqualTo(423);
        assertThat(refused.body()).contains("Serien är avslutad");
        assertThat(world.samsyn.rows("select id from p_meetings_meeting")).isEmpty();
    }

    @Test
    void whoeverEndsASeriesIsToldWhatIsCalledOffWithIt() {
        String series = world.series(false);
        String first = world.meeting(series, "2026-12-03");
        String second = world.meeting(series, "2026-12-10");
        String forgotten = world.meeting(series, "2026-10-01");
        Map<String, Object> form =
                new HashMap<>(Map.of("version", "1", "name", "Lag 7", "minutes", "60", "archived", "true"));
        TestClient.Answer asked = rektor.post(series + "/edit", form);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body())
                .contains("2 möten är inplanerade", "ställs mötena in", "Ingen får besked med e-post", "value=\"Lag 7\"")
                .contains("name=\"seen\" value=\"2\"", "value=\"Serien är avslutad.\"", "Avsluta och ställ in");
        assertThat(rektor.get(series).body()).as("nothing is saved").contains("Arbetslag 4–6").doesNotContain("Avslutad");

        String third = world.meeting(series, "2026-12-17");
        form.put("seen", "2");
        form.put("why", "Laget läggs ned.");
        assertThat(rektor.post(series + "/edit", form).body()).as("one more by now").contains("3 möten är inplanerade", "Laget läggs ned.");
        form.put("seen", "3");
        ok(rektor.post(series + "/edit", form));
        assertThat(rektor.get(series).body()).contains("Serien är avslutad. 3 möten är inställda.", "Avslutad", "Lag 7");
        for (String meeting : List.of(first, second, third)) {
            assertThat(larare.get(meeting).body()).contains("Mötet är inställt", "Laget läggs ned.");
        }
        assertThat(larare.get(forgotten).body()).contains("Ej påbörjat").doesNotContain("Mötet är inställt");
    }

    @Test
    void someoneIsAlwaysLeftWhoLeads() {
        String series = world.series(false);
        TestClient.Answer refused = rektor.post(series + "/members/" + world.id("rektor"), Map.of("role", "MEMBER", "version", "1"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Minst en ordförande eller sekreterare");
        assertThat(rektor.post(series + "/members/" + world.id("rektor") + "/remove", Map.of()).status()).isEqualTo(422);
        rektor.post(series + "/members/" + world.id("larare"), Map.of("role", "SECRETARY", "version", "1"));
        assertThat(larare.get(series + "/members").status()).isEqualTo(200);
        assertThat(rektor.post(series + "/members/" + world.id("rektor") + "/remove", Map.of()).location())
                .isEqualTo(TestMeetings.BASE);
        assertThat(rektor.get(series).status()).as("whoever left sees nothing more").isEqualTo(404);
    }

    @Test
    void twoWhoGiveUpLeadingAtOnceDoNotBothDoIt() throws Exception {
        String series = world.series(false);
        Database database = world.samsyn.app().database();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        for (int round = 0; round < 8; round++) {
            database.write(() -> database.jdbi().useHandle(
                    handle -> handle.execute("update p_meetings_member set role = 'CHAIR', version = 1, to_day = null")));
            CyclicBarrier both = new CyclicBarrier(2);
            List<Future<Integer>> answers = new ArrayList<>();
            for (String who : List.of("rektor", "larare")) {
                TestClient client = who.equals("rektor") ? rektor : larare;
                String member = series + "/members/" + world.id(who);
                boolean leaves = round % 2 == 0;
                answers.add(threads.submit(() -> {
                    both.await();
                    return client.post(leaves ? member + "/remove" : member, Map.of("role", "MEMBER", "version", "1")).status();
                }));
            }
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).as("round " + round).containsExactlyInAnyOrder(303, 422);
        }
        threads.shutdown();
    }

    @Test
    void whoeverHasTakenPartLongestLeadsWhereNobodyWhoLeadsHasAnAccount() {
        String series = world.series(false);
        String meeting = world.meeting(series, "2026-12-03");
        world.member(series, "kollega", "ATTESTER");
        TestClient kollega = world.samsyn.signIn("kollega");
        assertThat(kollega.get(series + "/members").status()).isEqualTo(403);
        block("rektor");
        assertThat(kollega.get(series).body()).contains("Du leder serien, eftersom ingen ordförande");
        assertThat(larare.get(series).body()).doesNotContain("Du leder serien");
        assertThat(larare.get(series + "/members").status()).as("the attester comes first").isEqualTo(403);
        assertThat(kollega.post(meeting + "/state", Map.of("to", "ONGOING")).status()).isEqualTo(303);
        assertThat(kollega.post(meeting + "/state", Map.of("to", "HELD")).status()).isEqualTo(303);
        TestMeetings.ok(kollega.post(meeting + "/send-back", Map.of("why", "Datumet.")));
        assertThat(kollega.get("/my-page").body()).contains("Rätta protokollet från Arbetslag 4–6", "Datumet.");
        assertThat(larare.get("/my-page").body()).as("somebody else leads").doesNotContain("Rätta protokollet från");
        block("kollega");
        assertThat(world.samsyn.signIn("admin").get(series).status()).isEqualTo(404);
        String me = series + "/members/" + world.id("larare");
        assertThat(larare.post(me, Map.of("role", "CHAIR", "version", "1")).status()).isEqualTo(303);
        assertThat(larare.get(series).body()).doesNotContain("Du leder serien");
        assertThat(larare.post(series + "/members/" + world.id("rektor") + "/remove", Map.of()).status()).isEqualTo(303);
        assertThat(larare.post(me, Map.of("role", "MEMBER", "version", "2")).status()).isEqualTo(422);
    }

    private void block(String username) {
        long id = Long.parseLong(world.id(username));
        int version = world.samsyn.app().people().users().find(id).orElseThrow().version();
        world.samsyn.app().people().userService().block(world.samsyn.system(), id, version, true);
    }

    @Test
    void twoWhoGiveAMemberARoleAreToldOfEachOther() {
        String series = world.series(false);
        String member = series + "/members/" + world.id("larare");
        String body = rektor.get(series + "/members").body();
        assertThat(body).containsPattern("action=\"" + member + "\">.*name=\"version\" value=\"1\"");
        assertThat(rektor.post(member, Map.of("role", "SECRETARY", "version", "1")).status()).isEqualTo(303);
        TestClient.Answer stale = rektor.post(member, Map.of("role", "ATTESTER", "version", "1"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body())
                .contains("Rektor Testsson gav Larare Testsson rollen Sekreterare den 12 okt 2026", "value=\"ATTESTER\" selected")
                .containsPattern("action=\"" + member + "\">.*name=\"version\" value=\"2\"");
        assertThat(rektor.post(member, Map.of("role", "ATTESTER")).status()).as("without a version").isEqualTo(409);
        assertThat(rektor.post(member, Map.of("role", "ATTESTER", "version", "2")).status()).isEqualTo(303);
        rektor.post(member + "/remove", Map.of());
        assertThat(world.samsyn.rows("select old_value, new_value from p_meetings_change where field like 'member-%' order by id desc").get(0))
                .as("what they were").containsEntry("old_value", "ATTESTER").containsEntry("new_value", null);
        assertThat(rektor.post(member, Map.of("role", "CHAIR", "version", "3")).status()).isEqualTo(404);
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
    void aQualityDialogueGetsWhatSamsynKnowsWhateverItsItemsAreCalled() {
        String series = TestMeetings.created(
                rektor.post(TestMeetings.BASE + "/series", Map.of("kind", "QUALITY_DIALOGUE", "unit", world.school())));
        assertThat(rektor.get(series + "/template").body())
                .containsSubsequence("name=\"ground-1\" value=\"STRENGTHS\"", "Får enhetens styrkor ur Samsyn", "value=\"Enhetens styrkor\"")
                .containsSubsequence("name=\"ground-2\" value=\"CHALLENGES\"", "value=\"Enhetens utmaningar\"")
                .doesNotContain("name=\"ground-0\"");
        Map<String, Object> form = new HashMap<>(Map.of("seen", seen(series), "ground-1", "STRENGTHS", "ground-2", "CHALLENGES"));
        List<String> titles = List.of("Enhetens styrkor", "Det vi kan", "Det vi lär oss", "Slut");
        for (int i = 0; i < titles.size(); i++) {
            form.put("title-" + i, titles.get(i));
            form.put("minutes-" + i, "10");
        }
        form.put("move", "up-2");
        TestMeetings.ok(rektor.post(series + "/template", form));
        world.meeting(series, "2026-12-03");
        assertThat(world.samsyn.rows("select i.title from p_meetings_note n join p_meetings_item i on i.id = n.item_id order by i.id"))
                .extracting(row -> row.get("title")).containsExactly("Det vi lär oss", "Det vi kan");
        assertThat(world.samsyn.rows("select ground from p_meetings_template_item where ground is not null order by position"))
                .extracting(row -> row.get("ground")).containsExactly("CHALLENGES", "STRENGTHS");
        form.put("ground-1", "NONE");
        form.put("seen", seen(series));
        TestMeetings.ok(rektor.post(series + "/template", form));
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
