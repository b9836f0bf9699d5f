package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
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
    void whatIsWrongIsSaidAtTheFieldAndWhatWasTypedIsKept() {
        TestClient.Answer refused = rektor.post(
                TestMeetings.BASE + "/series", Map.of("kind", "OWN", "unit", "", "place", "Rum <3>"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Fyll i det här.", "href=\"#f-unit\"", "href=\"#f-name\"", "Rum &lt;3&gt;");
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
    }

    @Test
    void anItemOfTheTemplateIsNobodysProposal() {
        String meeting = world.meeting(world.series(false), "2026-12-03");
        larare.post(meeting + "/items", Map.of("title", "Skolresan", "minutes", "15"));
        List<String> items = world.items(meeting);
        assertThat(rektor.get(meeting + "/items/" + items.get(0)).body())
                .contains("Står i seriens mall")
                .doesNotContain("Föreslagen av");
        assertThat(rektor.get(meeting + "/items/" + items.get(4)).body()).contains("Föreslagen av Larare Testsson");
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
    void whoIsInvitedIsSaidAndWhoCannotBe() {
        try (TestMeetings mailing = TestMeetings.withMail()) {
            mailing.address("rektor");
            mailing.address("larare");
            mailing.larare.post("/account/language", Map.of("locale", "en"));
            String series = mailing.series(false);
            mailing.member(series, "kollega", "MEMBER");
            String meeting = mailing.meeting(series, "2026-12-03");
            assertThat(mailing.rektor.get(meeting).body())
                    .contains("Mötet är inplanerat. Ingen har fått någon kallelse än.", "Skicka kallelse")
                    .contains("Saknar e-postadress eller aktivt konto: Kollega Testsson");
            mailing.rektor.post(meeting + "/invite", Map.of());
            assertThat(mailing.rektor.get(meeting).body())
                    .contains("Kallelsen är på väg till 2 personer med e-post.", "2 av 3 har fått kallelse.")
                    .contains("Saknar e-postadress eller aktivt konto: Kollega Testsson")
                    .doesNotContain(">Skicka kallelse");
            mailing.rektor.post(meeting + "/invite", Map.of());
            assertThat(mailing.rektor.get(meeting).body()).contains("Ingen ny kallelse skickades");
            mailing.address("kollega");
            mailing.rektor.post(meeting + "/invite", Map.of());
            assertThat(mailing.rektor.get(meeting).body()).contains("Kallelsen är på väg till en person", "3 av 3 har fått kallelse.");
            assertThat(mailing.samsyn.rows("select subject from mail order by person_id").stream()
                            .map(letter -> letter.get("subject").toString().split(":")[0]))
                    .as("each in their own language").containsExactly("Kallelse", "Invitation", "Kallelse");
            mailing.rektor.post(
                    meeting,
                    Map.of("day", "2026-12-03", "time", "09:00", "minutes", "60", "place", "", "version", "1"));
            assertThat(mailing.rektor.post(meeting + "/call-off", Map.of("off", "false")).status()).isEqualTo(409);
            assertThat(mailing.samsyn.rows("select id from mail")).as("nobody hears of what is no change").hasSize(3);

            mailing.rektor.post(series + "/members/" + mailing.id("kollega") + "/remove", Map.of());
            mailing.rektor.post(meeting + "/call-off", Map.of("why", "Snö"));
            assertThat(mailing.rektor.get(meeting).body()).contains("Mötet är inställt. 2 personer får besked med e-post.");
            assertThat(mailing.samsyn.rows("select id from mail where person_id = " + mailing.id("kollega")))
                    .as("whoever has left hears that, and no more").hasSize(2);
            assertThat(mailing.samsyn.rows("select id from mail")).hasSize(6);
        }
    }

    @Test
    void whoeverIsRemovedHasTheMeetingsToComeTakenOutOfTheirCalendar() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (TestMeetings mailing = TestMeetings.mailingTo(server.getSmtp().getPort())) {
            String series = mailing.series(false);
            String meeting = mailing.meeting(series, "2026-12-03");
            mailing.meeting(series, "2026-12-10");
            mailing.rektor.post(meeting + "/invite", Map.of());
            String remove = series + "/members/" + mailing.id("larare") + "/remove";
            mailing.rektor.post(remove, Map.of());
            assertThat(mailing.rektor.get(series + "/members").body())
                    .contains("Deltagaren är borttagen. Kallelsen till ett möte tas tillbaka med e-post.");
            assertThat(server.waitForIncomingEmail(20_000, 3)).isTrue();
            mailing.member(series, "larare", "MEMBER");
            mailing.rektor.post(meeting + "/invite", Map.of());
            assertThat(server.waitForIncomingEmail(20_000, 4)).isTrue();

            List<Calendar> all = calendars(server, "larare@kommun.example");
            assertThat(all).extracting(one -> one.getMethod().getValue()).containsExactly("REQUEST", "CANCEL", "REQUEST");
            List<VEvent> events = all.stream().map(one -> one.<VEvent>getComponents("VEVENT").get(0)).toList();
            assertThat(events).extracting(one -> one.getUid().orElseThrow().getValue()).containsOnly(
                    events.get(0).getUid().orElseThrow().getValue());
            assertThat(events.get(1).getStatus().getValue()).isEqualTo("CANCELLED");
            assertThat(events).extracting(one -> one.getSequence().getSequenceNo()).isSorted().doesNotHaveDuplicates();
            assertThat(events.get(1).getDescription().getValue()).doesNotContain("Laget runt");
            assertThat(calendars(server, "rektor@kommun.example")).as("nobody else hears").hasSize(1);
        } finally {
            server.stop();
        }
    }

    /** The calendar part of each letter to somebody, in the order that they came. */
    private static List<Calendar> calendars(GreenMail server, String to) throws Exception {
        List<Calendar> calendars = new ArrayList<>();
        for (MimeMessage letter : server.getReceivedMessages()) {
            Multipart parts = (Multipart) letter.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (letter.getAllRecipients()[0].toString().contains(to) && part.isMimeType("text/calendar")) {
                    calendars.add(new CalendarBuilder().build(part.getInputStream()));
                }
            }
        }
        return calendars;
    }

    @Test
    void withoutAMailServerNobodyIsSaidToBeInvited() {
        world.address("rektor");
        String meeting = world.meeting(world.series(false), "2026-12-03");
        assertThat(rektor.get(meeting).body()).contains("Ingen e-postserver är inställd").doesNotContain("Skicka kallelse");
        assertThat(rektor.post(meeting + "/invite", Map.of()).status()).isEqualTo(409);
        rektor.post(meeting + "/call-off", Map.of("why", "Snö"));
        assertThat(rektor.get(meeting).body()).contains("Mötet är inställt. Ingen har fått besked med e-post.");
        assertThat(world.samsyn.rows("select person_id from p_meetings_sent")).isEmpty();
        assertThat(world.samsyn.rows("select id from mail")).isEmpty();
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
        assertThat(rektor.post(meeting + "/state", Map.of("to", "ONGOING")).status()).isEqualTo(409);
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
