package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;

/** What comes after a meeting: signing, minutes to take along, logs, and what the next meeting takes up. */
class MinutesIT {

    private TestMeetings world;
    private TestClient rektor;
    private TestClient larare;
    private String series;
    private String meeting;

    @BeforeEach
    void start() {
        holdAMeeting(new TestMeetings());
    }

    private void holdAMeeting(TestMeetings at) {
        world = at;
        rektor = world.rektor;
        larare = world.larare;
        series = world.series(false);
        world.member(series, "kollega", "ATTESTER");
        meeting = world.meeting(series, "2026-12-03");
        rektor.post(meeting + "/state", Map.of("to", "ONGOING"));
        String number = world.items(meeting).get(0);
        String first = meeting + "/items/" + number;
        ok(rektor.post(first + "/note", Map.of("note-" + number, "Alla mår bra.", "version", "0")));
        ok(rektor.post(first + "/decisions", Map.of("newdecision", "Vi provar rastvakter.")));
        ok(rektor.post(
                first + "/actions",
                Map.of("newaction", "Skriv schema", "newowner", world.id("larare"), "newdue", "2026-12-10")));
        ok(rektor.post(first + "/state", Map.of("state", "DONE")));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static void ok(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 303);
    }

    private void end() {
        ok(rektor.post(meeting + "/state", Map.of("to", "HELD")));
    }

    private String id() {
        return meeting.substring(meeting.lastIndexOf('/') + 1);
    }

    @Test
    void theAttesterSignsAndNothingIsChangedAfterwards() {
        assertThat(TestMeetings.sign(rektor, meeting).status()).as("before it is over").isEqualTo(409);
        end();
        TestClient kollega = world.samsyn.signIn("kollega");
        assertThat(rektor.get(meeting).body()).contains("Justering", "Återstår").doesNotContain("Justera protokollet");
        assertThat(TestMeetings.sign(rektor, meeting).status()).as("there is an attester").isEqualTo(409);
        assertThat(kollega.get(meeting).body()).contains("Justera protokollet", "Begär ändring");
        ok(TestMeetings.sign(kollega, meeting));
        assertThat(world.samsyn.rows("select state from p_meetings_meeting where id = " + id()).get(0))
                .containsEntry("state", "ATTESTED");
        assertThat(rektor.get(meeting).body()).contains("Justerat", "Protokollet är låst");
        String first = meeting + "/items/" + world.items(meeting).get(0);
        List<Map<String, Object>> before = world.samsyn.rows("select * from p_meetings_change order by id");
        assertThat(rektor.post(first + "/state", Map.of("state", "OPEN")).status()).isEqualTo(423);
        assertThat(rektor.post(first + "/decisions", Map.of("newdecision", "Inte alls.")).status()).isEqualTo(423);
        assertThat(rektor.post(meeting + "/items", Map.of("title", "Sent", "minutes", "5")).status()).isEqualTo(423);
        assertThat(rektor.post(meeting + "/state", Map.of("to", "ONGOING")).status()).isEqualTo(423);
        assertThat(world.samsyn.rows("select * from p_meetings_change order by id")).isEqualTo(before);
    }

