package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.plugin.meetings.TestMeetings.ok;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;

/** How minutes are signed, sent back and locked. */
class SigningIT {

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
    void theAttesterSignsAndNothingIsChangedAfterwards() {
        assertThat(TestMeetings.sign(rektor, meeting).status()).as("before it is over").isEqualTo(409);
        end();
        TestClient kollega = world.samsyn.signIn("kollega");
        assertThat(rektor.get(meeting).body()).contains("Justering", "Återstår").doesNotContain("Justera protokollet");
        assertThat(TestMeetings.sign(rektor, meeting).status()).as("there is an attester").isEqualTo(409);
        assertThat(kollega.get(meeting).body())
                .contains("Justera protokollet", "Begär ändring", "data-confirm=\"Justera protokollet från 3 dec 2026?\"")
                .contains("Du skriver under det som står på sidan: 4 punkter, ett beslut och en sak att göra.");
        ok(TestMeetings.sign(kollega, meeting));
        assertThat(world.samsyn.rows("select state from p_meetings_meeting where id = " + id()).get(0))
                .containsEntry("state", "ATTESTED");
        assertThat(rektor.get(meeting).body()).contains("Justerat", "Protokollet är låst. Kontrollsumma");
        String first = meeting + "/items/" + world.items(meeting).get(0);
        List<Map<String, Object>> before = world.samsyn.rows("select * from p_meetings_change order by id");
        assertThat(rektor.post(first + "/state", Map.of("state", "OPEN")).status()).isEqualTo(423);
        TestClient.Answer gone = rektor.post(first + "/current", Map.of());
        assertThat(gone.status()).isEqualTo(423);
        assertThat(gone.body()).contains("Protokollet är låst").doesNotContain("satte det");
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
        String shown = "?item=" + world.items(meeting).get(0);
        assertThat(rektor.get(meeting + "/room/item" + shown).body())
                .contains("Alla mår bra.", " readonly>").doesNotContain("Punkten är klar", "Öppna punkten igen", "Spara</button>");
        assertThat(rektor.get(meeting + "/room/results" + shown).body())
                .contains("Vi provar rastvakter.", " readonly>").doesNotContain("Lägg till", "Ta bort</button>");
        assertThat(rektor.get(meeting + "/room/people").body()).contains("Ej noterat").doesNotContain("<button", "Ny punkt");
        assertThat(rektor.get(meeting + "/room/state").body()).contains("Kollega Testsson justerade det", "Till protokollet");
        assertThat(rektor.get(meeting + "/room").location()).isEqualTo(meeting);
        assertThat(kollega.get(meeting).body())
                .as("for as long as it is taken back")
                .contains("Det går tills den sista har justerat.", "Medan protokollet justeras går det inte att ändra. Kontrollsumma")
                .doesNotContain("Protokollet är låst. Kontrollsumma");
        assertThat(rektor.get(meeting).body()).contains("Protokollet är låst, så det går inte längre att skriva");
        assertThat(rektor.post(first + "/state", Map.of("state", "OPEN")).body()).contains("Protokollet är låst");
        TestClient.Answer empty = lasare.post(meeting + "/send-back", Map.of("why", " "));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Fyll i det här.");
        assertThat(lasare.get(meeting).body()).contains("Efter din underskrift låses protokollet");
        assertThat(lasare.post(meeting + "/take-back", Map.of()).status()).as("has not signed").isEqualTo(409);
        ok(kollega.post(meeting + "/take-back", Map.of()));
        assertThat(world.samsyn.rows("select * from p_meetings_minutes")).as("nobody has signed").isEmpty();
        ok(TestMeetings.sign(kollega, meeting));
        assertThat(empty.body()).contains("Ändring: Fyll i det här.");
        ok(lasare.post(meeting + "/send-back", Map.of("why", "Beslutet gällde <bara> åk 4.")));
        assertThat(rektor.get("/my-page").body())
                .contains("Rätta protokollet från Arbetslag 4–6", "Lasare Testsson begär en ändring: Beslutet gällde &lt;bara&gt; åk 4.");
        assertThat(kollega.get("/my-page").body()).doesNotContain("Justera protokollet från", "Rätta protokollet från");
        assertThat(lasare.get(meeting).body()).contains("Underskrifterna är borttagna och protokollet kan ändras igen.");
        assertThat(rektor.get(meeting).body()).contains("begärde en ändring", "Beslutet gällde &lt;bara&gt; åk 4.");
        assertThat(lasare.get(meeting + "/send-back").body()).doesNotContain("Det som redan är underskrivet");
        ok(lasare.post(meeting + "/send-back", Map.of("why", "Och datumet.")));
        assertThat(lasare.get(meeting).body())
                .as("nothing was locked")
                .contains("Ändringen är begärd. Den som leder mötet får besked")
                .doesNotContain("kan ändras igen");
        ok(lasare.post(meeting + "/send-back", Map.of("why", "Det här är långt. ".repeat(20) + "Sist.")));
        assertThat(rektor.get("/my-page").body()).contains("begär en ändring: Det här är långt. Det").doesNotContain("Sist.");
        assertThat(rektor.get(meeting).body()).contains("Sist.");
        ok(rektor.post(first + "/decisions", Map.of("newdecision", "Det gäller åk 4.")));
        assertThat(larare.post(meeting + "/mended", Map.of()).status()).isEqualTo(403);
        ok(rektor.post(meeting + "/mended", Map.of()));
        assertThat(rektor.post(meeting + "/mended", Map.of()).status()).isEqualTo(409);
        assertThat(rektor.get("/my-page").body()).doesNotContain("Rätta protokollet från");
        assertThat(kollega.get("/my-page").body()).contains("Justera protokollet från");
        ok(TestMeetings.sign(kollega, meeting));
        ok(TestMeetings.sign(lasare, meeting));
        assertThat(kollega.post(meeting + "/take-back", Map.of()).status()).as("the last one has signed").isEqualTo(423);
        assertThat(larare.get(meeting).body()).contains("Justerat").doesNotContain("Lasare Testsson begärde en ändring");
        assertThat(world.samsyn.rows("select content from p_meetings_minutes").get(0).get("content").toString())
                .contains("Det gäller åk 4.", "Vi provar rastvakter.", "Skriv schema");
    }

