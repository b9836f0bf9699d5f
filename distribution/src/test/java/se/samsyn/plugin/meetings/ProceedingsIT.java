package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.Heard;
import se.samsyn.core.TestClient;
import se.samsyn.core.database.Database;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.ActivityService;

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
        assertThat(note(world.rektor, "x".repeat(50_001), 1).status()).isEqualTo(422);
        Map<String, Object> both = Map.of("note-" + number, "Två", "resolution", "both", "conflictVersion", "1", "version", "0");
        world.rektor.post(item + "/note", both);
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

    private List<Object> texts(String table) {
        return world.samsyn.rows("select text from p_meetings_" + table + " where removed = false order by id").stream()
                .map(row -> row.get("text"))
                .toList();
    }

    private String last(String table) {
        return world.samsyn.rows("select max(id) as id from p_meetings_" + table).get(0).get("id").toString();
    }

    private TestClient.Answer ok(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer;
    }

    @Test
    void whatIsWrittenOnAfterALostAnswerIsKept() {
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi beslutar A", "key", "k")));
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi beslutar A och B", "key", "k")));
        assertThat(texts("decision")).containsExactly("Vi beslutar A och B");
        String decision = item + "/decisions/" + last("decision");
        String field = "decision-" + last("decision");
        ok(world.rektor.post(decision, Map.of(field, "Vi beslutar C", "version", "2")));
        ok(world.rektor.post(decision, Map.of(field, "Vi beslutar C", "version", "2")));
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi beslutar A, B och D", "key", "k")));
        assertThat(texts("decision")).containsExactly("Vi beslutar C", "Vi beslutar A, B och D");
        ok(world.rektor.post(decision + "/remove", Map.of("version", "3")));
        ok(world.larare.post(item + "/decisions/" + last("decision") + "/remove", Map.of("version", "1")));
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi beslutar A, B och D", "key", "k")));
        assertThat(texts("decision")).as("what was taken away is no answer").containsExactly("Vi beslutar A, B och D");

        String me = world.id("larare");
        ok(world.rektor.post(item + "/actions", Map.of("newaction", "Boka", "key", "k")));
        ok(world.rektor.post(item + "/actions", Map.of("newaction", "Boka buss", "newowner", me, "newdue", "2027-01-15", "key", "k")));
        assertThat(texts("action")).containsExactly("Boka buss");
        assertThat(world.larare.get("/my-page").body()).contains("Boka buss");
        ok(world.rektor.post(item + "/actions", Map.of("newaction", "Boka buss", "newowner", me, "newdue", "2027-01-15", "key", "k")));
        assertThat(world.samsyn.rows("select id from activity")).hasSize(1);

        ok(world.larare.post(meeting + "/items", Map.of("title", "Skol", "minutes", "5", "key", "k")));
        ok(world.larare.post(meeting + "/items", Map.of("title", "Skolgården", "minutes", "5", "key", "k")));
        ok(world.larare.post(meeting + "/items", Map.of("title", "Skolgården", "minutes", "5", "key", "k")));
        assertThat(world.samsyn.rows("select title from p_meetings_item where title like 'Skol%'")).hasSize(1)
                .allSatisfy(row -> assertThat(row).containsEntry("title", "Skolgården"));
    }

    @Test
    void nothingIsTakenAwayUnseenAndNoTextIsCut() {
        ok(world.larare.post(item + "/decisions", Map.of("newdecision", "Vi börjar 8.10")));
        String decision = item + "/decisions/" + last("decision");
        ok(world.larare.post(decision, Map.of("decision-" + last("decision"), "Vi börjar 8.20", "version", "1")));
        TestClient.Answer stale = world.rektor.post(decision + "/remove", Map.of("version", "1"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body()).contains("Inte borttaget: Larare Testsson", "Vi börjar 8.20", "name=\"version\" value=\"2\"");
        assertThat(texts("decision")).containsExactly("Vi börjar 8.20");
        ok(world.rektor.post(decision + "/remove", Map.of("version", "2")));
        assertThat(texts("decision")).isEmpty();

        ok(world.larare.post(item + "/actions", Map.of("newaction", "a".repeat(150))));
        String action = item + "/actions/" + last("action");
        String field = "action-" + last("action");
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
        assertThat(late.body()).contains("någon annan hann sätta punkten till ”Bordlagd”");
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
    }

    @Test
    void whatSomebodyIsToDoByADayIsAnActivityOnTheirOwnPage() throws InterruptedException {
        TestClient.Answer made = world.rektor.post(
                item + "/actions",
                Map.of("newaction", "Boka buss", "newowner", world.id("larare"), "newdue", "2027-01-15", "key", "k"));
        assertThat(made.status()).as(made.body()).isEqualTo(303);
        Map<String, Object> row = world.samsyn.rows("select id, activity_id, version from p_meetings_action").get(0);
        assertThat(row.get("activity_id")).isNotNull();
        assertThat(world.larare.get("/my-page").body()).contains("Boka buss");
        String activity = "/activities/" + row.get("activity_id");
        assertThat(world.larare.get(activity).body()).contains("Boka buss", "Arbetslagsmöte, 3 dec 2026").doesNotContain("Arbetslag 4–6");
        String id = row.get("id").toString();
        world.rektor.post(
                item + "/actions/" + id,
                Map.of("action-" + id, "Boka två bussar", "owner-" + id, world.id("larare"), "due-" + id, "2027-01-20", "version", "1"));
        assertThat(world.larare.get(activity).body()).contains("Boka två bussar");
        assertThat(world.larare.get(TestMeetings.BASE).body()).contains("Boka två bussar", "20 jan 2027");

        String version = world.samsyn
                .rows("select version from activity where id = " + row.get("activity_id"))
                .get(0)
                .get("version")
                .toString();
        assertThat(world.larare.post(activity + "/done", Map.of("version", version)).status()).isEqualTo(303);
        world.larare.get("/my-page"); // Says once that it is done.
        assertThat(world.larare.get(TestMeetings.BASE).body()).doesNotContain("Boka två bussar");
        assertThat(world.larare.get(meeting + "/room?item=" + number).body()).contains("Klar");
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (world.samsyn.rows("select id from p_meetings_action where state = 'DONE'").isEmpty()) {
            assertThat(System.nanoTime()).as("the meeting hears that it is done").isLessThan(until);
            Thread.sleep(100);
        }
    }

    private Map<String, String> edit(String text, String owner, String due, Object version) {
        String id = last("action");
        return Map.of("action-" + id, text, "owner-" + id, owner, "due-" + id, due, "version", version.toString());
    }

    private Activity activity(long id) {
        return world.samsyn.app().planning().activities().get(world.samsyn.acting("rektor"), id);
    }

    @Test
    void whatIsWrittenOnTheActivityStaysAndWhatIsChangedAtTheMeetingFollows() throws InterruptedException {
        String larare = world.id("larare");
        ok(world.rektor.post(item + "/actions", Map.of("newaction", "Boka bus", "newowner", larare, "newdue", "2027-01-15")));
        String action = item + "/actions/" + last("action");
        long id = Long.parseLong(world.samsyn.rows("select activity_id from p_meetings_action").get(0).get("activity_id").toString());
        List<Long> both = List.of(Long.parseLong(larare), Long.parseLong(world.id("kollega")));
        ActivityService core = world.samsyn.app().planning().activities();
        core.edit(world.samsyn.acting("rektor"), id, 1, new ActivityDraft(
                "Boka bus", "Ring först.", both, LocalDate.of(2027, 1, 10), LocalDate.of(2027, 2, 20), Activity.State.ONGOING, 30));

        ok(world.rektor.post(action, edit("Boka buss", larare, "2027-01-15", 1)));
        assertThat(activity(id).title()).isEqualTo("Boka buss");
        assertThat(activity(id).description()).isEqualTo("Ring först.");
        assertThat(activity(id).ownerIds()).containsExactlyInAnyOrderElementsOf(both);
        assertThat(activity(id).due()).isEqualTo("2027-02-20");
        String room = meeting + "/room?item=" + number;
        assertThat(world.larare.get(room).body())
                .contains("I aktiviteten står: Kollega Testsson, Larare Testsson · Senast 20 feb 2027");
        assertThat(world.larare.get(series + "/actions").body()).contains("20 feb 2027", "I aktiviteten står:");

        TestClient.Answer early = world.rektor.post(action, edit("Boka buss", larare, "2027-01-05", 2));
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body()).contains("href=\"#f-due-" + last("action"));
        ok(world.rektor.post(action, edit("Boka buss", "", "", 2)));
        assertThat(activity(id).ownerIds()).as("let go").containsExactly(both.get(1));
        assertThat(activity(id).due()).isNull();
        Map<String, String> moved = new HashMap<>(edit("Boka buss", "", "", 3));
        moved.put("goal-" + last("action"), "1");
        assertThat(world.rektor.post(action, moved).body()).contains("inte kan flyttas till ett annat mål");

        world.member(series, "lasare", "MEMBER");
        TestClient lasare = world.samsyn.signIn("lasare");
        ok(lasare.post(action, edit("Boka två bussar", "", "", 3)));
        assertThat(activity(id).title()).isEqualTo("Boka buss");
        assertThat(lasare.get(room).body()).contains("Det här är en aktivitet som du inte får ändra", "I aktiviteten står: ”Boka buss”")
                .doesNotContain("/done\"");
        assertThat(lasare.post(action + "/done", Map.of("done", "true")).body()).contains("Det här har blivit en aktivitet.");
        assertThat(world.samsyn.rows("select id from p_meetings_action where state = 'DONE'")).isEmpty();

        core.remove(world.samsyn.acting("rektor"), id, activity(id).version());
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!world.samsyn.rows("select id from p_meetings_action where activity_id is not null").isEmpty()) {
            assertThat(System.nanoTime()).as("the meeting hears that it is no more").isLessThan(until);
            Thread.sleep(50);
        }
        assertThat(world.larare.get(room).body()).contains("/done\"").doesNotContain("I aktiviteten står");
        ok(world.rektor.post(action, edit("Boka tre bussar", "", "", 4)));
        assertThat(world.samsyn.rows("select id from activity")).hasSize(1);
    }

    @Test
    void nothingIsPromisedToBeDoneBeforeTheMeeting() {
        for (String day : List.of("2001-01-01", "2026-10-01", "2099-01-01")) {
            TestClient.Answer refused = world.rektor.post(
                    item + "/actions", Map.of("newaction", "Boka buss", "newowner", world.id("larare"), "newdue", day));
            assertThat(refused.status()).as(day).isEqualTo(422);
            assertThat(refused.body())
                    .contains("href=\"#f-newdue\"", day.startsWith("2099") ? "längre fram än fem år" : "Datumet är före mötet", "Boka buss");
        }
        assertThat(world.samsyn.rows("select id from p_meetings_action")).isEmpty();
        assertThat(world.samsyn.rows("select id from activity")).isEmpty();
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
    void whatHasNoDayStandsOnTheOwnersPageAllTheSame() {
        world.rektor.post(item + "/actions", Map.of("newaction", "Fundera vidare", "newowner", world.id("larare")));
        assertThat(world.samsyn.rows("select activity_id from p_meetings_action where activity_id is not null")).isEmpty();
        assertThat(world.larare.get("/my-page").body()).contains("Fundera vidare");
        String done = item + "/actions/" + last("action") + "/done";
        assertThat(world.larare.get("/my-page").body()).contains("action=\"" + done + "\"");
        assertThat(world.larare.post(done, Map.of("from", "my-page")).location()).isEqualTo("/my-page");
        assertThat(world.larare.get("/my-page").body()).doesNotContain("Fundera vidare");
        assertThat(world.rektor.post(done, Map.of("done", "false", "from", "log")).location()).isEqualTo(series + "/actions");

        ok(world.rektor.post(meeting + "/state", Map.of("to", "HELD")));
        String next = world.meeting(series, "2026-12-17");
        Database database = world.samsyn.app().database();
        database.write(() -> database.jdbi().useHandle(
                handle -> handle.execute("update p_meetings_meeting set state = 'ATTESTED' where starts_at < '2026-12-10'")));
        for (String page : List.of(series + "/actions", next, meeting)) {
            assertThat(world.larare.get(page).body()).as(page).contains("Fundera vidare", "action=\"" + done + "\"");
        }
        ok(world.rektor.post(done, Map.of("done", "true")));
        ok(world.rektor.post(done, Map.of("done", "false")));
        ok(world.rektor.post(series + "/members/" + world.id("larare") + "/remove", Map.of("version", "1")));
        assertThat(world.larare.get("/my-page").body()).contains("Fundera vidare");
        assertThat(world.samsyn.signIn("kollega").post(done, Map.of()).status()).isEqualTo(404);
        assertThat(world.larare.post(done, Map.of("from", "my-page")).location()).isEqualTo("/my-page");
        assertThat(world.samsyn.rows("select state from p_meetings_action")).hasSize(1)
                .allSatisfy(row -> assertThat(row).containsEntry("state", "DONE"));
    }

    @Test
    void anOwnerIsAMemberAndADayADay() {
        TestClient.Answer refused = world.rektor.post(
                item + "/actions", Map.of("newaction", "Något", "newowner", world.id("grannen"), "newdue", "i morgon"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Välj en av deltagarna.", "Ange ett datum", "Något");
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
        assertThat(world.rektor.get(item).body()).contains("action=\"" + item + "/remove\"", "name=\"version\" value=\"1\"");
        world.larare.post(item + "/decisions", Map.of("newdecision", "Vi gör så"));
        TestClient.Answer refused = world.rektor.post(item + "/remove", Map.of("version", "1"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Bordlägg den i stället");
        String empty = meeting + "/items/" + world.items(meeting).get(0);
        assertThat(world.rektor.post(empty + "/remove", Map.of("version", "1")).status()).isEqualTo(303);
        assertThat(world.items(meeting)).hasSize(3).contains(number);
    }

    /** The figure that a meeting is held to: each of thirty sees the others' within a second, and nothing is lost. */
    @Test
    void thirtyWritersSeeEachOthersWithinASecond() throws Exception {
        List<TestClient> writers = new ArrayList<>();
        List<Heard> heard = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String name = "skrivare" + i;
            world.samsyn.user(name, Role.EMPLOYEE, world.samsyn.school());
            world.member(series, name, "MEMBER");
            TestClient writer = world.samsyn.signIn(name);
            writers.add(writer);
            heard.add(writer.listen(meeting + "/live"));
        }
        Thread.sleep(500);
        heard.forEach(one -> drain(one));
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        int rounds = 5;
        for (int round = 0; round < rounds; round++) {
            write(writers, heard, times, round);
        }
        Collections.sort(times);
        long p99 = times.get((int) Math.ceil(times.size() * 0.99) - 1);
        assertThat(world.samsyn.rows("select id from p_meetings_decision")).hasSize(30 * rounds);
        assertThat(Duration.ofNanos(p99)).as("p99 of " + times.size()).isLessThan(Duration.ofSeconds(1));
        heard.forEach(Heard::close);
    }

    private static void drain(Heard heard) {
        try {
            while (!heard.silent(Duration.ofMillis(20))) {
                continue;
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** All write at once; each time is from the sending of one to when the last of the listeners has heard of that many. */
    private void write(List<TestClient> writers, List<Heard> heard, List<Long> times, int round) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(60);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (TestClient writer : writers) {
            done.add(threads.submit(() -> {
                go.await();
                assertThat(writer.post(item + "/decisions", Map.of("newdecision", "Beslut " + round)).status()).isEqualTo(303);
                return true;
            }));
        }
        long start = System.nanoTime();
        for (Heard one : heard) {
            done.add(threads.submit(() -> {
                int results = 0;
                while (results < writers.size()) {
                    if (one.next().startsWith("results-")) {
                        results++;
                        times.add(System.nanoTime() - start);
                    }
                }
                return true;
            }));
        }
        go.countDown();
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();
    }
}