    @Test
    void minutesThatOneOfTwoHasSignedAreLockedAndCanBeSentBack() {
        world.member(series, "lasare", "ATTESTER");
        end();
        TestClient kollega = world.samsyn.signIn("kollega");
        TestClient lasare = world.samsyn.signIn("lasare");
        ok(TestMeetings.sign(kollega, meeting));
        String first = meeting + "/items/" + world.items(meeting).get(0);
        TestClient.Answer late = rektor.post(first + "/decisions", Map.of("newdecision", "Mer som <sades>."));
        assertThat(late.status()).as("the meeting is held still, and its minutes are signed by one").isEqualTo(423);
        assertThat(late.body()).contains("Protokollet är låst", "Kollega Testsson", "Mer som &lt;sades&gt;.");
        TestClient.Answer empty = lasare.post(meeting + "/send-back", Map.of("why", " "));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Fyll i det här.");
        assertThat(lasare.get(meeting).body()).contains("Efter din underskrift låses protokollet");
        assertThat(lasare.post(meeting + "/take-back", Map.of()).status()).as("has not signed").isEqualTo(409);
        ok(kollega.post(meeting + "/take-back", Map.of()));
        assertThat(world.samsyn.rows("select * from p_meetings_minutes")).as("nobody has signed").isEmpty();
        ok(TestMeetings.sign(kollega, meeting));
        ok(lasare.post(meeting + "/send-back", Map.of("why", "Beslutet gällde <bara> åk 4.")));
        assertThat(rektor.get("/my-page").body())
                .contains("Rätta protokollet från Arbetslag 4–6", "Lasare Testsson begär en ändring: Beslutet gällde &lt;bara&gt; åk 4.");
        assertThat(kollega.get("/my-page").body()).doesNotContain("Justera protokollet från", "Rätta protokollet från");
        assertThat(rektor.get(meeting).body()).contains("begärde en ändring", "Beslutet gällde &lt;bara&gt; åk 4.");
        ok(rektor.post(first + "/decisions", Map.of("newdecision", "Det gäller åk 4.")));
        assertThat(larare.post(meeting + "/mended", Map.of()).status()).isEqualTo(403);
        ok(rektor.post(meeting + "/mended", Map.of()));
        assertThat(rektor.post(meeting + "/mended", Map.of()).status()).isEqualTo(409);
        assertThat(rektor.get("/my-page").body()).doesNotContain("Rätta protokollet från");
        assertThat(kollega.get("/my-page").body()).contains("Justera protokollet från");
        ok(TestMeetings.sign(kollega, meeting));
        ok(TestMeetings.sign(lasare, meeting));
        assertThat(kollega.post(meeting + "/take-back", Map.of()).status()).as("the last one has signed").isEqualTo(423);
        assertThat(larare.get(meeting).body()).contains("Justerat").doesNotContain("begärde en ändring");
        assertThat(world.samsyn.rows("select content from p_meetings_minutes").get(0).get("content").toString())
                .contains("Det gäller åk 4.", "Vi provar rastvakter.", "Skriv schema");
    }

    @Test
    void whoSignsSignsWhatTheyRead() {
        end();
        TestClient kollega = world.samsyn.signIn("kollega");
        String read = TestMeetings.digest(kollega, meeting);
        ok(rektor.post(meeting + "/items/" + world.items(meeting).get(0) + "/decisions", Map.of("newdecision", "Smuget in.")));
        for (Map<String, String> form : List.of(Map.of("digest", read), Map.<String, String>of())) {
            TestClient.Answer refused = kollega.post(meeting + "/sign", form);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("Protokollet har ändrats sedan du öppnade sidan", "Smuget in.", "Justera protokollet");
        }
        assertThat(world.samsyn.rows("select * from p_meetings_attestation")).isEmpty();
        assertThat(world.samsyn.rows("select * from p_meetings_minutes")).isEmpty();
        ok(TestMeetings.sign(kollega, meeting));
        assertThat(world.samsyn.rows("select content from p_meetings_minutes").toString()).contains("Smuget in.");
    }

    @Test
    void whoIsToSignIsSettledWhenTheMeetingEndsAndOneWhoHasLeftIsReplaced() {
        ok(rektor.post(meeting + "/presence", Map.of("person", world.id("larare"), "present", "true")));
        ok(rektor.post(series + "/members/" + world.id("larare") + "/remove", Map.of()));
        assertThat(rektor.get(meeting).body()).as("was there, and left the series").contains("Larare Testsson");
        end();
        world.member(series, "kollega", "MEMBER");
        assertThat(TestMeetings.sign(rektor, meeting).status()).as("the attester is who it was").isEqualTo(409);
        assertThat(rektor.get(meeting).body()).contains("Larare Testsson").doesNotContain("Byt justerare");
        Map<String, String> standIn = Map.of("for", world.id("kollega"), "person", world.id("rektor"));
        assertThat(rektor.post(meeting + "/stand-in", standIn).status()).as("has not left").isEqualTo(409);
        TestClient kollega = world.samsyn.signIn("kollega");
        assertThat(kollega.post(meeting + "/stand-in", standIn).status()).isEqualTo(403);
        ok(rektor.post(series + "/members/" + world.id("kollega") + "/remove", Map.of()));
        assertThat(TestMeetings.sign(kollega, meeting).status()).isEqualTo(404);
        assertThat(rektor.get(meeting).body()).contains("Kollega Testsson är inte längre deltagare", "Byt justerare");
        Map<String, String> stranger = Map.of("for", world.id("kollega"), "person", world.id("grannen"));
        assertThat(rektor.post(meeting + "/stand-in", stranger).status()).isEqualTo(409);
        ok(rektor.post(meeting + "/stand-in", standIn));
        assertThat(world.samsyn.rows("select old_value, new_value from p_meetings_change where entity = 'roll'").get(0))
                .containsEntry("old_value", world.id("kollega"))
                .containsEntry("new_value", world.id("rektor"));
        assertThat(rektor.get("/my-page").body()).contains("Justera protokollet från");
        assertThat(rektor.get(meeting).body()).contains("i stället för Kollega Testsson");
        ok(TestMeetings.sign(rektor, meeting));
        assertThat(world.samsyn.rows("select state from p_meetings_meeting where id = " + id()).get(0))
                .containsEntry("state", "ATTESTED");
        assertThat(world.samsyn.rows("select content from p_meetings_minutes").toString())
                .contains("Larare Testsson", "Kollega Testsson");
    }

