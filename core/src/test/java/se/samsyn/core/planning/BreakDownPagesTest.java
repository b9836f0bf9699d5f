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
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.planning.Goal.LinkKind;
import se.samsyn.core.planning.PlanType.Calendar;

class BreakDownPagesTest {

    private TestSamsyn samsyn;
    private PlanningModule planning;
    private PlanType type;
    private Goal council;
    private Goal committee;
    private TestClient principal;
    private TestClient other;
    private TestClient head;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        planning = samsyn.app().planning();
        samsyn.user("hedvig", Role.HEAD, samsyn.administration());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("granne", Role.PRINCIPAL, samsyn.otherSchool());
        type = planning.types().createDefault(samsyn.system(), Calendar.FISCAL_YEAR);
        CurrentUser chief = samsyn.acting("hedvig");
        Plan plan = planning.plans().create(
                chief, type.id(), samsyn.administration().id(), Period.of("2026"), "Nämndplan 2026");
        council = planning.goals().create(chief, plan.id(), GoalDraft.titled(level(1), "En trygg kommun att växa i"));
        committee = planning.goals().create(chief, plan.id(), new GoalDraft(
                level(2), "Alla barn lär sig läsa", "", chief.userId(),
                List.of(new Link(council.id(), LinkKind.BREAKS_DOWN)), List.of(), null));
        principal = samsyn.signIn("rektor");
        other = samsyn.signIn("granne");
        head = samsyn.signIn("hedvig");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void aPrincipalBreaksDownAGoalAndSeesTheThreadBothWays() {
        assertThat(principal.get("/goals/" + committee.id() + "/break-down").body())
                .contains("Ekbackens skola: ny plan för 2026")
                .doesNotContain("Ålunda skola");

        Answer made = principal.post("/goals/" + committee.id() + "/break-down", Map.of(
                "place", "unit:" + samsyn.school().id(),
                "kind", "BREAKS_DOWN",
                "title", "Alla i årskurs 3 läser med flyt",
                "description", "",
                "level", level(3)));

        assertThat(made.status()).isEqualTo(303);
        Answer page = principal.follow(made);
        assertThat(page.body())
                .contains("Alla i årskurs 3 läser med flyt")
                .contains("En trygg kommun att växa i", "Alla barn lär sig läsa")
                .contains("Målet är skapat och kopplat");
        assertThat(head.get("/goals/" + council.id()).body()).contains("Alla barn lär sig läsa");
        assertThat(head.get("/goals/" + committee.id()).body()).contains("Alla i årskurs 3 läser med flyt");
        assertThat(other.get(made.location()).status()).isEqualTo(200);
        String thread = head.get("/red-thread?unit=" + samsyn.school().id()).body();
        assertThat(thread.indexOf("En trygg kommun")).isLessThan(thread.indexOf("Alla barn lär sig läsa"));
        assertThat(thread.indexOf("Alla barn lär sig läsa")).isLessThan(thread.indexOf("Alla i årskurs 3 läser"));
    }

    @Test
    void aGoalAtTheTopComesFromNothingAndThatIsNoFault() {
        String top = head.get("/red-thread?unit=" + samsyn.administration().id()).body();
        assertThat(top).contains("En trygg kommun").doesNotContain("något överordnat mål");

        CurrentUser rektor = samsyn.acting("rektor");
        planning.goals().create(rektor, schoolGoal().planId(), GoalDraft.titled(level(3), "Alla trivs"));

        assertThat(head.get("/red-thread?unit=" + samsyn.school().id()).body())
                .contains("1 av 2 mål under den högsta nivån kommer inte ur något överordnat mål.");
    }

    @Test
    void whereThePlanIsAdoptedBreakingDownSaysWhatToDo() {
        Goal own = schoolGoal();
        planning.plans().adopt(samsyn.acting("rektor"), own.planId(), 1);

        assertThat(principal.get("/goals/" + committee.id() + "/break-down").body())
                .contains("är fastställd", "öppnats för rättelse", "href=\"/plans/" + own.planId() + "\"");
    }

    @Test
    void nobodyBreaksDownIntoAnothersPlan() {
        Answer refused = principal.post("/goals/" + committee.id() + "/break-down", Map.of(
                "place", "unit:" + samsyn.otherSchool().id(), "title", "Mitt hos er", "level", level(3)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Välj en plan eller enhet").contains("Mitt hos er");
        assertThat(samsyn.rows("select * from plan")).hasSize(1);
    }

    @Test
    void aPlanOfTheGoalsOwnKindAndYearIsChosenBeforeOthers() {
        CurrentUser rektor = samsyn.acting("rektor");
        PlanType other = planning.types()
                .create(samsyn.system(), "Jämställdhetsplan", Calendar.SCHOOL_YEAR, List.of("Mål"));
        planning.plans().create(rektor, other.id(), samsyn.school().id(), Period.of("2026/27"), "Jämställdhet");
        assertThat(chosen()).as("a new plan of the goal's kind").isEqualTo("unit:" + samsyn.school().id());

        long plan = schoolGoal().planId();

        assertThat(chosen()).isEqualTo("plan:" + plan);
    }

    /** The place that the form comes with. */
    private String chosen() {
        String page = principal.get("/goals/" + committee.id() + "/break-down").body();
        assertThat(page).contains("Jämställdhet");
        return page.replaceAll("(?s).*<option value=\"((?:plan|unit):\\d+)\" selected.*", "$1");
    }

    private Goal schoolGoal() {
        CurrentUser rektor = samsyn.acting("rektor");
        Plan plan = planning.plans().create(rektor, type.id(), samsyn.school().id(), Period.of("2026"), "Skolans plan");
        return planning.goals().create(rektor, plan.id(), new GoalDraft(
                level(3), "Alla läser med flyt", "", rektor.userId(),
                List.of(new Link(committee.id(), LinkKind.BREAKS_DOWN)), List.of(), null));
    }

    private long level(int position) {
        return type.levels().get(position - 1).id();
    }
}
