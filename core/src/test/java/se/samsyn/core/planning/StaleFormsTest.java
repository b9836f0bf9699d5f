package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

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
import se.samsyn.core.access.Grant;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Indicator.Periodicity;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.planning.TargetService.Target;

/** Someone else saves first: what was typed is kept, and what is saved now is shown. */
class StaleFormsTest {

    private TestSamsyn samsyn;
    private PlanningModule planning;
    private CurrentUser hedvig;
    private TestClient principal;
    private PlanType type;
    private Plan plan;
    private Goal goal;
    private Indicator reading;
    private String path;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        planning = samsyn.app().planning();
        samsyn.user("hedvig", Role.HEAD, samsyn.administration());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("adam", Role.ADMINISTRATOR, samsyn.municipality());
        hedvig = samsyn.acting("hedvig");
        type = planning.types().createDefault(samsyn.system(), Calendar.FISCAL_YEAR);
        reading = indicator("Läsning");
        plan = planning.plans().create(hedvig, type.id(), samsyn.school().id(), Period.of("2026"), "Skolans plan");
        goal = planning.goals().create(hedvig, plan.id(), new GoalDraft(
                type.levels().get(2).id(), "Alla läser", "", null, List.of(), List.of(reading.id()), null));
        principal = samsyn.signIn("rektor");
        path = "/plans/" + plan.id();
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void thePlansName() {
        planning.plans().rename(hedvig, plan.id(), 1, "Hedvigs namn");

        Answer late = principal.post(path + "/title", Map.of("version", 1, "planTitle", "Mitt namn"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body())
                .contains("Hedvig Testsson har ändrat samtidigt", "value=\"Mitt namn\"", "Hedvigs namn", "conflictVersion")
                .doesNotContain("Behåll båda");
        Map<String, Object> mine = Map.of(
                "version", 1, "conflictVersion", 2, "resolution", "mine", "planTitle", "Mitt namn");
        assertThat(principal.post(path + "/title", mine).status()).isEqualTo(303);
        assertThat(planning.plans().get(hedvig, plan.id()).title()).isEqualTo("Mitt namn");
        Answer theirs = principal.post(path + "/title", Map.of("resolution", "theirs", "planTitle", "Nej"));
        assertThat(theirs.location()).isEqualTo(path);
        assertThat(principal.post(path + "/title", Map.of("version", 3, "planTitle", "")).body())
                .contains("Planens namn: Fyll i det här fältet");
    }

    @Test
    void theNoteOfACorrection() {
        int adopted = samsyn.adopted(plan).version();
        planning.states().correct(hedvig, plan.id(), adopted, "Hedvigs skäl");

        Answer opened = principal.post(path + "/correct", Map.of("version", adopted, "note", "Mitt skäl"));

        assertThat(opened.status()).isEqualTo(409);
        assertThat(opened.body()).contains("Mitt skäl", "Hedvigs skäl");
        int again = samsyn.adopted(planning.plans().get(hedvig, plan.id())).version();
        Answer later = principal.post(path + "/correct", Map.of("version", adopted, "note", "Mitt skäl"));
        assertThat(later.status()).isEqualTo(409);
        assertThat(later.body())
                .contains("Mitt skäl</textarea>", "har ändrat samtidigt", "conflictVersion\" value=\"" + again + "\"");
    }

    @Test
    void aGovernanceModel() {
        TestClient admin = samsyn.signIn("adam");
        List<String> ids = type.levels().stream().map(level -> String.valueOf(level.id())).toList();
        List<String> names = List.of("Ett", "Två", "Tre");
        String address = "/plan-types/" + type.id();
        admin.post(address, Map.of("version", 1, "name", "Först", "levelId", ids, "levelName", names));

        Answer late = admin.post(
                address, Map.of("version", 1, "name", "Sen", "levelId", ids, "levelName", List.of("A", "B", "C")));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("value=\"Sen\"", "value=\"B\"", "Ett, Två, Tre", "A, B, C", "conflictVersion");
        assertThat(admin.post(address, Map.of(
                                "version", 1, "conflictVersion", 2, "resolution", "mine", "name", "Sen", "levelId", ids,
                                "levelName", names))
                        .status())
                .isEqualTo(303);
        assertThat(planning.types().find(type.id()).orElseThrow().name()).isEqualTo("Sen");
    }

    @Test
    void targets() {
        Indicator writing = indicator("Skrivning");
        planning.goals().edit(hedvig, goal.id(), 1, new GoalDraft(
                goal.levelId(), goal.title(), "", null, List.of(), List.of(reading.id(), writing.id()), null));
        planning.targets().set(hedvig, goal.id(), List.of(new Target(reading.id(), 90.0, 0)));
        String target = "target-" + reading.id();
        String other = "target-" + writing.id();

        Answer late = principal.post("/goals/" + goal.id() + "/targets", Map.of(
                target, "95", "revision-" + reading.id(), 0, other, "70", "revision-" + writing.id(), 0));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body())
                .contains("nu gäller 90", "name=\"" + target + "\"", "value=\"95\"", "value=\"70\"")
                .contains("name=\"revision-" + reading.id() + "\" value=\"1\"");
        assertThat(principal.post("/goals/" + goal.id() + "/targets", Map.of(
                                target, "95", "revision-" + reading.id(), 1, other, "70", "revision-" + writing.id(), 0))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void whatHasNoFormShowsHowItIsNow() {
        Goal edited = planning.goals().edit(hedvig, goal.id(), 1, GoalDraft.of(goal));
        planning.plans().rename(hedvig, plan.id(), 1, "Hedvigs namn");
        Indicator writing = indicator("Skrivning");

        List<Answer> late = List.of(
                principal.post("/goals/" + goal.id() + "/move", Map.of("version", 1, "direction", "up")),
                principal.post("/goals/" + goal.id() + "/remove", Map.of("version", 1)),
                principal.post(path + "/propose", Map.of("version", 1)),
                principal.post("/goals/" + goal.id() + "/indicators", Map.of("version", 1, "indicators", writing.id())));

        for (Answer answer : late) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body()).contains("Någon annan hann ändra", "Alla läser", "<h1");
        }
        assertThat(late.get(3).body()).contains("value=\"" + writing.id() + "\" selected");
        assertThat(planning.goals().get(hedvig, goal.id())).isEqualTo(edited);
    }

    @Test
    void anActivityThatIsRemovedTooLateIsShownAsItIsNow() {
        Activity activity = planning.activities().create(hedvig, goal.id(), new ActivityDraft(
                "Läslyftet", "", List.of(), null, null, Activity.State.NOT_STARTED, 0));
        String address = "/activities/" + activity.id();
        planning.activities().edit(hedvig, activity.id(), 1, new ActivityDraft(
                "Läslyftet", "Nytt", List.of(), null, null, Activity.State.ONGOING, 20));

        for (String act : List.of("/remove", "/restore")) {
            Answer late = principal.post(address + act, Map.of("version", 1));
            assertThat(late.status()).isEqualTo(409);
            assertThat(late.body()).contains("Någon annan hann ändra", "<h1>Läslyftet</h1>", "Nytt");
        }
        assertThat(planning.activities().get(hedvig, activity.id()).removed()).isFalse();
    }

    private Indicator indicator(String name) {
        return samsyn.app().measuring().indicatorService().create(
                Grant.system("test"),
                new Indicator(
                        0, "own", name, name, "", "%", 0, Direction.HIGHER, Periodicity.YEAR, Aggregation.NONE, null,
                        false, null, 0));
    }
}
