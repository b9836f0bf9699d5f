package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.plugin.meetings.TestMeetings.eventually;
import static se.samsyn.plugin.meetings.TestMeetings.ok;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.Heard;
import se.samsyn.core.TestClient;
import se.samsyn.core.database.Database;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.ActivityService;

/** What is promised at a meeting, and what becomes of it. */
class ActionsIT {

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
        assertThat(world.larare.get(activity).body()).contains("Boka buss", "Arbetslagsmöte, 12 okt 2026").doesNotContain("Arbetslag 4–6");
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
        String next = world.meeting(series, "2026-12-17");
        ok(world.rektor.post(next + "/state", Map.of("to", "ONGOING")));
        try (Heard heard = world.rektor.listen(next + "/live")) {
            heard.next();
            assertThat(world.larare.post(activity + "/done", Map.of("version", version)).status()).isEqualTo(303);
            assertThat(heard.within(Duration.ofSeconds(10))).as("the meeting that goes on is told").get().asString().startsWith("following");
        }
        world.larare.get("/my-page"); // Says once that it is done.
        ok(world.rektor.post(meeting + "/state", Map.of("to", "HELD", "day", "2026-10-11", "began", "09:00", "ended", "10:00")));
        assertThat(world.rektor.get(activity).body()).as("held when whoever ends it says so").contains("Arbetslagsmöte, 11 okt 2026");
        assertThat(world.larare.get(TestMeetings.BASE).body()).doesNotContain("Boka två bussar");
        assertThat(world.larare.get(meeting + "/room?item=" + number).body()).contains("Klar");
        eventually("the meeting hears that it is done", () -> !world.samsyn
                .rows("select id from p_meetings_action where state = 'DONE'")
                .isEmpty());
    }

    private Map<String, String> edit(String text, String owner, String due, Object version) {
        String id = world.last("action");
        return Map.of("action-" + id, text, "owner-" + id, owner, "due-" + id, due, "version", version.toString());
    }

    private Activity activity(long id) {
        return world.samsyn.app().planning().activities().get(world.samsyn.acting("rektor"), id);
    }

    @Test
    void whatIsWrittenOnTheActivityStaysAndWhatIsChangedAtTheMeetingFollows() throws InterruptedException {
        String larare = world.id("larare");
        ok(world.rektor.post(item + "/actions", Map.of("newaction", "Boka bus", "newowner", larare, "newdue", "2027-01-15")));
        String action = item + "/actions/" + world.last("action");
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
        assertThat(early.body()).contains("href=\"#f-due-" + world.last("action"));
        ok(world.rektor.post(action, edit("Boka buss", "", "", 2)));
        assertThat(activity(id).ownerIds()).as("let go").containsExactly(both.get(1));
        assertThat(activity(id).due()).isNull();
        Map<String, String> moved = new HashMap<>(edit("Boka buss", "", "", 3));
        moved.put("goal-" + world.last("action"), "1");
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
        eventually("the meeting hears that it is no more", () -> world.samsyn
                .rows("select id from p_meetings_action where activity_id is not null")
                .isEmpty());
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
    void whatHasNoDayStandsOnTheOwnersPageAllTheSame() {
        world.rektor.post(item + "/actions", Map.of("newaction", "Fundera vidare", "newowner", world.id("larare")));
        assertThat(world.samsyn.rows("select activity_id from p_meetings_action where activity_id is not null")).isEmpty();
        assertThat(world.larare.get("/my-page").body()).contains("Fundera vidare");
        String done = item + "/actions/" + world.last("action") + "/done";
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
    void thatSomethingIsDoneStandsInNobodysWayWhoWritesOnIt() {
        ok(world.rektor.post(item + "/actions", Map.of("newaction", "Fundera vidare", "newowner", world.id("larare"))));
        String action = item + "/actions/" + world.last("action");
        ok(world.larare.post(action + "/done", Map.of("from", "my-page")));
        ok(world.rektor.post(action, edit("Fundera mer", world.id("larare"), "", 1)));
        assertThat(world.samsyn.rows("select text, state from p_meetings_action")).hasSize(1)
                .allSatisfy(row -> assertThat(row).containsEntry("text", "Fundera mer").containsEntry("state", "DONE"));

        ok(world.larare.post(item + "/state", Map.of("state", "DONE", "from", "OPEN")));
        ok(world.rektor.post(item, Map.of("version", "1", "title", "Lite annat", "minutes", "5")));
        assertThat(world.samsyn.rows("select title, state from p_meetings_item where id = " + number)).hasSize(1)
                .allSatisfy(row -> assertThat(row).containsEntry("title", "Lite annat").containsEntry("state", "DONE"));
    }

    @Test
    void anOwnerIsAMemberAndADayADay() {
        TestClient.Answer refused = world.rektor.post(
                item + "/actions", Map.of("newaction", "Något", "newowner", world.id("grannen"), "newdue", "i morgon"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Välj en av deltagarna.", "Ange ett datum, till exempel", "Något");
        TestClient.Answer longAgo = world.rektor.post(
                item + "/actions", Map.of("newaction", "Något", "newowner", world.id("grannen"), "newdue", "1789-07-14"));
        assertThat(longAgo.body()).contains("Ange ett datum från 1900-01-01 till 2200-12-31");
    }
}
