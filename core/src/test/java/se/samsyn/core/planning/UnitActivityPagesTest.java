package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.planning.Activity.State;
import tools.jackson.databind.JsonNode;

/** Activities that are a unit's own, and saying that one's own are done. */
class UnitActivityPagesTest {

    private PlannedSchool planned;
    private TestSamsyn samsyn;
    private ActivityService activities;
    private CurrentUser rektor;
    private String unit;

    @BeforeEach
    void open() {
        planned = new PlannedSchool();
        samsyn = planned.samsyn;
        activities = planned.planning.activities();
        rektor = samsyn.acting("rektor");
        unit = "/units/" + samsyn.school().id();
    }

    @AfterEach
    void close() {
        planned.close();
    }

    @Test
    void anActivityIsAddedFromTheUnitsPageAndStandsThere() {
        assertThat(planned.principal.get(unit).body()).contains(unit + "/activities/new");
        assertThat(planned.principal.get(unit + "/activities/new").body()).contains("Ny aktivitet", "Ekbackens skola");

        Answer made = planned.principal.post(unit + "/activities", Map.of(
                "title", "Märk upp entrén", "description", "", "owners", "", "starts", "", "due", "2026-11-20",
                "state", "NOT_STARTED", "progress", "0"));

        assertThat(made.status()).isEqualTo(303);
        assertThat(planned.principal.follow(made).body()).contains("Märk upp entrén", "är tillagd", "Kvar att göra");
        assertThat(planned.principal.get(unit).body()).contains("Märk upp entrén");
        Activity activity = only();
        String page = planned.principal.get("/activities/" + activity.id()).body();
        assertThat(page).contains("Märk upp entrén", "skapade aktiviteten", unit + "/activities").doesNotContain("<dt>Mål</dt>");
        assertThat(planned.principal.get("/activities/" + activity.id() + "/edit").status()).isEqualTo(200);
        Answer saved = planned.principal.post("/activities/" + activity.id() + "/edit", Map.of(
                "title", "Märk upp entréerna", "state", "ONGOING", "progress", "10", "version", 1));
        assertThat(saved.header("location")).contains(unit + "/activities");
        assertThat(planned.principal.get(unit + "/history").body()).contains("Märk upp entréerna");
        assertThat(planned.principal.get("/red-thread?unit=" + samsyn.school().id()).body()).doesNotContain("Märk upp");
    }

    @Test
    void whatIsWrongIsSaidAtTheFieldAndWhatWasTypedStays() {
        Answer wrong = planned.principal.post(unit + "/activities", Map.of(
                "title", "Märk upp", "starts", "1789-07-14", "due", "32 maj", "state", "NOT_STARTED", "progress", "mycket"));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("Ange ett datum från år 1900 till år 2200.", "Skriv ett datum som finns", "helt tal", "Märk upp");
        assertThat(samsyn.rows("select id from activity")).isEmpty();
    }

    @Test
    void onlyThoseOfTheUnitAddAndChangeAndOnlyReadersSee() {
        Activity activity = made("Märk upp");
        samsyn.user("lasare", Role.READER, samsyn.school());
        samsyn.user("utanfor", Role.EMPLOYEE, samsyn.otherSchool());
        TestClient reader = samsyn.signIn("lasare");
        TestClient outsider = samsyn.signIn("utanfor");
        String page = "/activities/" + activity.id();

        assertThat(reader.get(unit + "/activities").body()).contains("Märk upp").doesNotContain("/activities/new");
        assertThat(reader.get(unit).body()).contains("Märk upp");
        assertThat(reader.get(unit + "/activities/new").status()).isEqualTo(403);
        assertThat(reader.post(unit + "/activities", Map.of("title", "Kapat")).status()).isEqualTo(403);
        assertThat(reader.get(page).body()).doesNotContain("Markera som klar");
        assertThat(reader.post(page + "/done", Map.of("version", 1)).status()).isEqualTo(403);
        assertThat(planned.other.get(page).status()).isEqualTo(200);
        assertThat(planned.other.post(page + "/remove", Map.of("version", 1)).status()).isEqualTo(403);
        assertThat(outsider.get(unit).body()).doesNotContain("Märk upp");
        for (String path : List.of(unit + "/activities", page)) {
            assertThat(outsider.get(path).status()).as(path).isIn(403, 404);
        }
        assertThat(outsider.post(page + "/done", Map.of("version", 1)).status()).isEqualTo(404);
        assertThat(planned.head.get("/units/99999/activities").status()).isIn(403, 404);
        assertThat(activities.get(rektor, activity.id()).state()).isEqualTo(State.NOT_STARTED);
    }

    @Test
    void whatIsOverAndWhatIsRemovedStandByThemselvesInPages() {
        for (int i = 1; i <= 51; i++) {
            Activity activity = made("Nummer " + i);
            activities.complete(rektor, activity.id(), 1);
        }
        Activity gone = made("Borta");
        activities.remove(rektor, gone.id(), 1);

        String over = planned.principal.get(unit + "/activities?part=over").body();
        assertThat(over).contains("Nummer 51", "1–50 av 51").doesNotContain("Nummer 1<");
        assertThat(planned.principal.get(unit + "/activities?part=over&page=2").body()).contains("Nummer 1<");
        assertThat(planned.principal.get(unit + "/activities?part=removed").body()).contains("Borta");
        assertThat(planned.principal.get(unit + "/activities?part=nonsense").body()).doesNotContain("Borta</a>");
        Answer back = planned.principal.post("/activities/" + gone.id() + "/restore", Map.of("version", 2));
        assertThat(planned.principal.follow(back).body()).contains("Borta");
    }