    @Test
    void nothingIsChangedNorOfferedFromTheFirstSignatureOn() {
        world.close();
        holdAMeeting(TestMeetings.withWaitingMail());
        world.member(series, "lasare", "ATTESTER");
        String first = meeting + "/items/" + world.items(meeting).get(0);
        ok(rektor.upload(first + "/files", Map.of(), "file", "schema.txt", "Rast".getBytes(StandardCharsets.UTF_8)));
        String file = rektor.get(first).body().replaceAll("(?s).*href=\"(" + first + "/files/[^\"/]+)\".*", "$1");
        end();
        assertThat(rektor.get(meeting).body()).contains("Komplettera anteckningarna", "Öppna mötet igen");
        ok(TestMeetings.sign(world.samsyn.signIn("kollega"), meeting));
        assertThat(rektor.get(meeting).body())
                .contains("Skicka ojusterat protokoll")
                .doesNotContain("Komplettera anteckningarna", "Öppna mötet igen");
        assertThat(rektor.get(first).body()).doesNotContain("action=\"" + first + "/files\"", "action=\"" + first + "/remove\"");
        assertThat(rektor.upload(first + "/files", Map.of(), "file", "sent.txt", "X".getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(423);
        assertThat(rektor.post(file + "/remove", Map.of()).status()).isEqualTo(423);
        assertThat(rektor.get(first).body()).contains("schema.txt").doesNotContain("sent.txt");
        TestClient.Answer proposed = larare.post(meeting + "/items", Map.of("title", "Sent <påkommet>", "room", "true"));
        assertThat(proposed.status()).isEqualTo(423);
        assertThat(proposed.body()).contains("Sent &lt;påkommet&gt;", "Protokollet är låst");
        for (String path : List.of("/edit", "/end")) {
            assertThat(rektor.get(meeting + path).status()).as(path).isEqualTo(423);
        }
    }

    @Test
    void theRollIsProposedAndThoseWhoJoinAfterwardsAreNotOnIt() {
        ok(rektor.post(meeting + "/presence", Map.of("person", world.id("larare"), "present", "false")));
        String roll = rektor.get(meeting + "/end").body();
        assertThat(roll).containsPattern("value=\"" + world.id("rektor") + "\" checked");
        assertThat(roll).contains("value=\"" + world.id("larare") + "\"").doesNotContain(world.id("larare") + "\" checked");
        assertThat(larare.get(meeting + "/end").status()).isEqualTo(403);
        ok(rektor.post(
                meeting + "/state",
                Map.of("to", "HELD", "roll", "true", "present", List.of(world.id("rektor"), world.id("kollega")))));
        assertThat(world.samsyn.rows("select person_id from p_meetings_presence where presence = 'PRESENT'")).hasSize(2);
        world.member(series, "lasare", "MEMBER");
        rektor.get(series); // Says who was added.
        assertThat(rektor.get(meeting).body()).contains("Kollega Testsson", "Larare Testsson").doesNotContain("Lasare");
        ok(TestMeetings.sign(world.samsyn.signIn("kollega"), meeting));
        assertThat(world.samsyn.rows("select content from p_meetings_minutes").toString()).contains("Kollega").doesNotContain("Lasare");
    }

    @Test
    void filesAndWhatItemsAreAboutStandInTheMinutesAsTheyWere() throws IOException {
        String number = world.items(meeting).get(0);
        String first = meeting + "/items/" + number;
        ok(rektor.upload(first + "/files", Map.of(), "file", "schema.txt", "Rast kl. 10".getBytes(StandardCharsets.UTF_8)));
        String version = world.samsyn.rows("select version from p_meetings_item where id = " + number).get(0).get("version").toString();
        ok(rektor.post(first + "/subject", Map.of("subject", "UNIT:" + world.school(), "version", version)));
        assertThat(larare.get(meeting + "/room").body()).contains("1 bilaga", "schema.txt", "Ekbackens skola");
        end();
        String page = larare.get(meeting).body();
        assertThat(page).contains("schema.txt", "Ekbackens skola", "Rektor Testsson", "Så som det var 12 okt 2026");
        assertThat(word(larare.bytes(meeting + "/minutes/word"))).contains("Bilagor: schema.txt", "Ekbackens skola", "12 okt 2026");
        ok(TestMeetings.sign(world.samsyn.signIn("kollega"), meeting));
        assertThat(word(larare.bytes(meeting + "/minutes/word"))).contains("Bilagor: schema.txt", "Ekbackens skola", "12 okt 2026");
    }

    private static String word(byte[] file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("word/document.xml")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8).replaceAll("<[^>]+>", "");
                }
            }
        }
        return "";
    }

    @Test
    void theMinutesAreMailedOnceToEachWithWhatTheyPromised() {
        world.close();
        holdAMeeting(TestMeetings.withWaitingMail());
        end();
        ok(rektor.post(meeting + "/minutes/send", Map.of()));
        assertThat(rektor.get(meeting).body()).contains("Protokollet är på väg till 3 personer.");
        ok(rektor.post(meeting + "/minutes/send", Map.of()));
        assertThat(rektor.get(meeting).body()).contains("Alla har redan fått det ojusterade protokollet.");
        ok(TestMeetings.sign(world.samsyn.signIn("kollega"), meeting));
        assertThat(world.samsyn.signIn("kollega").get(meeting).body()).doesNotContain("Skicka ojusterat protokoll");
        assertThat(world.samsyn.rows("select person_id, what from p_meetings_sent where meeting_id = " + id()))
                .hasSize(6);
        assertThat(world.samsyn.rows("select * from mail").toString())
                .contains("Justerat. Protokoll: Arbetslag 4–6", "Skriv schema");
    }

    @Test
    void withoutAMailServerNobodyIsSaidToGetTheMinutes() {
        end();
        assertThat(rektor.get(meeting).body()).doesNotContain("Skicka ojusterat protokoll");
        assertThat(rektor.post(meeting + "/minutes/send", Map.of()).status()).isEqualTo(409);
        TestClient kollega = world.samsyn.signIn("kollega");
        ok(TestMeetings.sign(kollega, meeting));
        assertThat(kollega.get(meeting).body()).contains("Protokollet är justerat.").doesNotContain("med e-post");
        assertThat(world.samsyn.rows("select id from mail")).isEmpty();
    }

    @Test
    void theMinutesSayWhenTheMeetingWasHeldAsTheOneWhoEndsItSays() throws IOException {
        assertThat(rektor.get(meeting + "/end").body())
                .as("begun on another day: as planned").contains("value=\"09:00\"", "value=\"10:00\"");
        TestClient.Answer wrong = rektor.post(meeting + "/state", Map.of("to", "HELD", "began", "09:10", "ended", "09:05"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Mötet slutar efter att det har börjat.", "value=\"09:05\"");
        ok(rektor.post(meeting + "/state", Map.of("to", "HELD", "began", "09:10", "ended", "09:55")));
        assertThat(rektor.get(meeting).body()).contains("kl. 09.10–09.55");
        assertThat(word(larare.bytes(meeting + "/minutes/word"))).contains("09.10–09.55").doesNotContain("10.00");

        String next = world.meeting(series, "2026-12-10");
        world.samsyn.clock().set(Instant.parse("2026-12-10T07:45:20Z"));
        TestClient then = world.samsyn.signIn("rektor");
        ok(then.post(next + "/state", Map.of("to", "ONGOING")));
        world.samsyn.clock().forward(Duration.ofMinutes(40));
        assertThat(then.get(next + "/end").body()).contains("value=\"08:45\"", "value=\"09:25\"");
    }

    @Test
    void whatSomebodyElseWroteOverIsThereToBeRead() {
        String number = world.items(meeting).get(0);
        String first = meeting + "/items/" + number;
        assertThat(larare.get(first).body()).doesNotContain("Tidigare anteckningar");
        ok(larare.post(first + "/note", Map.of("note-" + number, "Något helt annat.", "version", "1")));
        ok(larare.post(first + "/note", Map.of("note-" + number, "Något helt annat, och mer.", "version", "2")));
        assertThat(rektor.get(first).body()).contains("Tidigare anteckningar", "Alla mår bra.").doesNotContain(">Något helt annat.<");
        assertThat(rektor.get(meeting + "/room?item=" + number).body()).contains(first + "#earlier");
    }

    @Test
    void theMinutesAreMailedToThoseWhoAreMembersStillEachInTheirOwnLanguage() {
        world.close();
        holdAMeeting(TestMeetings.withWaitingMail());
        end();
        world.samsyn.signIn("kollega").post("/account/language", Map.of("locale", "en"));
        ok(rektor.post(series + "/members/" + world.id("larare") + "/remove", Map.of()));
        ok(rektor.post(meeting + "/minutes/send", Map.of()));
        List<Map<String, Object>> letters = world.samsyn.rows("select person_id, subject, body from mail order by person_id");
        assertThat(letters.stream().map(letter -> letter.get("person_id").toString()))
                .containsExactlyInAnyOrder(world.id("rektor"), world.id("kollega"));
        for (Map<String, Object> letter : letters) {
            boolean english = letter.get("person_id").toString().equals(world.id("kollega"));
            assertThat(letter.get("body").toString())
                    .contains("Vi provar rastvakter.", english ? "What you have promised" : "Det här har du åtagit dig")
                    .doesNotContain(english ? "åtagit dig" : "you have promised");
        }
    }

    @Test
    void theMinutesAreTakenAlongAsWordAndPdfByThoseAloneWhoSeeTheMeeting() {
        end();
        assertThat(larare.get(meeting + "/minutes/pdf").body()).startsWith("%PDF");
        assertThat(larare.get(meeting + "/minutes/word").body()).startsWith("PK");
        for (String outsider : List.of("lasare", "grannen", "chef", "admin")) {
            TestClient client = world.samsyn.signIn(outsider);
            for (String path : List.of("", "/minutes/pdf", "/minutes/word", "/send-back")) {
                assertThat(client.get(meeting + path).status()).as(outsider + path).isEqualTo(404);
            }
            assertThat(client.get(series + "/decisions").status()).isEqualTo(404);
            assertThat(client.get(series + "/actions").status()).isEqualTo(404);
            assertThat(client.post(meeting + "/sign", Map.of()).status()).isEqualTo(404);
            assertThat(client.get("/search?q=rastvakter").body()).doesNotContain("Laget runt");
        }
    }

    @Test
    void theLogsGatherWhatWasDecidedAndPromised() {
        end();
        assertThat(larare.get(series + "/decisions").body()).contains("Vi provar rastvakter.", "Laget runt", "3 dec 2026");
        assertThat(larare.get(series + "/decisions?q=RASTVAKT%25").body()).contains("Inget att visa");
        assertThat(larare.get(series + "/decisions?q=Provar").body()).contains("Vi provar rastvakter.");
        assertThat(larare.get(series + "/actions").body()).contains("Skriv schema", "10 dec 2026", "Ej klar");
        assertThat(larare.get(series + "/actions?state=done").body()).doesNotContain("Skriv schema");
        assertThat(larare.get(series + "/actions?owner=" + world.id("rektor")).body()).contains("Inget att visa");
    }

    @Test
    void whatWasNotFinishedComesUpAtTheNextMeetingOnce() {
        ok(larare.post(meeting + "/items", Map.of("title", "Skolresan", "minutes", "10")));
        ok(rektor.post(meeting + "/items/" + world.items(meeting).get(2) + "/state", Map.of("state", "POSTPONED")));
        end();
        String next = world.meeting(series, "2026-12-17");
        String after = world.meeting(series, "2027-01-14");
        assertThat(world.items(next)).as("four of the template, of which one was put off, and one of nobody's agenda").hasSize(5);
        assertThat(world.items(after)).hasSize(4);
        assertThat(rektor.get(next).body().split("från ett tidigare möte")).as("both of them go on").hasSize(3);
        assertThat(rektor.get(next).body())
                .contains("Skolresan", "Att göra från tidigare möten", "Skriv schema", "från mötet 3 dec 2026");
        ok(rektor.post(next + "/call-off", Map.of("why", "Snö")));
        assertThat(world.items(after)).as("what was left is not lost with a meeting that is called off").hasSize(5);
        ok(rektor.post(after + "/state", Map.of("to", "ONGOING")));
        ok(rektor.post(after + "/state", Map.of("to", "HELD")));
        ok(rektor.post(after + "/state", Map.of("to", "ONGOING")));
        ok(rektor.post(after + "/state", Map.of("to", "HELD")));
        assertThat(world.items(world.meeting(series, "2027-01-28"))).hasSize(5);
    }

    @Test
    void whatIsTakenUpAgainOrDoneAfterAllIsNotOnTheNextAgendaAsWell() {
        ok(larare.post(meeting + "/items", Map.of("title", "Skolresan", "minutes", "10")));
        String trip = meeting + "/items/" + world.items(meeting).get(4);
        String next = world.meeting(series, "2026-12-17");
        String after = world.meeting(series, "2027-01-14");
        end();
        assertThat(world.items(next)).hasSize(5);
        ok(rektor.post(meeting + "/state", Map.of("to", "ONGOING")));
        assertThat(world.items(next)).as("it is taken up where it stood").hasSize(4);
        end();
        assertThat(world.items(next)).hasSize(5);
        ok(rektor.post(trip + "/state", Map.of("state", "DONE")));
        assertThat(world.items(next)).hasSize(4);
        ok(rektor.post(trip + "/state", Map.of("state", "OPEN")));
        assertThat(world.items(next)).hasSize(5);
        ok(rektor.post(next + "/call-off", Map.of("why", "Snö")));
        assertThat(world.items(after)).hasSize(5);
        ok(rektor.post(next + "/call-off", Map.of("off", "false")));
        assertThat(world.items(next)).hasSize(5);
        assertThat(world.items(after)).hasSize(4);
        String copy = next + "/items/" + world.items(next).get(4);
        ok(rektor.upload(copy + "/files", Map.of(), "file", "buss.txt", "Pris".getBytes(StandardCharsets.UTF_8)));
        ok(rektor.post(trip + "/state", Map.of("state", "DONE")));
        assertThat(world.items(next)).as("somebody has prepared it").hasSize(5);
    }

    @Test
    void whatStandsOnEveryAgendaIsNotBroughtAlongWhenTheTemplateIsChanged() {
        for (String day : List.of("2026-12-10", "2026-12-17", "2027-01-14")) {
            end();
            meeting = world.meeting(series, day);
            ok(rektor.post(meeting + "/state", Map.of("to", "ONGOING")));
        }
        end();
        world.samsyn.app().database().write(() -> world.samsyn.app().database().jdbi().useHandle(handle -> handle.execute(
                "update p_meetings_template_item set title = title || ' nu'")));
        assertThat(world.items(world.meeting(series, "2027-01-28"))).hasSize(4);
    }

    @Test
    void whatIsLeftComesToTheComingMeetingWithAWayBackToWhereItWas() {
        String forgotten = world.meeting(series, "2026-10-20");
        String coming = world.meeting(series, "2026-12-17");
        ok(larare.post(meeting + "/items", Map.of("title", "Skolresan", "minutes", "10")));
        String trip = meeting + "/items/" + world.items(meeting).get(4);
        world.samsyn.clock().set(LocalDate.of(2026, 12, 3));
        rektor = world.samsyn.signIn("rektor");
        end();
        assertThat(world.items(forgotten)).hasSize(4);
        assertThat(world.items(coming)).hasSize(5);
        assertThat(rektor.get(coming).body()).contains("href=\"" + trip + "\"");
        String copy = coming + "/items/" + world.items(coming).get(4);
        assertThat(rektor.get(copy).body()).contains("href=\"" + trip + "\"", "från ett tidigare möte");
        ok(rektor.post(coming + "/state", Map.of("to", "ONGOING")));
        assertThat(rektor.get(coming + "/room?item=" + world.items(coming).get(4)).body()).contains("href=\"" + trip + "\"");
    }

    @Test
    void theCalendarTheTasksAndTheSearchKnowTheMeeting() throws InterruptedException {
        end();
        String next = world.meeting(series, "2026-12-17");
        assertThat(world.samsyn.signIn("kollega").get("/my-page").body())
                .contains("Justera protokollet från Arbetslag 4–6");
        assertThat(larare.get("/my-page").body()).doesNotContain("Justera protokollet från");
        assertThat(larare.get("/calendar?month=2026-12").body()).contains(next, "Arbetslag 4–6");
        assertThat(world.samsyn.signIn("lasare").get("/calendar?month=2026-12").body()).doesNotContain("Arbetslag 4–6");
        String found = "";
        for (int i = 0; i < 100 && !found.contains("Laget runt"); i++) {
            Thread.sleep(100);
            found = larare.get("/search?q=rastvakter").body();
        }
        assertThat(found).contains("Laget runt", "Punkt på möte");
    }
}
