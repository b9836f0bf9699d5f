package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.plugin.meetings.TestMeetings.ok;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;

/** The minutes of a meeting: what stands in them, who gets them, and the logs. */
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
        series = world.attestedSeries();
        meeting = world.begun(series);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void end() {
        ok(rektor.post(meeting + "/state", Map.of("to", "HELD")));
    }

    private String id() {
        return meeting.substring(meeting.lastIndexOf('/') + 1);
    }

    @Test
    void theRollIsProposedAndThoseWhoJoinAfterwardsAreNotOnIt() {
        ok(rektor.post(meeting + "/presence", Map.of("person", world.id("larare"), "present", "false")));
        String roll = rektor.get(meeting + "/end").body();
        assertThat(roll).containsPattern("value=\"" + world.id("rektor") + "\" checked");
        assertThat(roll).contains("value=\"" + world.id("larare") + "\"").doesNotContain(world.id("larare") + "\" checked");
        assertThat(larare.get(meeting + "/end").status()).isEqualTo(403);
        List<String> items = world.items(meeting);
        String decided = meeting + "/items/" + items.get(2);
        ok(rektor.post(decided + "/decisions", Map.of("newdecision", "Vi köper böcker.")));
        ok(rektor.post(meeting + "/items/" + items.get(1) + "/current", Map.of()));
        assertThat(rektor.get(meeting + "/end").body())
                .as("only what is open is asked about").doesNotContain("id=\"f-done-" + items.get(0) + "\"")
                .contains("id=\"f-done-" + items.get(1) + "\" name=\"done\" value=\"" + items.get(1) + "\">")
                .contains("id=\"f-done-" + items.get(2) + "\" name=\"done\" value=\"" + items.get(2) + "\" checked>");
        ok(rektor.post(meeting + "/items/" + items.get(2) + "/current", Map.of()));
        assertThat(rektor.get(meeting + "/end").body()).as("gone on from").containsPattern("f-done-" + items.get(1) + "\".{0,60} checked>");
        TestClient.Answer nobody = rektor.post(meeting + "/state", Map.of("to", "HELD", "roll", "true"));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.body()).contains("Ingen är noterad som närvarande.", "Ingen var närvarande");
        ok(rektor.post(
                meeting + "/state",
                Map.of(
                        "to", "HELD", "roll", "true", "done", List.of(items.get(1)),
                        "present", List.of(world.id("rektor"), world.id("kollega")))));
        assertThat(world.samsyn.rows("select state from p_meetings_item where meeting_id = " + id() + " order by position"))
                .extracting(row -> row.get("state")).startsWith("DONE", "DONE", "OPEN");
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

    static String word(byte[] file) throws IOException {
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
        String first = meeting + "/items/" + world.items(meeting).get(0);
        ok(rektor.post(first + "/actions", Map.of("newaction", "Boka vikarie", "newowner", world.id("rektor"), "newdue", "2026-12-11")));
        end();
        ok(rektor.post(meeting + "/minutes/send", Map.of()));
        assertThat(rektor.get(meeting).body()).contains("Protokollet är på väg till 3 personer.");
        ok(rektor.post(meeting + "/minutes/send", Map.of()));
        assertThat(rektor.get(meeting).body())
                .contains("Alla har redan fått det ojusterade protokollet.")
                .containsOnlyOnce("skickade det ojusterade protokollet till")
                .containsPattern("(?s)Rektor Testsson.{0,200}skickade det ojusterade protokollet till 3 personer");
        ok(TestMeetings.sign(world.samsyn.signIn("kollega"), meeting));
        assertThat(world.samsyn.signIn("kollega").get(meeting).body()).doesNotContain("Skicka ojusterat protokoll");
        assertThat(world.samsyn.rows("select person_id, what from p_meetings_sent where meeting_id = " + id()))
                .hasSize(6);
        assertThat(lettersTo("larare")).hasSize(2).allSatisfy(letter -> assertThat(letter)
                .containsPattern("Det här har du åtagit dig\\s+-+\\s+- Skriv schema").contains("10 dec 2026")
                .doesNotContain("Boka vikarie", "Inget den här gången."));
        assertThat(lettersTo("rektor")).hasSize(2).allSatisfy(letter -> assertThat(letter)
                .containsPattern("Det här har du åtagit dig\\s+-+\\s+- Boka vikarie").contains("11 dec 2026")
                .doesNotContain("Skriv schema", "Inget den här gången."));
        assertThat(lettersTo("kollega")).hasSize(2).allSatisfy(letter -> assertThat(letter)
                .containsPattern("Det här har du åtagit dig\\s+-+\\s+Inget den här gången\\.")
                .doesNotContain("Skriv schema", "Boka vikarie"));
        assertThat(rektor.get(meeting).body())
                .contains("Har fått det justerade protokollet: Kollega Testsson, Larare Testsson, Rektor Testsson")
                .doesNotContain(">Skicka protokollet");
        assertThat(larare.get(meeting).body()).doesNotContain("Har fått det");
        assertThat(lettersTo("larare").get(0)).doesNotStartWith("Justerat.");
        assertThat(lettersTo("larare").get(1)).startsWith("Justerat. Protokoll: Arbetslag 4–6");
    }

    @Test
    void minutesThatWereSignedWhenNoLetterReachedSomebodyAreSentAfterwards() {
        world.close();
        TestMeetings mailing = TestMeetings.withWaitingMail();
        mailing.samsyn.app().database().write(() -> mailing.samsyn.app().database().jdbi().useHandle(
                handle -> handle.execute("update person set email = null where username = 'larare'")));
        holdAMeeting(mailing);
        end();
        ok(TestMeetings.sign(world.samsyn.signIn("kollega"), meeting));
        assertThat(lettersTo("larare")).isEmpty();
        assertThat(rektor.get(meeting).body()).doesNotContain(">Skicka protokollet");
        world.address("larare");
        assertThat(rektor.get(meeting).body()).contains("Skicka protokollet");
        assertThat(larare.post(meeting + "/minutes/send", Map.of()).status()).isEqualTo(403);
        ok(rektor.post(meeting + "/minutes/send", Map.of()));
        assertThat(rektor.get(meeting).body())
                .contains("Protokollet är på väg till en person.", "skickade det justerade protokollet till en person")
                .contains("Har fått det justerade protokollet: Kollega Testsson, Larare Testsson, Rektor Testsson");
        assertThat(lettersTo("larare")).hasSize(1);
        assertThat(lettersTo("kollega")).hasSize(1);
    }

    /** Subject and text, in the order that they were written. */
    private List<String> lettersTo(String username) {
        return world.samsyn.rows("select subject, body from mail where person_id = " + world.id(username) + " order by id").stream()
                .map(letter -> letter.get("subject") + "\n" + letter.get("body"))
                .toList();
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
                .as("begun on an earlier day: that day").contains("value=\"2026-10-12\"", "value=\"10:00\"", "value=\"11:00\"");
        TestClient.Answer notYet = rektor.post(
                meeting + "/state", Map.of("to", "HELD", "day", "2026-10-13", "began", "09:10", "ended", "09:55"));
        assertThat(notYet.status()).isEqualTo(422);
        assertThat(notYet.body()).contains("Mötet kan inte ha hållits senare än i dag. Ange 12 okt 2026 eller tidigare.");
        TestClient.Answer wrong = rektor.post(meeting + "/state", Map.of("to", "HELD", "began", "09:10", "ended", "09:05"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Mötet slutar efter att det har börjat.", "value=\"09:05\"");
        ok(rektor.post(meeting + "/state", Map.of("to", "HELD", "day", "2026-10-12", "began", "09:10", "ended", "09:55")));
        assertThat(rektor.get(meeting).body()).contains("kl. 09.10–09.55", "måndag 12 oktober 2026");
        assertThat(rektor.get(meeting + "/room/head").body()).contains("måndag 12 oktober 2026").doesNotContain("3 dec");
        assertThat(word(larare.bytes(meeting + "/minutes/word")))
                .contains("måndag 12 oktober 2026", "09.10–09.55").doesNotContain("10.00", "3 dec");
        assertThat(world.samsyn.signIn("kollega").get("/my-page").body()).contains("Mötet hölls 12 okt 2026");

        String next = world.meeting(series, "2026-12-10");
        String before = world.meeting(series, "2026-12-01");
        assertThat(rektor.get(next).body()).as("long before its time").contains("Starta mötet nu?", "torsdag 10 december 2026 kl. 09.00");
        assertThat(rektor.get(next + "/room").body()).contains("Starta mötet nu?");
        world.samsyn.clock().set(Instant.parse("2026-12-10T07:45:20Z"));
        TestClient then = world.samsyn.signIn("rektor");
        assertThat(then.get(next).body()).contains("Starta mötet").doesNotContain("Starta mötet nu?");
        ok(then.post(next + "/state", Map.of("to", "ONGOING")));
        assertThat(then.get(next + "/room/state").body())
                .as("an hour from when it began")
                .contains("Började 08.45", "data-clock-until=\"2026-12-10T08:45:20.000Z\"", "kvar av 60", "Planerat kl. 09.00–10.00");
        world.samsyn.clock().forward(Duration.ofMinutes(40));
        assertThat(then.get(next + "/end").body()).contains("value=\"08:45\"", "value=\"09:25\"");
        ok(then.post(next + "/state", Map.of("to", "HELD", "began", "08:50", "ended", "09:20")));
        world.samsyn.clock().forward(Duration.ofHours(3));
        ok(then.post(next + "/state", Map.of("to", "ONGOING")));
        assertThat(then.get(next + "/end").body())
                .as("taken up again for something to be mended").contains("value=\"08:50\"", "value=\"09:20\"");

        ok(then.post(before + "/state", Map.of("to", "ONGOING")));
        assertThat(then.get(before + "/end").body())
                .as("written down afterwards").contains("value=\"2026-12-01\"", "value=\"09:00\"", "value=\"10:00\"");
        ok(then.post(before + "/state", Map.of(
                "to", "HELD", "roll", "true", "nobody", "true", "day", "2026-12-01", "began", "09:00", "ended", "10:00")));

        ok(then.post(before + "/state", Map.of("to", "ONGOING")));
        world.samsyn.clock().set(Instant.parse("2027-12-15T08:00:00Z"));
        TestClient muchLater = world.samsyn.signIn("rektor");
        assertThat(muchLater.get(before + "/end").body()).contains("value=\"2026-12-01\"");
        assertThat(muchLater.post(before + "/state", Map.of("to", "HELD", "day", "2026-11-30", "began", "09:00", "ended", "10:00")).body())
                .contains("Mötet kan inte ha hållits så långt tillbaka. Ange 1 dec 2026 eller senare.");
        ok(muchLater.post(before + "/state", Map.of("to", "HELD", "day", "2026-12-01", "began", "09:00", "ended", "10:00")));
    }

    @Test
    void aMeetingOverMidnightEndsOnTheNextDay() {
        String late = TestMeetings.created(rektor.post(
                series + "/meetings", Map.of("day", "2026-12-11", "time", "22:00", "minutes", "180", "repeat", "0")));
        ok(rektor.post(late + "/state", Map.of("to", "ONGOING")));
        assertThat(rektor.get(late + "/end").body()).contains("value=\"10:00\"", "value=\"13:00\"");
        ok(rektor.post(late + "/state", Map.of("to", "HELD", "began", "22:10", "ended", "00:40")));
        assertThat(rektor.get(late).body()).contains("kl. 22.10–00.40");
        assertThat(world.samsyn.rows("select ends_at from p_meetings_meeting where id = " + late.replaceAll(".*/", "")).toString())
                .contains("2026-12-11T23:40");

        String later = TestMeetings.created(rektor.post(
                series + "/meetings", Map.of("day", "2026-12-12", "time", "22:00", "minutes", "180", "repeat", "0")));
        world.samsyn.clock().set(Instant.parse("2026-12-12T21:05:00Z"));
        TestClient then = world.samsyn.signIn("rektor");
        ok(then.post(later + "/state", Map.of("to", "ONGOING")));
        world.samsyn.clock().forward(Duration.ofMinutes(150));
        assertThat(then.get(later + "/end").body()).contains("value=\"22:05\"", "value=\"00:35\"");
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
        ok(TestMeetings.sign(world.samsyn.signIn("kollega"), meeting));
        String removed = "update p_meetings_item set removed = true where id = " + world.items(meeting).get(0);
        world.samsyn.app().database().write(() -> world.samsyn.app().database().jdbi().useHandle(handle -> handle.execute(removed)));
        assertThat(larare.get(series + "/decisions").body()).as("not in the minutes either").doesNotContain("Vi provar rastvakter.");
        world.samsyn.app().database().write(() -> world.samsyn.app().database().jdbi().useHandle(
                handle -> handle.execute(removed.replace("true", "false"))));
        assertThat(larare.get(series + "/decisions?q=RASTVAKT%25").body()).contains("Inget att visa");
        assertThat(larare.get(series + "/decisions?q=Provar").body()).contains("Vi provar rastvakter.");
        assertThat(larare.get(series + "/actions").body()).contains("Skriv schema", "10 dec 2026", "Ej klar");
        assertThat(larare.get(series + "/actions?state=done").body()).doesNotContain("Skriv schema");
        assertThat(larare.get(series + "/actions?owner=" + world.id("rektor")).body()).contains("Inget att visa");
    }
}