    @Test
    void whatWasSignedCanBeReadStillWhenItIsWrittenOn() {
        world.member(series, "lasare", "ATTESTER");
        end();
        String number = world.items(meeting).get(0);
        String note = meeting + "/items/" + number + "/note";
        ok(rektor.post(note, Map.of("note-" + number, "Alla mår bra. Nu", "version", "1")));
        ok(rektor.post(note, Map.of("note-" + number, "Alla mår bra. Nu med.", "version", "2")));
        ok(TestMeetings.sign(world.samsyn.signIn("kollega"), meeting));
        ok(world.samsyn.signIn("lasare").post(meeting + "/send-back", Map.of("why", "Vilka?")));
        ok(rektor.post(note, Map.of("note-" + number, "Alla mår bra. Nu med. Alla barn.", "version", "3")));
        assertThat(world.samsyn.rows("select old_value, new_value from p_meetings_change where entity = 'note' order by id"))
                .extracting(row -> row.get("old_value") + " > " + row.get("new_value"))
                .containsExactly(
                        " > Alla mår bra.",
                        "Alla mår bra. > Alla mår bra. Nu med.",
                        "Alla mår bra. Nu med. > Alla mår bra. Nu med. Alla barn.");
        assertThat(larare.get(meeting + "/items/" + number).body())
                .contains("Tidigare anteckningar", ">Alla mår bra. Nu med.<").doesNotContain(">Alla mår bra.<");
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
}
