package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.plugin.meetings.TestMeetings.ok;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;

/** What is written at a meeting. */
class ProceedingsIT {

    private TestMeetings world;
    private String series;
    private String meeting;
    private String item;
    private String number;

    @BeforeEach
    void start() {
        world = new TestMeetings();
        series = world.series(false);
        meeting = world.meeting(series, "2026-12-03");
        number = world.items(meeting).get(1);
        item = meeting + "/items/" + number;
        world.rektor.post(meeting + "/state", Map.of("to", "ONGOING"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private TestClient.Answer note(TestClient client, String text, int version) {
        return client.always("Samsyn-Autosave", "true").post(item + "/note", Map.of("note-" + number, text, "version", version));
    }

    @Test
    void aNoteIsSavedOnTheVersionThatWasSeen() {
        assertThat(note(world.larare, "Ett", 0).header("ETag")).hasValue("\"1\"");
        assertThat(note(world.larare, "Ett", 1).header("ETag")).as("nothing new is no new version").hasValue("\"1\"");
        assertThat(note(world.larare, "Ett", 0).header("ETag")).as("the answer was lost").hasValue("\"1\"");
        TestClient.Answer stale = note(world.rektor, "Två", 0);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body()).contains("s-conflict", "Larare Testsson", "Ett", "Två", "name=\"conflictVersion\" value=\"1\"");
        TestClient.Answer ownOther = note(world.larare, "Tre", 0);
        assertThat(ownOther.status()).isEqualTo(409);
        assertThat(ownOther.body())
                .contains("Du har själv ändrat samtidigt, i ett annat fönster", "Sparat i det andra fönstret").doesNotContain("Larare");
        assertThat(note(world.rektor, "x".repeat(50_001), 1).status()).isEqualTo(422);
        Map<String, Object> both = Map.of("note-" + number, "Två", "resolution", "both", "conflictVersion", "1", "version", "0");
        assertThat(world.samsyn.signIn("rektor").post(item + "/note", both).location()).endsWith("#f-note-" + number);
        assertThat(world.larare.get(meeting + "/room?item=" + number).body()).contains("Ett\n\nTvå");
        assertThat(world.samsyn.rows("select old_value, new_value from p_meetings_change where entity = 'note' order by id"))
                .hasSize(2);
        assertThat(note(world.larare, "a".repeat(30_000), 2).header("ETag")).hasValue("\"3\"");
        TestClient.Answer long2 = world.rektor.post(
                item + "/note",
                Map.of("note-" + number, "b".repeat(30_000), "resolution", "both", "conflictVersion", "3", "version", "2"));
        assertThat(long2.status()).isEqualTo(422);
        assertThat(long2.body()).contains("a".repeat(30_000), "b".repeat(30_000), "Tillsammans blir texterna längre", "s-conflict");
        assertThat(world.samsyn.rows("select version from p_meetings_note").get(0).get("version")).isEqualTo(3);
    }

    private List<String> trail() {
        return world.samsyn
                .rows("select person_id, old_value, new_value from p_meetings_change where entity = 'note' order by id")
                .stream()
                .map(row -> (row.get("person_id").toString().equals(world.id("larare")) ? "larare: " : "rektor: ")
                        + row.get("old_value") + " > " + row.get("new_value"))
                .toList();
    }

    @Test
    void whatOnePersonWritesOnIsOneChangeForAWhile() {
        note(world.larare, "Vi", 0);
        note(world.larare, "Vi pratar", 1);
        world.samsyn.clock().forward(Duration.ofMinutes(4));
        note(world.larare, "Vi pratar om skolgården", 2);
        assertThat(trail()).containsExactly("larare:  > Vi pratar om skolgården");
        world.samsyn.clock().forward(Duration.ofMinutes(2));
        note(world.larare, "Vi pratar om skolgården.", 3);
        note(world.rektor, "Vi pratar om skolgården. Och gungor.", 4);
        note(world.larare, "Vi pratar om skolgården. Och gungor!", 5);
        note(world.larare, "", 6);
        note(world.larare, "Vi", 7);
        assertThat(trail())
                .containsExactly(
                        "larare:  > Vi pratar om skolgården",
                        "larare: Vi pratar om skolgården > Vi pratar om skolgården.",
                        "rektor: Vi pratar om skolgården. > Vi pratar om skolgården. Och gungor.",
                        "larare: Vi pratar om skolgården. Och gungor. > Vi pratar om skolgården. Och gungor!",
                        "larare: Vi pratar om skolgården. Och gungor! > Vi");
    }

    private List<Object> texts(String table) {
        return world.samsyn.rows("select text from p_meetings_" + table + " where removed = false order by id").stream()
                .map(row -> row.get("text"))
                .toList();
    }

    @Test
    void whatIsWrittenOnAfterALostAnswerIsKept() {
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi beslutar A", "key", "k")));
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi beslutar A och B", "key", "k")));
        assertThat(texts("decision")).containsExactly("Vi beslutar A och B");
        String decision = item + "/decisions/" + world.last("decision");
        String field = "decision-" + world.last("decision");
        ok(world.rektor.post(decision, Map.of(field, "Vi beslutar C", "version", "2")));
        ok(world.rektor.post(decision, Map.of(field, "Vi beslutar C", "version", "2")));
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi beslutar A, B och D", "key", "k")));
        assertThat(texts("decision")).containsExactly("Vi beslutar C", "Vi beslutar A, B och D");
        ok(world.rektor.post(decision + "/remove", Map.of("version", "3")));
        ok(world.larare.post(item + "/decisions/" + world.last("decision") + "/remove", Map.of("version", "1")));
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi beslutar A, B och D", "key", "k")));
        assertThat(texts("decision")).as("what was taken away is no answer").containsExactly("Vi beslutar A, B och D");

        String me = world.id("larare");
        ok(world.rektor.post(item + "/actions", Map.of("newaction", "Boka", "key", "k")));
        ok(world.rektor.post(item + "/actions", Map.of("newaction", "Boka buss", "newowner", me, "newdue", "2027-01-15", "key", "k")));
        assertThat(texts("action")).containsExactly("Boka buss");
        assertThat(world.larare.get("/my-page").body()).contains("Boka buss");
        ok(world.rektor.post(item + "/actions", Map.of("newaction", "Boka buss", "newowner", me, "newdue", "2027-01-15", "key", "k")));
        assertThat(world.samsyn.rows("select id from activity")).hasSize(1);

    }

    /** The key of the form that proposes an item on the page. */
    private static String key(TestClient client, String page, String form) {
        Matcher matcher = Pattern.compile("action=\"" + form + "\"[^>]*>.*?name=\"key\" value=\"([^\"]+)\"", Pattern.DOTALL)
                .matcher(client.get(page).body());
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    private List<Object> proposed() {
        return world.samsyn.rows("select title from p_meetings_item where title like 'Skol%' order by id").stream()
                .map(row -> row.get("title"))
                .toList();
    }

    @Test
    void anItemThatIsSentTwiceIsProposedOnce() {
        Map<String, String> form = new HashMap<>(Map.of("title", "Skol", "minutes", "5"));
        form.put("key", key(world.larare, meeting + "/room", meeting + "/items"));
        TestClient script = world.samsyn.signIn("larare").always("Samsyn-Autosave", "true");
        ok(script.post(meeting + "/items", form));
        form.put("title", "Skolgården");
        ok(script.post(meeting + "/items", form));
        ok(script.post(meeting + "/items", form));
        assertThat(proposed()).as("the answer was lost, and more was typed").containsExactly("Skolgården");

        String planned = world.meeting(series, "2026-12-17");
        form.put("key", key(world.larare, planned, planned + "/items"));
        form.put("title", "Skolresan");
        ok(world.larare.post(planned + "/items", form));
        ok(world.larare.post(planned + "/items", form));
        form.put("title", "Skolmaten");
        ok(world.larare.post(planned + "/items", form));
        assertThat(proposed()).as("who went back proposes something else").containsExactly("Skolgården", "Skolresan", "Skolmaten");

        Map<String, String> twice = new HashMap<>(Map.of("kind", "WORK_TEAM", "unit", world.school(), "name", "Två gånger"));
        twice.put("key", key(world.rektor, TestMeetings.BASE + "/series/new", TestMeetings.BASE + "/series"));
        String made = TestMeetings.created(world.rektor.post(TestMeetings.BASE + "/series", twice));
        assertThat(TestMeetings.created(world.rektor.post(TestMeetings.BASE + "/series", twice))).isEqualTo(made);
        twice.put("name", "En annan");
        assertThat(TestMeetings.created(world.rektor.post(TestMeetings.BASE + "/series", twice))).isNotEqualTo(made);
    }

    @Test
    void whoeverWritesOnWhatAnotherTookAwayIsToldAndKeepsTheText() {
        TestClient script = world.samsyn.signIn("larare").always("Samsyn-Autosave", "true");
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi börjar 8.10")));
        String decision = world.last("decision");
        Map<String, String> typed = Map.of("decision-" + decision, "Vi börjar 8.20", "version", "1");
        ok(world.rektor.post(item + "/decisions/" + decision + "/remove", Map.of("version", "1")));
        TestClient.Answer gone = script.post(item + "/decisions/" + decision, typed);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.body()).contains("Beslutet är borttaget", "Rektor Testsson gjorde det", "data-copy=\"#f-decision-" + decision)
                .doesNotContain("<html");
        TestClient.Answer page = world.larare.post(item + "/decisions/" + decision, typed);
        assertThat(page.status()).isEqualTo(410);
        assertThat(page.body()).contains("Beslutet är borttaget", "Rektor Testsson gjorde det", "Vi börjar 8.20");
        ok(world.larare.post(item + "/decisions/" + decision + "/remove", Map.of("version", "1")));
        assertThat(script.post(item + "/decisions/999", typed).status()).as("what never was").isEqualTo(404);

        ok(world.larare.post(item + "/actions", Map.of("newaction", "Boka buss", "newowner", world.id("larare"))));
        String action = world.last("action");
        ok(world.rektor.post(item + "/actions/" + action + "/remove", Map.of("version", "1")));
        assertThat(script.post(item + "/actions/" + action, Map.of("action-" + action, "Boka två bussar", "version", "1")).body())
                .contains("Det som skulle göras är borttaget", "Rektor Testsson");
        assertThat(script.post(item + "/actions/" + action + "/done", Map.of("done", "true")).status()).isEqualTo(410);

        assertThat(world.larare.get(meeting + "/room?item=" + number).body()).doesNotContain("är borttagen");
        ok(world.rektor.post(item + "/remove", Map.of("version", world.samsyn
                .rows("select version from p_meetings_item where id = " + number).get(0).get("version").toString())));
        TestClient.Answer note = note(script, "Det här hann jag skriva", 0);
        assertThat(note.status()).isEqualTo(410);
        assertThat(note.body()).contains("Inte sparat. Punkten ”", "är borttagen", "data-copy=\"#f-note-" + number);
        assertThat(world.larare.post(item, Map.of("title", "Min nya rubrik", "minutes", "5", "version", "1")).body())
                .contains("Rektor Testsson gjorde det", "Min nya rubrik");
        assertThat(world.larare.get(meeting + "/room/item?item=" + number).body())
                .contains("Punkten ”", "är borttagen", "Rektor Testsson gjorde det 12 okt 2026", "href=\"" + meeting + "/room\"")
                .doesNotContain("<textarea");
        assertThat(world.larare.get(meeting + "/room/results?item=" + number).body()).doesNotContain("<form");
        assertThat(world.larare.get(meeting + "/room/agenda?item=" + number).body()).doesNotContain("aria-current");
        assertThat(world.larare.get(meeting + "/room?item=" + number).body())
                .as("another item, and that it is").contains("är borttagen", "Rektor Testsson gjorde det", "id=\"h-item\"");
        world.samsyn.user("utanfor", Role.EMPLOYEE, world.samsyn.school());
        assertThat(world.samsyn.signIn("utanfor").post(item + "/note", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void nothingIsTakenAwayUnseenAndNoTextIsCut() {
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi börjar 8.10")));
        String decision = item + "/decisions/" + world.last("decision");
        ok(world.larare.post(decision, Map.of("decision-" + world.last("decision"), "Vi börjar 8.20", "version", "1")));
        TestClient.Answer stale = world.rektor.post(decision + "/remove", Map.of("version", "1"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body()).contains("Inte borttaget: Larare Testsson ändrade texten 12 okt 2026 10.00", "Vi börjar 8.20", "name=\"version\" value=\"2\"");
        assertThat(texts("decision")).containsExactly("Vi börjar 8.20");
        ok(world.rektor.post(decision + "/remove", Map.of("version", "2")));
        assertThat(texts("decision")).isEmpty();
        assertThat(world.larare.get(item).body())
                .as("what was written over and taken away is there to be read")
                .contains("Vi börjar 8.10</del>", "Vi börjar 8.20</del>", "tog bort");

        ok(world.larare.post(item + "/actions", Map.of("newaction", "a".repeat(150))));
        String action = item + "/actions/" + world.last("action");
        String field = "action-" + world.last("action");
        ok(world.larare.post(action, Map.of(field, "b".repeat(150), "version", "1")));
        assertThat(world.rektor.post(action + "/remove", Map.of("version", "1")).status()).isEqualTo(409);
        TestClient.Answer both = world.rektor.post(
                action, Map.of(field, "c".repeat(150), "version", "1", "resolution", "both", "conflictVersion", "2"));
        assertThat(both.status()).isEqualTo(422);
        assertThat(both.body()).contains("b".repeat(150), "c".repeat(150), "Tillsammans blir texterna längre än 200 tecken");
        assertThat(texts("action")).containsExactly("b".repeat(150));
        ok(world.larare.post(action + "/remove", Map.of("version", "1")));

        ok(world.larare.post(item + "/state", Map.of("state", "POSTPONED", "from", "OPEN")));
        TestClient.Answer late = world.rektor.post(item + "/state", Map.of("state", "DONE", "from", "OPEN"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Inte ändrat: punkten är redan satt till ”Bordlagd”, av Larare Testsson");
        ok(world.rektor.post(item + "/state", Map.of("state", "POSTPONED", "from", "OPEN")));
    }

    @Test
    void whatIsSentTwiceIsAddedOnce() {
        Map<String, String> form = Map.of("newdecision", "Vi börjar 8.10", "key", "abc");
        world.larare.post(item + "/decisions", form);
        world.larare.post(item + "/decisions", form);
        world.larare.post(item + "/decisions", Map.of("newdecision", "Vi börjar 8.10", "key", "def"));
        assertThat(world.samsyn.rows("select id from p_meetings_decision")).hasSize(2);
        assertThat(world.larare.post(item + "/decisions", Map.of("newdecision", " ")).status()).isEqualTo(422);
        Map<String, String> much = Map.of("newdecision", "X", "newaction", "X", "title", "X", "key", "x".repeat(101));
        for (String path : List.of(item + "/decisions", item + "/actions", meeting + "/items")) {
            assertThat(world.larare.post(path, much).status()).as(path).isEqualTo(422);
        }
        Map<String, String> another = new HashMap<>(Map.of("kind", "WORK_TEAM", "unit", world.school(), "name", "X"));
        another.put("key", "x".repeat(101));
        assertThat(world.rektor.post(TestMeetings.BASE + "/series", another).status()).isEqualTo(422);
        assertThat(world.samsyn.rows("select sent_key from p_meetings_item where length(sent_key) > 100")).isEmpty();
    }

    @Test
    void anItemShowsWhatItIsAboutAsItIsToday() {
        String unit = world.school();
        assertThat(world.rektor.post(item + "/subject", Map.of("subject", "UNIT:" + unit, "version", "1")).status()).isEqualTo(303);
        assertThat(world.larare.get(meeting + "/room?item=" + number).body()).contains("s-subject", "href=\"/units/" + unit + "\"");
        assertThat(world.larare.get(item).body()).contains("Ekbackens skola");
        assertThat(world.rektor.post(item + "/subject", Map.of("subject", "GOAL:99999", "version", "2")).status()).isEqualTo(404);
        assertThat(world.rektor.post(item + "/subject", Map.of("subject", "none", "version", "1")).status()).isEqualTo(409);
        assertThat(world.rektor.post(item + "/subject", Map.of("subject", "none", "version", "2")).status()).isEqualTo(303);
        assertThat(world.rektor.get(item + "?q=Ekbacken").body()).contains("value=\"UNIT:" + unit + "\"");
    }

    @Test
    void nothingIsWrittenBeforeNorWhenItIsCalledOff() {
        String other = world.meeting(series, "2026-12-10");
        assertThat(world.rektor.get(other + "/room").body()).contains("Väntar på att mötet börjar").doesNotContain("newdecision");
        String early = other + "/items/" + world.items(other).get(0);
        assertThat(world.larare.post(early + "/decisions", Map.of("newdecision", "X")).status()).isEqualTo(409);
        assertThat(world.larare.post(early + "/actions", Map.of("newaction", "X")).status()).isEqualTo(409);
        assertThat(world.larare.post(early + "/note", Map.of("note-" + world.items(other).get(0), "X", "version", "0")).body())
                .contains("Mötet har inte börjat");
        assertThat(world.samsyn.rows("select id from p_meetings_decision")).isEmpty();
        world.rektor.post(other + "/call-off", Map.of("why", ""));
        assertThat(world.rektor.get(other + "/room").location()).isEqualTo(other);
        String first = other + "/items/" + world.items(other).get(0);
        assertThat(world.rektor.post(first + "/decisions", Map.of("newdecision", "X")).status()).isEqualTo(409);
    }

    @Test
    void anItemIsTakenOffTheAgendaOnlyAsItWasSeenAndWithNothingWrittenOnIt() {
        assertThat(world.rektor.post(item + "/remove", Map.of("version", "7")).status()).as("stale").isEqualTo(409);
        String other = meeting + "/items/" + world.items(meeting).get(2);
        ok(world.rektor.post(other, Map.of("title", "Planering", "minutes", "25", "version", "1")));
        assertThat(world.rektor.post(other + "/remove", Map.of("version", "1")).body())
                .contains("Rektor Testsson ändrade punkten 12 okt 2026 10.00. Nu heter den ”Planering” och tar 25 minuter.");
        assertThat(world.rektor.get(item).body()).contains("action=\"" + item + "/remove\"", "name=\"version\" value=\"1\"");
        world.larare.post(item + "/decisions", Map.of("newdecision", "Vi gör så"));
        TestClient.Answer refused = world.rektor.post(item + "/remove", Map.of("version", "1"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Bordlägg den i stället");
        String empty = meeting + "/items/" + world.items(meeting).get(0);
        assertThat(world.rektor.post(empty + "/remove", Map.of("version", "1")).status()).isEqualTo(303);
        assertThat(world.items(meeting)).hasSize(3).contains(number);
    }
}
