package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Statements;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.settings.Checksums;
import tools.jackson.databind.JsonNode;

/** The editions of a plan, what differs between them, what goes on to next year, and the same over the REST interface. */
class PlanEditionPagesTest {

    private final PlannedSchool school = new PlannedSchool();
    private final PlanningModule planning = school.planning;

    @AfterEach
    void stop() {
        school.close();
    }

    @Test
    void editionsAreListedDownloadedAndCompared() {
        Goal goal = school.schoolGoal();
        String plan = "/plans/" + goal.planId();
        assertThat(school.other.get(plan + "/editions").body()).contains("Planen är inte fastställd än");
        assertThat(school.other.get(plan + "/compare").body()).contains("Planen är inte fastställd än");
        twoEditions(goal);

        TestClient reader = again();
        String list = reader.get(plan + "/editions").body();
        assertThat(list).contains("Utgåva 2", "Utgåva 1", "Nämnden", "Fel ord i målet", "Registrerad 12 oktober 2026");
        byte[] file = reader.bytes(plan + "/editions/1/file");
        assertThat(list).contains(Checksums.sha256(file));
        assertThat(new String(file, StandardCharsets.UTF_8)).contains("Alla läser med flyt").doesNotContain("varje dag");
        assertThat(reader.get(plan + "/editions/3/file").status()).isEqualTo(404);
        assertThat(reader.get(plan + "/editions/x/file").status()).isEqualTo(404);

        String changes = reader.get(plan + "/compare").body();
        assertThat(changes)
                .contains("<ins>", "varje dag", "<del>", "flyt", "Aktivitet som kom till", "Tillkommit")
                .contains("Nytt mål", "Inget mål är oförändrat.");
        assertThat(reader.get(plan + "/compare?from=2&to=1").body()).contains("Borttaget");
        assertThat(reader.get(plan + "/compare?from=2&to=now").body()).contains("Ingenting skiljer");
        assertThat(reader.get(plan + "/compare?from=2026-10-12&to=now").body())
                .contains("varje dag", "Som den var 12 oktober 2026");
        assertThat(reader.get(plan + "/compare?from=2026-10-12T08:00:00.000Z&to=now").status()).isEqualTo(200);
        for (String wrong : List.of("9", "x", "2020-01-01", "'")) {
            Answer answer = reader.get(plan + "/compare?from=" + wrong + "&to=1");
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.body()).contains("Den versionen finns inte");
        }
        assertThat(school.samsyn.client().get(plan + "/editions").location()).startsWith("/login");
        school.samsyn.app().database().write(() -> school.samsyn.app().database().jdbi().useHandle(
                handle -> handle.execute("delete from plan_edition")));
        assertThat(reader.get(plan + "/editions").body()).as("adopted before editions were kept").isEqualTo(list);
        assertThat(reader.bytes(plan + "/editions/1/file")).isEqualTo(file);
    }

    /** Adopts the plan, and once more forty days later with another word, a goal and an activity. */
    private void twoEditions(Goal goal) {
        CurrentUser rektor = school.samsyn.acting("rektor");
        Plan first = school.samsyn.adopted(planning.plans().get(rektor, goal.planId()));
        school.samsyn.clock().forward(Duration.ofDays(40));
        Plan opened = planning.states().correct(rektor, first.id(), first.version(), "Fel ord i målet");
        GoalDraft same = GoalDraft.of(goal);
        planning.goals().edit(rektor, goal.id(), 1, new GoalDraft(
                same.levelId(), "Alla läser varje dag", "", same.ownerId(), same.links(), List.of(), null));
        planning.goals().create(rektor, goal.planId(), GoalDraft.titled(school.level(3), "Nytt mål"));
        planning.activities().create(rektor, goal.id(), ActivityDraft.titled("Aktivitet som kom till"));
        school.samsyn.adopted(opened);
    }

    /** Sessions do not last as long as the clock is moved. */
    private TestClient again() {
        return school.samsyn.signIn("granne");
    }

    @Test
    void thePageShowsNamesAsTheyWere() {
        Goal goal = school.schoolGoal();
        String day = school.samsyn.clock().today().toString();
        school.samsyn.clock().forward(Duration.ofHours(36));
        school.samsyn.app().organisation().unitService().update(
                school.samsyn.system(),
                school.samsyn.school().id(),
                1,
                UnitDetails.of(school.samsyn.school()).named("Nya Ekskolan"));
        planning.types().edit(
                school.samsyn.system(), school.type.id(), 1, "Ny styrmodell", school.type.levels().stream()
                        .map(level -> new PlanType.Level(level.id(), level.position(), "Nivå " + level.position()))
                        .toList());
        TestClient reader = again();

        planning.goals().edit(
                school.samsyn.system(), school.committee.id(), 1, GoalDraft.titled(school.level(2), "Omskrivet"));
        assertThat(reader.get("/plans/" + goal.planId() + "/goals.csv").body()).contains("Nya Ekskolan", "Nivå 3", "Omskrivet");
        assertThat(reader.get("/plans/" + goal.planId() + "/goals.csv?asof=" + day).body())
                .contains("Ekbackens skola", "Enhetsmål", "Alla barn lär sig läsa")
                .doesNotContain("Nya Ekskolan");
        assertThat(reader.get("/plans/" + goal.planId() + "/goals.csv?asof=2020-01-01").status()).isEqualTo(404);
        for (String path : List.of("/plans/" + goal.planId(), "/goals/" + goal.id())) {
            assertThat(reader.get(path).body()).as(path).contains("Nya Ekskolan", "Nivå 3");
            assertThat(reader.get(path + "?asof=" + day).body())
                    .as(path)
                    .contains("Ekbackens skola", "Enhetsmål")
                    .doesNotContain("Nya Ekskolan")
                    .doesNotContain("Nivå 3");
        }
    }

    @Test
    void oneChoosesWhatGoesOn() {
        Goal goal = school.schoolGoal();
        CurrentUser rektor = school.samsyn.acting("rektor");
        Goal left = planning.goals().create(rektor, goal.planId(), GoalDraft.titled(school.level(3), "Blir kvar"));
        Activity open = activity(goal, "Läslyftet", Activity.State.ONGOING, 40);
        Activity done = activity(goal, "Läsveckan", Activity.State.DONE, 100);
        Plan next = planning.plans().create(
                rektor, school.type.id(), school.samsyn.school().id(), Period.of("2027"), "Plan 2027");
        String path = "/plans/" + next.id() + "/carry-over";
        assertThat(school.principal.get(path).body())
                .contains("Alla läser med flyt", "Blir kvar", "Läslyftet", "följer inte med: det målet har inte förts vidare")
                .doesNotContain("Läsveckan");
        assertThat(school.other.get(path).status()).isEqualTo(403);
        assertThat(school.other.post(path, Map.of("goals", goal.id())).status()).isEqualTo(403);

        assertThat(school.principal.post(path, Map.of()).body()).contains("Välj minst ett mål");
        Answer alone = school.principal.post(path, Map.of("activities", open.id(), "goals", left.id()));
        assertThat(alone.status()).isEqualTo(422);
        assertThat(alone.body()).contains("Läslyftet” kan bara tas med tillsammans med sitt mål");
        assertThat(school.principal.post(path, Map.of("goals", List.of(goal.id(), school.committee.id()))).status())
                .isEqualTo(422);
        assertThat(school.principal.post(path, Map.of("goals", goal.id(), "activities", done.id())).status()).isEqualTo(422);
        assertThat(planning.goals().ofPlan(rektor, next.id())).as("nothing half done").isEmpty();

        TestClient api = school.samsyn.api("rektor");
        assertThat(school.samsyn.api("granne").json("POST", "/api/v1" + path, Map.of("goals", List.of("1"))).status())
                .isEqualTo(403);
        Answer withoutGoal = api.json("POST", "/api/v1" + path, Map.of("activities", List.of(Long.toString(open.id()))));
        assertThat(withoutGoal.json().get("errors").get("activities").asString()).contains("tillsammans med sitt mål");
        Answer over = api.json("POST", "/api/v1" + path, Map.of("goals", List.of(Long.toString(left.id()))));
        assertThat(over.status()).as(over.body()).isEqualTo(201);
        assertThat(over.json().get("goals").size()).isEqualTo(1);

        Answer taken = school.principal.post(path, Map.of("goals", goal.id(), "activities", open.id()));

        assertThat(school.principal.follow(taken).body()).contains("Mål som har tagits med: 1. Aktiviteter: 1.");
        Goal made = planning.goals().ofPlan(rektor, next.id()).get(1).goal();
        assertThat(made.previousGoalId()).isEqualTo(goal.id());
        Activity goesOn = planning.activities().ofGoal(rektor, made.id()).get(0).activity();
        assertThat(goesOn.state()).isEqualTo(Activity.State.NOT_STARTED);
        assertThat(goesOn.progress()).isZero();
        assertThat(goesOn.previousActivityId()).isEqualTo(open.id());
        assertThat(goesOn.ownerIds()).containsExactly(rektor.userId());
        assertThat(school.principal.get(path).body()).contains("Redan med", "Blir kvar");
        assertThat(school.principal.get("/goals/" + goal.id()).body()).contains("Fortsätter i", "/goals/" + made.id());
        assertThat(school.principal.get("/activities/" + goesOn.id()).body())
                .contains("Förra planens aktivitet", "/activities/" + open.id());
        assertThat(school.principal.get("/activities/" + open.id()).body()).contains("/activities/" + goesOn.id());
    }

    private Activity activity(Goal goal, String title, Activity.State state, int progress) {
        CurrentUser rektor = school.samsyn.acting("rektor");
        return planning.activities().create(
                rektor, goal.id(), new ActivityDraft(title, "", List.of(rektor.userId()), null, null, state, progress));
    }

    @Test
    void theSameOverTheRestInterface() {
        Goal goal = school.schoolGoal();
        String path = "/api/v1/plans/" + goal.planId();
        TestClient rektor = school.samsyn.api("rektor");
        TestClient head = school.samsyn.api("hedvig");

        Answer wrong = rektor.json("PATCH", path, Map.of("proposal", "Klar"), "If-Match", "\"1\"");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("errors").get("proposal").asString()).contains("Ange state");
        Answer proposed = rektor.json(
                "PATCH", path, Map.of("state", "PROPOSED", "proposal", "Klar"), "If-Match", "\"1\"");
        assertThat(proposed.json().get("state").asString()).as(proposed.body()).isEqualTo("PROPOSED");
        Map<String, Object> decision = Map.of(
                "state", "ADOPTED", "adoptedOn", "2026-10-01", "decidedBy", "Nämnden", "registryNumber", "BUN 7");
        assertThat(rektor.json("PATCH", path, decision, "If-Match", "\"2\"").status()).isEqualTo(403);
        Answer back = head.json("PATCH", path, Map.of("state", "DRAFT", "returned", "Skriv om"), "If-Match", "\"2\"");
        assertThat(back.json().get("returned").asString()).isEqualTo("Skriv om");
        rektor.json("PATCH", path, Map.of("state", "PROPOSED"), "If-Match", "\"3\"");
        assertThat(head.get("/api/v1/plans?state=PROPOSED").json().get("items").size()).isEqualTo(1);
        assertThat(school.head.get("/plans?state=PROPOSED").body()).contains("Skolans plan").doesNotContain("Nämndplan");
        Answer missing = head.json("PATCH", path, Map.of("state", "ADOPTED"), "If-Match", "\"4\"");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.json().get("errors").has("adoptedOn")).isTrue();
        Answer adopted = head.json("PATCH", path, decision, "If-Match", "\"4\"");
        assertThat(adopted.status()).as(adopted.body()).isEqualTo(200);
        assertThat(adopted.json().get("registryNumber").asString()).isEqualTo("BUN 7");

        JsonNode edition = rektor.get(path + "/editions").json().get("items").get(0);
        Answer kept = rektor.get(path + "/editions/1");
        assertThat(Checksums.sha256(kept.body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(edition.get("sha256").asString());
        assertThat(kept.header("ETag")).contains('"' + edition.get("sha256").asString() + '"');
        assertThat(rektor.get(path + "/content").body()).as("nothing has happened since").isEqualTo(kept.body());
        assertThat(rektor.get(path + "/editions/2").status()).isEqualTo(404);
        Answer opened = rektor.json("PATCH", path, Map.of("state", "DRAFT", "correction", "Fel"), "If-Match", "\"5\"");
        assertThat(opened.json().get("correction").asString()).isEqualTo("Fel");
        rektor.json("PATCH", path, Map.of("state", "PROPOSED"), "If-Match", "\"6\"");
        assertThat(rektor.json("PATCH", path, Map.of("state", "DRAFT"), "If-Match", "\"7\"").status()).isEqualTo(200);
        assertThat(rektor.get(path + "?asof=2026-10-12").json().get("version").asInt()).isEqualTo(8);
        assertThat(school.samsyn.client().get(path + "/content").status()).isEqualTo(401);
    }

    @Test
    void tenTimesTheGoalsTakeNoMoreStatements() {
        Goal goal = school.schoolGoal();
        CurrentUser rektor = school.samsyn.acting("rektor");
        Plan next = planning.plans().create(
                rektor, school.type.id(), school.samsyn.school().id(), Period.of("2027"), "Plan 2027");
        activity(goal, "Läslyftet", Activity.State.ONGOING, 40);
        List<String> pages = List.of(
                "/plans/" + goal.planId() + "?asof=2026-10-12", "/plans/" + goal.planId() + "/compare?from=2026-10-12&to=now",
                "/plans/" + next.id() + "/carry-over");
        school.principal.get("/plans"); // the first visit of a session notes that it is in use
        List<Integer> few = pages.stream().map(this::statements).toList();

        for (int i = 0; i < 10; i++) {
            GoalDraft same = GoalDraft.of(goal);
            Goal another = planning.goals().create(rektor, goal.planId(), new GoalDraft(
                    school.level(3), "Mål " + i, "", rektor.userId(), same.links(), List.of(), null));
            activity(another, "Aktivitet", Activity.State.ONGOING, 10);
        }
        school.principal.get("/plans"); // the first visit after a change looks whether it is one of the texts

        assertThat(pages.stream().map(this::statements).toList()).isEqualTo(few);
    }

    private int statements(String path) {
        return Statements.of(
                school.samsyn.app().database(),
                () -> assertThat(school.principal.get(path).status()).as(path).isEqualTo(200));
    }
}
