package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.plugin.meetings.TestMeetings.ok;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
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
import se.samsyn.core.TestClient;

/** Who is called to meetings, and hears that they are not. */
class InvitationsIT {

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

            mailing.unreachable("kollega");
            assertThat(mailing.rektor.get(meeting).body()).contains("3 av 3 har fått kallelse.");
            assertThat(mailing.rektor.get(meeting + "/edit").body()).contains("2 personer som har fått kallelse får besked");
            mailing.address("kollega");

            mailing.rektor.post(series + "/members/" + mailing.id("kollega") + "/remove", Map.of());
            mailing.rektor.post(meeting + "/call-off", Map.of("why", "Snö"));
            assertThat(mailing.rektor.get(meeting).body()).contains("Mötet är inställt. 2 personer får besked med e-post.");
            assertThat(mailing.samsyn.rows("select id from mail where person_id = " + mailing.id("kollega")))
                    .as("whoever has left hears that, and no more").hasSize(2);
            assertThat(mailing.samsyn.rows("select id from mail")).hasSize(6);
        }
    }

    @Test
    void aLetterSaysWhatIsNewAndWhoSaysSo() {
        try (TestMeetings mailing = TestMeetings.withWaitingMail()) {
            String series = mailing.series(false);
            String meeting = mailing.meeting(series, "2026-12-03");
            assertThat(mailing.rektor.get(meeting + "/edit").body()).doesNotContain("får besked med e-post");
            mailing.rektor.post(meeting + "/invite", Map.of());
            assertThat(mailing.rektor.get(meeting + "/edit").body()).contains("2 personer som har fått kallelse får besked med e-post.");
            assertThat(mailing.rektor.get(series + "/members").body()).contains("tas tillbaka med e-post.\"");
            mailing.rektor.post(
                    meeting + "/edit",
                    Map.of("day", "2026-12-04", "time", "10:15", "minutes", "30", "place", "Sal 3", "version", "1"));
            mailing.rektor.post(
                    meeting + "/edit",
                    Map.of("day", "2026-12-04", "time", "10:15", "minutes", "30", "place", "Sal 4", "version", "2"));
            mailing.rektor.post(meeting + "/call-off", Map.of("why", "Snö"));
            mailing.rektor.post(meeting + "/call-off", Map.of("off", "false"));
            mailing.rektor.post(
                    meeting + "/edit",
                    Map.of("day", "2026-12-04", "time", "10:15", "minutes", "30", "place", "", "version", "5"));
            Map<String, String> end = Map.of("version", "1", "name", "Arbetslag 4–6", "minutes", "60", "archived", "true");
            assertThat(mailing.rektor.post(series + "/edit", end).body())
                    .contains("Ett möte är inplanerat", "ställs mötet in", "De som har fått kallelse får besked med e-post.");
            Map<String, String> sure = new HashMap<>(end);
            sure.putAll(Map.of("seen", "1", "why", "Laget läggs ned."));
            ok(mailing.rektor.post(series + "/edit", sure));
            assertThat(mailing.rektor.get(series).body())
                    .contains("Serien är avslutad. Ett möte är inställt. De som har fått kallelse får besked med e-post.");
            List<Map<String, Object>> letters = mailing.samsyn.rows(
                    "select subject, body from mail where person_id = " + mailing.id("larare") + " order by id");
            assertThat(letters).extracting(letter -> letter.get("subject")).containsExactly(
                    "Kallelse: Arbetslag 4–6, 3 dec 2026 kl. 09.00",
                    "Flyttat: Arbetslag 4–6, 4 dec 2026 kl. 10.15",
                    "Ny plats: Arbetslag 4–6, 4 dec 2026 kl. 10.15",
                    "Inställt: Arbetslag 4–6, 4 dec 2026 kl. 10.15",
                    "Hålls ändå: Arbetslag 4–6, 4 dec 2026 kl. 10.15",
                    "Plats borttagen: Arbetslag 4–6, 4 dec 2026 kl. 10.15",
                    "Inställt: Arbetslag 4–6, 4 dec 2026 kl. 10.15");
            List<String> bodies = letters.stream().map(letter -> letter.get("body").toString()).toList();
            assertThat(bodies.get(0)).contains("Kallar", "Rektor Testsson").doesNotContain("Tidigare");
            assertThat(bodies.get(1))
                    .contains("Mötet är flyttat.", "fredag 4 december 2026, kl. 10.15–10.45", "Flyttat av", "Rektor Testsson")
                    .containsPattern("Tidigare tid: torsdag 3 december 2026, kl. 09.00–10.00");
            assertThat(bodies.get(2)).containsPattern("Plats: Sal 4").containsPattern("Tidigare plats: Sal 3").doesNotContain("Tidigare tid");
            assertThat(bodies.get(3)).contains("Snö", "Inställt av");
            assertThat(bodies.get(4)).contains("Mötet var inställt, men hålls som planerat.").doesNotContain("Snö", "Tidigare");
            assertThat(bodies.get(5)).contains("Mötet har inte längre någon plats angiven.", "Tidigare plats: Sal 4");
            assertThat(bodies.get(6)).contains("Laget läggs ned.", "Inställt av");

            String early = mailing.meeting(mailing.series(false), "2026-12-03");
            mailing.rektor.post(early + "/invite", Map.of());
            ok(mailing.rektor.post(early + "/state", Map.of("to", "ONGOING")));
            ok(mailing.rektor.post(early + "/state", Map.of("to", "HELD", "day", "2026-10-12", "began", "09:00", "ended", "09:30")));
            Map<String, Object> held = mailing.samsyn
                    .rows("select subject, body from mail where person_id = " + mailing.id("larare") + " order by id desc")
                    .get(0);
            assertThat(held.get("subject")).isEqualTo("Hölls: Arbetslag 4–6, 12 okt 2026 kl. 09.00");
            assertThat(held.get("body").toString()).contains("Mötet hölls en annan dag", "Tidigare tid: torsdag 3 december 2026");
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
            Map<String, String> seen = Map.of("day", "2026-12-03", "time", "09:00", "minutes", "60", "version", "1");
            assertThat(mailing.rektor.post(meeting + "/edit", seen).status()).as("nobody changed the meeting").isEqualTo(303);
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
            assertThat(events).allSatisfy(event -> {
                assertThat(TestMeetings.begins(event)).isEqualTo(Instant.parse("2026-12-03T08:00:00Z"));
                assertThat(TestMeetings.ends(event)).isEqualTo(Instant.parse("2026-12-03T09:00:00Z"));
            });
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
    void aFeedHasOnesMeetingsAtTheirTimeAndSaysWhatIsCalledOff() {
        String series = world.series(false);
        String winter = world.meeting(series, "2026-12-03");
        String summer = world.meeting(series, "2027-06-03");
        ok(rektor.post(world.meeting(series, "2026-12-10") + "/call-off", Map.of("why", "Snö")));
        Map<String, VEvent> events = world.events(larare);
        assertThat(events).containsOnlyKeys("2026-12-03", "2026-12-10", "2027-06-03");
        VEvent first = events.get("2026-12-03");
        assertThat(first.getSummary().getValue()).isEqualTo("Arbetslag 4–6");
        assertThat(TestMeetings.begins(first)).isEqualTo(Instant.parse("2026-12-03T08:00:00Z"));
        assertThat(TestMeetings.ends(first)).isEqualTo(Instant.parse("2026-12-03T09:00:00Z"));
        assertThat(first.getUrl().getValue()).isEqualTo("https://samsyn.example" + winter);
        assertThat(first.getStatus().getValue()).isEqualTo("CONFIRMED");
        assertThat(TestMeetings.begins(events.get("2027-06-03"))).as("in summer")
                .isEqualTo(Instant.parse("2027-06-03T07:00:00Z"));
        assertThat(events.get("2026-12-10").getStatus().getValue()).isEqualTo("CANCELLED");

        ok(rektor.post(summer + "/edit", Map.of("day", "2027-06-04", "time", "10:15", "minutes", "30", "version", "1")));
        VEvent moved = world.events(larare).get("2027-06-04");
        assertThat(TestMeetings.begins(moved)).isEqualTo(Instant.parse("2027-06-04T08:15:00Z"));
        assertThat(moved.getUid()).isEqualTo(events.get("2027-06-03").getUid());
        assertThat(moved.getSequence().getSequenceNo()).isGreaterThan(events.get("2027-06-03").getSequence().getSequenceNo());
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
}