    @Test
    void onesOwnActivityIsDoneInOnePressAndTakenBackInAnother() {
        Activity activity = activities.createOnUnit(rektor, samsyn.school().id(), new ActivityDraft(
                "Märk upp", "", List.of(rektor.userId()), null, LocalDate.of(2026, 10, 14), State.ONGOING, 30), null);
        String page = "/activities/" + activity.id();
        assertThat(planned.principal.get("/my-page").body())
                .contains("Slutför: Märk upp", "Aktivitet på Ekbackens skola", page + "/done");

        Answer done = planned.principal.post(page + "/done", Map.of("version", 1, "from", "my-page"));

        assertThat(done.header("location")).contains("/my-page?done=" + activity.id());
        assertThat(planned.principal.follow(done).body())
                .contains("Klar: Märk upp", "Ångra", page + "/reopen")
                .doesNotContain("Slutför: Märk upp");
        assertThat(activities.get(rektor, activity.id())).satisfies(now -> {
            assertThat(now.state()).isEqualTo(State.DONE);
            assertThat(now.progress()).isEqualTo(100);
        });
        Answer undone = planned.principal.post(page + "/reopen", Map.of("version", 2, "from", "my-page"));
        assertThat(planned.principal.follow(undone).body()).contains("Slutför: Märk upp");
        assertThat(activities.get(rektor, activity.id())).satisfies(now -> {
            assertThat(now.state()).isEqualTo(State.ONGOING);
            assertThat(now.progress()).isEqualTo(30);
        });
        assertThat(planned.principal.get("/my-page?done=" + activity.id()).body()).doesNotContain("Ångra");
        assertThat(planned.principal.get("/my-page?done=abc").status()).isEqualTo(200);
    }

    @Test
    void whoeverComesTooLateIsShownTheActivityAsItIsNow() {
        Activity activity = made("Märk upp");
        activities.edit(rektor, activity.id(), 1, ActivityDraft.titled("Märk upp alla dörrar"));

        Answer late = planned.principal.post("/activities/" + activity.id() + "/done", Map.of("version", 1));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Märk upp alla dörrar", "Någon annan hann ändra");
        assertThat(activities.get(rektor, activity.id()).state()).isEqualTo(State.NOT_STARTED);
    }

    @Test
    void whoeverIsToDoItReadsItAndSaysThatItIsDoneWhereverTheyWork() {
        samsyn.user("larare", Role.EMPLOYEE, samsyn.otherSchool());
        CurrentUser teacher = samsyn.acting("larare");
        Activity activity = activities.create(rektor, planned.schoolGoal().id(), new ActivityDraft(
                "Håll i besöket", "", List.of(teacher.userId()), null, null, State.NOT_STARTED, 0));
        TestClient browser = samsyn.signIn("larare");
        String page = "/activities/" + activity.id();

        assertThat(browser.get("/my-page").body()).contains("Slutför: Håll i besöket");
        assertThat(browser.get(page).body())
                .contains("Håll i besöket", "Markera som klar", "Alla läser med flyt")
                .doesNotContain("href=\"/goals/", page + "/edit");
        assertThat(browser.post(page + "/edit", Map.of("title", "Kapat", "version", 1)).status()).isEqualTo(403);
        assertThat(browser.post(page + "/done", Map.of("version", 1)).status()).isEqualTo(303);
        assertThat(activities.get(rektor, activity.id()).state()).isEqualTo(State.DONE);
        assertThat(planned.principal.get(page).body()).contains("Larare Testsson");
    }

    @Test
    void theRestInterfaceHasThemToo() {
        samsyn.signIn("larare", Role.EMPLOYEE);
        TestClient api = samsyn.api("larare");
        String id = Long.toString(samsyn.school().id());

        Answer made = api.json("POST", "/api/v1/activities", Map.of("unit", id, "title", "Märk upp"));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().get("goal").isNull()).isTrue();
        assertThat(made.json().get("unit").asString()).isEqualTo(id);
        JsonNode listed = api.get("/api/v1/activities?unit=" + id).json().get("items");
        assertThat(listed).hasSize(1);
        Answer both = api.json("POST", "/api/v1/activities", Map.of("unit", id, "goal", "1", "title", "Märk upp"));
        assertThat(both.status()).isEqualTo(422);
        assertThat(both.body()).contains("antingen mål eller enhet");
        assertThat(api.json("POST", "/api/v1/activities", Map.of("title", "Märk upp")).status()).isEqualTo(422);
        String other = Long.toString(samsyn.otherSchool().id());
        assertThat(api.json("POST", "/api/v1/activities", Map.of("unit", other, "title", "Kapat")).status()).isIn(403, 404);
        assertThat(api.json("POST", "/api/v1/activities", Map.of("unit", "99999", "title", "Kapat")).status()).isEqualTo(404);
    }

    @Test
    void anActivityIsShownAsItWas() {
        Activity activity = made("Märk upp");
        samsyn.clock().set(LocalDate.of(2026, 10, 20));
        activities.edit(rektor, activity.id(), 1, ActivityDraft.titled("Märk om"));
        TestClient principal = samsyn.signIn("rektor");

        assertThat(principal.get("/activities/" + activity.id() + "?asof=2026-10-14").body())
                .contains("<h1>Märk upp</h1>")
                .doesNotContain("Markera som klar");
        assertThat(principal.get("/activities/" + activity.id()).body())
                .contains("<h1>Märk om</h1>", "Markera som klar");
    }

    private Activity made(String title) {
        return activities.createOnUnit(rektor, samsyn.school().id(), ActivityDraft.titled(title), null);
    }

    private Activity only() {
        return activities.ofUnit(rektor, samsyn.school().id(), ActivityPart.OPEN, 0, 10).get(0).activity();
    }
}
