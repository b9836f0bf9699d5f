package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.Statements;
import se.samsyn.core.measuring.Figure;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.planning.Goal.LinkKind;

class PlanningPagesTest {

    private final PlannedSchool planned = new PlannedSchool();
    private final TestSamsyn samsyn = planned.samsyn;
    private final PlanningModule planning = planned.planning;
    private TestClient principal = planned.principal;
    private TestClient employee;

    @BeforeEach
    void employ() {
        employee = samsyn.signIn("larare", Role.EMPLOYEE);
    }

    @AfterEach
    void stop() {
        planned.close();
    }

    @Test
    void aPlanIsMadeFilledAdoptedAndCorrected() {
        Answer made = principal.post("/plans", Map.of(
                "unit", samsyn.school().id(), "type", planned.type.id(), "period", "2026", "title", ""));
        String plan = made.location();
        assertThat(principal.follow(made).body()).contains("Verksamhetsplan 2026");

        principal.post(plan + "/goals", Map.of("level", planned.level(3), "title", "Första"));
        principal.post(plan + "/goals", Map.of("level", planned.level(3), "title", "Andra"));
        Goal second = goal("Andra");
        assertThat(principal.post(move(second), Map.of("version", 1, "direction", "up")).status()).isEqualTo(303);
        String body = principal.get(plan).body();
        assertThat(body.indexOf("Andra")).isLessThan(body.indexOf("Första"));

        Map<String, ?> decision = Map.of(
                "version", 4, "adoptedOn", "2026-10-08", "decidedBy", "Nämnden", "registryNumber", " BUN  2026/12 ");
        assertThat(principal.post(plan + "/propose", Map.of("version", 1, "proposal", "Klar nu")).status()).isEqualTo(303);
        assertThat(principal.get(plan).body()).contains("Föreslagen", "Klar nu", "Ta tillbaka").doesNotContain("Nytt mål");
        assertThat(principal.post(plan + "/adopt", decision).status()).isEqualTo(403);
        TestClient head = planned.head;
        assertThat(head.get("/my-page").body())
                .contains("Ta ställning till Verksamhetsplan 2026 för Ekbackens skola", "Föreslagen av Rektor Testsson");
        assertThat(head.post(plan + "/hand-back", Map.of("version", 2, "returned", "")).status()).isEqualTo(422);
        assertThat(head.post(plan + "/hand-back", Map.of("version", 2, "returned", "Ett mål till")).status()).isEqualTo(303);
        assertThat(principal.get("/my-page").body()).contains("Rätta Verksamhetsplan 2026", "lämnades tillbaka: Ett mål till");
        assertThat(principal.get(plan).body()).contains("Förslaget lämnades tillbaka", "Ett mål till", "Nytt mål");
        assertThat(principal.post(plan + "/propose", Map.of("version", 3, "proposal", "Nu så")).status()).isEqualTo(303);
        assertThat(principal.get("/my-page").body()).doesNotContain("Rätta Verksamhetsplan");
        assertThat(head.get(plan).body()).contains("Beslutsdatum", "value=\"2026-10-12\"", "Lämna tillbaka");
        Answer early = head.post(plan + "/adopt", Map.of("version", 4, "adoptedOn", "2026-10-13", "decidedBy", ""));
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body()).contains("har inte varit än", "Beslutad av: Fyll i", "value=\"2026-10-13\"");
        assertThat(head.post(plan + "/adopt", decision).status()).isEqualTo(303);
        assertThat(principal.get(plan).body())
                .contains("Utgåva 1, fastställd 8 oktober 2026", "Nämnden", "BUN 2026/12")
                .doesNotContain("Nytt mål");
        Answer frozen = principal.post(plan + "/goals", Map.of("level", planned.level(3), "title", "Tredje"));
        assertThat(frozen.status()).isEqualTo(422);
        assertThat(frozen.body()).contains("Öppna den för rättelse först");
        assertThat(principal.post(plan + "/correct", Map.of("version", 5, "note", "")).status()).isEqualTo(422);
        assertThat(principal.post(plan + "/correct", Map.of("version", 5, "note", "Fel ord")).status()).isEqualTo(303);
        assertThat(principal.get(plan).body()).contains("Fel ord").contains("Nytt mål");
    }

    @Test
    void anotherSchoolsPrincipalReadsButHasNothingToChangeWith() {
        Goal goal = planned.schoolGoal();
        String path = "/goals/" + goal.id();

        String body = planned.other.get(path).body();
        assertThat(body).contains(goal.title()).doesNotContain(path + "/edit").doesNotContain("Ny aktivitet");
        assertThat(planned.other.get(path + "/edit").status()).isEqualTo(403);
        assertThat(planned.other.post(path + "/edit", Map.of("version", 1, "title", "Kapat", "level", planned.level(3))).status())
                .isEqualTo(403);
        assertThat(planned.other.post(path + "/remove", Map.of("version", 1)).status()).isEqualTo(403);
        assertThat(planned.other.post(path + "/activities", Map.of("title", "Kapat")).status()).isEqualTo(403);
        assertThat(planned.other.post(path + "/targets", Map.of()).status()).isEqualTo(403);
        assertThat(employee.get(path + "/edit").status()).isEqualTo(403);
        assertThat(employee.get("/goals/" + planned.committee.id()).status()).isEqualTo(404);
        assertThat(employee.get(path).body()).contains("Alla barn lär sig läsa", "Ny aktivitet");
        assertThat(planning.goals().get(samsyn.acting("rektor"), goal.id()).title()).isEqualTo(goal.title());
    }

    @Test
    void twoEditorsAtOnceLoseNothing() {
        Goal goal = planned.schoolGoal();
        String edit = "/goals/" + goal.id() + "/edit";
        planned.head.post(edit, Map.of("version", 1, "title", "Hennes", "description", "Hennes text", "level", planned.level(3)));

        Map<String, Object> mine = Map.of(
                "version", 1, "title", "Hans", "description", "Hans text", "level", planned.level(3));
        Answer conflict = principal.post(edit, mine);

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains("Hedvig Testsson", "Hennes text", "Hans text");
        Answer both = principal.post(edit, Map.of(
                "version", 1, "conflictVersion", 2, "resolution", "both", "title", "Hans", "description", "Hans text",
                "level", planned.level(3)));
        assertThat(both.status()).isEqualTo(303);
        Goal now = planning.goals().get(samsyn.acting("rektor"), goal.id());
        assertThat(now.title()).isEqualTo("Hans");
        assertThat(now.description()).isEqualTo("Hennes text\n\nHans text");
    }

    @Test
    void badInputKeepsWhatWasTyped() {
        Goal goal = planned.schoolGoal();
        Answer wrong = principal.post("/goals/" + goal.id() + "/edit", Map.of(
                "version", 1, "title", "", "description", "<script>x</script> 🙂 \u202Eשלום", "level", 99, "owner", 98,
                "upper", List.of("97", "abc"), "kind", List.of("TAKES_OVER", "?")));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("Fyll i det här fältet", "Välj en nivå", "finns inte")
                .contains("&lt;script&gt;x&lt;/script&gt; 🙂")
                .doesNotContain("<script>x");
        Answer activity = principal.post("/goals/" + goal.id() + "/activities", Map.of(
                "title", "Läslyftet", "starts", "2026-02-30", "due", "i morgon", "progress", "många", "owners", "99"));
        assertThat(activity.status()).isEqualTo(422);
        assertThat(activity.body()).contains("Skriv ett datum som finns", "helt tal", "Läslyftet");
        for (String path : List.of("/goals/0", "/goals/abc", "/plans/99999", "/activities/-1", "/goals/1'/edit")) {
            assertThat(principal.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(principal.get("/plans?period=x&kind=y&page=-4").status()).isEqualTo(200);
        assertThat(principal.get("/red-thread?unit=abc&period=%27").status()).isEqualTo(200);
        assertThat(principal.get("/goals/" + goal.id() + "?asof=i%20g%C3%A5r").status()).isEqualTo(422);
        TestClient.Answer future = principal.get("/goals/" + goal.id() + "?asof=2126-01-01");
        assertThat(future.status()).isEqualTo(422);
        assertThat(future.body()).as("said once").containsOnlyOnce("Den dagen har inte varit än.");
        assertThat(future.body()).contains("href=\"/goals/" + goal.id() + "\"", "Visa sidan som den är nu");
        Answer before = principal.get("/goals/" + goal.id() + "?asof=2020-01-01");
        assertThat(before.status()).isEqualTo(404);
        assertThat(before.body()).contains("Fanns inte den 1 januari 2020", "?asof=2026-10-12");
        assertThat(principal.get("/goals/" + goal.id() + "?asof=2026-10-12").status()).isEqualTo(200);
    }

    @Test
    void aGoalIsSeenAsItWas() {
        Goal goal = planned.schoolGoal();
        LocalDate then = samsyn.clock().today();
        samsyn.clock().forward(Duration.ofDays(40));
        principal = samsyn.signIn("rektor");
        principal.post("/goals/" + goal.id() + "/edit", Map.of("version", 1, "title", "Nytt namn", "level", planned.level(3)));

        String path = "/goals/" + goal.id();
        assertThat(principal.get(path).body()).contains("<h1>Nytt namn").contains("Ändrat av Rektor Testsson");
        String old = principal.get(path + "?asof=" + then).body();
        assertThat(old)
                .contains("<h1>" + goal.title())
                .contains("Så här var det den 12 oktober 2026")
                .doesNotContain(path + "/edit")
                .doesNotContain("Ny aktivitet");
        assertThat(principal.get(path + "/history").body())
                .contains("ändrade målet", goal.title(), "Nytt namn", "skapade målet");
        assertThat(principal.get("/units/" + samsyn.school().id()).body()).contains("ändrade målet");
    }

    @Test
    void theGoalOfAnEarlierYearStandsOnThatYearsFigures() {
        Indicator flow = samsyn.app().measuring().indicatorService().create(
                Grant.system("test"),
                new Indicator(
                        0, "own", "FLYT", "Läser med flyt", "", "%", 0, Indicator.Direction.HIGHER,
                        Indicator.Periodicity.YEAR, Indicator.Aggregation.NONE, null, false, null, 0));
        CurrentUser rektor = samsyn.acting("rektor");
        Plan plan = planning.plans().create(rektor, planned.type.id(), samsyn.school().id(), Period.of("2023"), "Plan 2023");
        Goal goal = planning.goals().create(rektor, plan.id(), new GoalDraft(
                planned.level(3), "Flyt", "", rektor.userId(), List.of(), List.of(flow.id()), null));
        figure(flow, "2022", Kind.OUTCOME, 61.0);
        figure(flow, "2023", Kind.OUTCOME, null);
        figure(flow, "2025", Kind.OUTCOME, 97.0);
        figure(flow, "2023", Kind.TARGET, 72.0);
        figure(flow, "2025", Kind.TARGET, 95.0);
        String path = "/goals/" + goal.id() + "/indicators";
        samsyn.clock().forward(Duration.ofDays(1));
        principal = samsyn.signIn("rektor");

        for (String address : List.of(path, path + "?asof=2026-10-12")) {
            assertThat(principal.get(address).body())
                    .as(address)
                    .contains("61\u00a0%", "72\u00a0%", "<small class=\"s-sub\">2022</small>")
                    .doesNotContain("97\u00a0%", "95\u00a0%", "2025");
        }
        figure(flow, "2023", Kind.OUTCOME, 68.0);
        assertThat(principal.get(path).body())
                .contains("68\u00a0%", "72\u00a0%", "<small class=\"s-sub\">2023</small>")
                .contains("röd: 68 mot målet 72");
    }

    private void figure(Indicator indicator, String period, Kind kind, @Nullable Double value) {
        samsyn.app().measuring().measurements().merge(
                Grant.system("test"),
                List.of(new Figure(
                                indicator.id(), samsyn.school().id(), Period.of(period), Measurement.Gender.T, kind, value,
                                value == null ? Measurement.State.MISSING : Measurement.State.EXISTS, "Skolverket"))
                        .iterator());
    }

    @Test
    void activitiesAreAddedByEmployeesAndListed() {
        Goal goal = planned.schoolGoal();
        Answer made = employee.post("/goals/" + goal.id() + "/activities", Map.of(
                "title", "Läsläger", "owners", List.of(samsyn.acting("larare").id(), samsyn.acting("rektor").id()),
                "due", "2026-10-10", "state", "ONGOING", "progress", "40"));

        assertThat(made.status()).isEqualTo(303);
        assertThat(employee.follow(made).body())
                .contains("Läsläger", "2 dagar försenad", "Larare Testsson", "Rektor Testsson", "40 % klart");
        Activity activity = planning.activities().mine(samsyn.acting("larare"), 10).get(0).activity();
        assertThat(employee.get("/activities/" + activity.id()).body()).contains("Pågår", "skapade aktiviteten");
        assertThat(employee.post("/activities/" + activity.id() + "/remove", Map.of("version", 1)).status()).isEqualTo(303);
        assertThat(employee.get("/goals/" + goal.id() + "/activities").body()).contains("Borttagna aktiviteter (1)");
        assertThat(employee.post("/activities/" + activity.id() + "/restore", Map.of("version", 1)).status()).isEqualTo(409);
        assertThat(employee.post("/activities/" + activity.id() + "/restore", Map.of("version", 2)).status()).isEqualTo(303);
    }

    @Test
    void anActivityIsNotLateBeforeItsDay() {
        Goal goal = planned.schoolGoal();
        LocalDate then = samsyn.clock().today();
        principal.post("/goals/" + goal.id() + "/activities", Map.of(
                "title", "Läsläger", "due", then.plusDays(10).toString(), "state", "ONGOING", "progress", "0"));
        samsyn.clock().forward(Duration.ofDays(12));
        principal = samsyn.signIn("rektor");
        Activity activity = planning.activities().ofGoal(samsyn.acting("rektor"), goal.id()).get(0).activity();

        for (String path : List.of("/goals/" + goal.id(), "/activities/" + activity.id())) {
            assertThat(principal.get(path).body()).contains("2 dagar försenad");
            assertThat(principal.get(path + "?asof=" + then).body()).contains("Läsläger").doesNotContain("försenad");
        }
    }

    @Test
    void theAdministratorNamesTheLevels() {
        samsyn.user("adam", Role.ADMINISTRATOR, samsyn.municipality());
        TestClient admin = samsyn.signIn("adam");
        List<String> ids = planned.type.levels().stream().map(level -> String.valueOf(level.id())).toList();

        Answer saved = admin.post("/plan-types/" + planned.type.id(), Map.of(
                "version", 1, "name", "Vår styrmodell", "levelId", ids,
                "levelName", List.of("Fullmäktigemål", "Nämndmål", "Skolans mål")));

        assertThat(saved.status()).isEqualTo(303);
        assertThat(admin.follow(saved).body()).contains("Vår styrmodell", "Fullmäktigemål", "Skolans mål");
        assertThat(admin.post("/plan-types/" + planned.type.id(), Map.of(
                        "version", 2, "name", "Vår", "levelId", ids, "levelName", List.of("", "Nämndmål", "Nämndmål")))
                .body())
                .contains("Två nivåer kan inte heta likadant");
        assertThat(principal.get("/plan-types").status()).isEqualTo(403);
    }

    @Test
    void tenTimesTheGoalsTakeNoMoreStatements() {
        Goal goal = planned.schoolGoal();
        CurrentUser rektor = samsyn.acting("rektor");
        addActivity(rektor, goal);
        List<String> pages = List.of(
                "/plans", "/plans/" + goal.planId(), "/goals/" + planned.committee.id(), "/goals/" + goal.id(),
                "/goals/" + goal.id() + "/edit", "/goals/" + goal.id() + "/history",
                "/red-thread?unit=" + samsyn.school().id());
        principal.get("/plans"); // the first visit of a session notes that it is in use
        List<Integer> few = pages.stream().map(this::statements).toList();

        for (int i = 0; i < 10; i++) {
            Goal another = planning.goals().create(rektor, goal.planId(), new GoalDraft(
                    planned.level(3), "Mål " + i, "", rektor.userId(),
                    List.of(new Link(planned.committee.id(), LinkKind.BREAKS_DOWN)), List.of(), null));
            addActivity(rektor, another);
            addActivity(rektor, goal);
        }

        principal.get("/plans"); // the first visit after a change looks whether it is one of the texts
        assertThat(pages.stream().map(this::statements).toList()).isEqualTo(few);
    }

    private void addActivity(CurrentUser user, Goal goal) {
        planning.activities().create(user, goal.id(), new ActivityDraft(
                "Aktivitet", "", List.of(user.userId()), null, null, Activity.State.ONGOING, 10));
    }

    private int statements(String path) {
        return Statements.of(
                samsyn.app().database(), () -> assertThat(principal.get(path).status()).as(path).isEqualTo(200));
    }

    private Goal goal(String title) {
        return planning.goals().after(samsyn.system(), new GoalQuery(null, null, null, null), 0, 100).stream()
                .map(GoalRow::goal)
                .filter(goal -> goal.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static String move(Goal goal) {
        return "/goals/" + goal.id() + "/move";
    }
}
