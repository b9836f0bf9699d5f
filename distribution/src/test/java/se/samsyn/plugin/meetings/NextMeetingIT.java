package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.plugin.meetings.TestMeetings.ok;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;

/** What the next meeting takes up, and where it is found. */
class NextMeetingIT {

    private TestMeetings world;
    private TestClient rektor;
    private TestClient larare;
    private String series;
    private String meeting;

    @BeforeEach
    void start() {
        world = new TestMeetings();
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
        assertThat(rektor.get(next).body())
                .as("before what every meeting ends with").containsSubsequence("3. Mål och insatser", "4. Skolresan", "5. Övriga frågor");
        ok(rektor.post(next + "/call-off", Map.of("why", "Snö")));
        assertThat(world.items(after)).as("what was left is not lost with a meeting that is called off").hasSize(5);
        assertThat(rektor.get(after).body())
                .as("on one that was called before as well").containsSubsequence("4. Skolresan", "5. Övriga frågor");
        ok(rektor.post(after + "/state", Map.of("to", "ONGOING")));
        assertThat(rektor.get(after).body()).as("while it goes on").contains("Att göra från tidigare möten", "Skriv schema");
        assertThat(rektor.get(after + "/room").body()).contains("Att göra från tidigare möten", "Skriv schema", "från mötet 3 dec 2026");
        assertThat(rektor.get(after + "/room/following").body()).contains("Skriv schema");
        ok(rektor.post(after + "/state", Map.of("to", "HELD")));
        ok(rektor.post(after + "/state", Map.of("to", "ONGOING")));
        ok(rektor.post(after + "/state", Map.of("to", "HELD")));
        assertThat(world.items(world.meeting(series, "2027-01-28"))).hasSize(5);
    }

    @Test
    void whatWasPromisedAndIsLateIsMarkedAndNobodyHasNoPicture() {
        String first = meeting + "/items/" + world.items(meeting).get(0);
        ok(rektor.post(first + "/actions", Map.of("newaction", "Köpa lim")));
        end();
        assertThat(rektor.get(meeting).body()).contains("Köpa lim", "Ingen ansvarig").doesNotContain("data-initials=\"I\"");
        String next = world.meeting(series, "2026-12-17");
        assertThat(rektor.get(next).body()).contains("Senast 10 dec 2026", "Ingen ansvarig").doesNotContain("försenad", "data-initials=\"I\"");
        world.samsyn.clock().set(LocalDate.of(2026, 12, 11));
        assertThat(world.samsyn.signIn("rektor").get(next).body()).containsPattern("s-late\">.*Senast 10 dec 2026, försenad");
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
        String copy = next + "/items/" + world.items(next).get(3);
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
        String third = world.meeting(series, "2027-01-14");
        ok(larare.post(meeting + "/items", Map.of("title", "Skolresan", "minutes", "10")));
        String trip = meeting + "/items/" + world.items(meeting).get(4);
        ok(larare.upload(trip + "/files", Map.of(), "file", "buss.txt", "Pris".getBytes(StandardCharsets.UTF_8)));
        world.samsyn.clock().set(LocalDate.of(2026, 12, 3));
        rektor = world.samsyn.signIn("rektor");
        end();
        for (String page : List.of("/my-page", TestMeetings.BASE)) {
            assertThat(rektor.get(page).body()).as("to come").contains("\"" + coming + "\"").doesNotContain("\"" + meeting + "\"");
        }
        assertThat(rektor.get(series).body())
                .containsSubsequence("Kommande möten", "\"" + coming + "\"", "Tidigare möten", "\"" + meeting + "\"", "\"" + forgotten + "\"");
        assertThat(world.items(forgotten)).hasSize(4);
        assertThat(world.items(coming)).hasSize(5);
        assertThat(rektor.get(coming).body()).contains("href=\"" + trip + "\"");
        String copy = coming + "/items/" + world.items(coming).get(3);
        assertThat(rektor.get(copy).body()).contains("href=\"" + trip + "\"", "från ett tidigare möte");
        assertThat(rektor.get(coming).body()).contains("1 bilaga");
        assertThat(rektor.get(copy).body())
                .as("what was attached there is read there").contains("buss.txt", "href=\"" + trip + "/files/")
                .doesNotContain("Ta bort bilagan buss.txt?");
        ok(rektor.post(coming + "/state", Map.of("to", "ONGOING")));
        assertThat(rektor.get(coming + "/room?item=" + world.items(coming).get(3)).body())
                .contains("href=\"" + trip + "\"", "href=\"" + trip + "/files/");
        ok(rektor.post(copy + "/state", Map.of("state", "POSTPONED")));
        ok(rektor.post(coming + "/state", Map.of("to", "HELD")));
        assertThat(rektor.get(third + "/items/" + world.items(third).get(3)).body())
                .as("and from there on").contains("href=\"" + trip + "/files/");
    }

    @Test
    void theMostUrgentOfMuchThatIsLeftIsShownAndHowMuchMoreThereIs() {
        world.samsyn.app().database().write(() -> world.samsyn.app().database().jdbi().useHandle(handle -> handle.execute(
                """
                insert into p_meetings_action (item_id, meeting_id, series_id, text, unit_id, state, removed, changed_by, changed_at, version)
                with recursive n (i) as (select 1 union all select i + 1 from n where i < 55)
                select a.item_id, a.meeting_id, a.series_id, 'Någon gång ' || i, a.unit_id, 'OPEN', false, a.changed_by, a.changed_at, 1
                  from n join p_meetings_action a on a.text = 'Skriv schema'
                """)));
        ok(rektor.post(meeting + "/items/" + world.items(meeting).get(0) + "/actions", Map.of("newaction", "Brådskar", "newdue", "2026-12-08")));
        end();
        String next = world.meeting(series, "2026-12-17");
        assertThat(rektor.get(next).body())
                .containsSubsequence("Att göra från tidigare möten", "Brådskar", "Skriv schema", "Någon gång 1<", "Någon gång 48<", "och 7 till")
                .doesNotContain("Någon gång 49<");
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
        assertThat(TestMeetings.found(larare, "rastvakter", "Laget runt")).contains("Punkt på möte");
        TestMeetings.found(larare, "rastvakter", "Laget runt · Arbetslag 4–6 2026-12-03");

        String number = world.items(meeting).get(0);
        ok(rektor.post(meeting + "/items/" + number + "/note", Map.of("note-" + number, "Kompletterat om gungorna.", "version", "1")));
        TestMeetings.found(larare, "gungorna", "Laget runt");
        ok(rektor.post(series + "/edit", Map.of("version", "1", "name", "Lag Tussilago", "minutes", "60")));
        TestMeetings.found(larare, "tussilago", "Lag Tussilago 2026-12-03");
        TestMeetings.found(larare, "tussilago", "Lag Tussilago 2026-12-17");
    }
}
