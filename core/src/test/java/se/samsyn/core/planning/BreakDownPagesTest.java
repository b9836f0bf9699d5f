package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.PlanType.Calendar;

class BreakDownPagesTest {

    private final PlannedSchool planned = new PlannedSchool();
    private final TestSamsyn samsyn = planned.samsyn;
    private final PlanningModule planning = planned.planning;

    @AfterEach
    void stop() {
        planned.close();
    }

    @Test
    void aPrincipalBreaksDownAGoalAndSeesTheThreadBothWays() {
        assertThat(planned.principal.get("/goals/" + planned.committee.id() + "/break-down").body())
                .contains("Ekbackens skola: ny plan för 2026")
                .doesNotContain("Ålunda skola");

        Answer made = planned.principal.post("/goals/" + planned.committee.id() + "/break-down", Map.of(
                "place", "unit:" + samsyn.school().id(),
                "kind", "BREAKS_DOWN",
                "title", "Alla i årskurs 3 läser med flyt",
                "description", "",
                "level", planned.level(3)));

        assertThat(made.status()).isEqualTo(303);
        Answer page = planned.principal.follow(made);
        assertThat(page.body())
                .contains("Alla i årskurs 3 läser med flyt")
                .contains("En trygg kommun att växa i", "Alla barn lär sig läsa")
                .contains("Målet är skapat och kopplat");
        assertThat(planned.head.get("/goals/" + planned.council.id()).body()).contains("Alla barn lär sig läsa");
        assertThat(planned.head.get("/goals/" + planned.committee.id()).body()).contains("Alla i årskurs 3 läser med flyt");
        assertThat(planned.other.get(made.location()).status()).isEqualTo(200);
        String thread = planned.head.get("/red-thread?unit=" + samsyn.school().id()).body();
        assertThat(thread.indexOf("En trygg kommun")).isLessThan(thread.indexOf("Alla barn lär sig läsa"));
        assertThat(thread.indexOf("Alla barn lär sig läsa")).isLessThan(thread.indexOf("Alla i årskurs 3 läser"));
    }

    @Test
    void aGoalIsNotBrokenDownToAUnitAboveItsOwn() {
        Goal goal = planned.schoolGoal();
        String page = planned.head.get("/goals/" + goal.id() + "/break-down").body();
        assertThat(page)
                .contains("plan:" + goal.planId() + "\"")
                .doesNotContain("plan:" + planned.committee.planId() + "\"")
                .doesNotContain("unit:" + samsyn.administration().id() + "\"");
    }

    @Test
    void aGoalAtTheTopComesFromNothingAndThatIsNoFault() {
        String top = planned.head.get("/red-thread?unit=" + samsyn.administration().id()).body();
        assertThat(top).contains("En trygg kommun").doesNotContain("något överordnat mål");

        CurrentUser rektor = samsyn.acting("rektor");
        planning.goals().create(rektor, planned.schoolGoal().planId(), GoalDraft.titled(planned.level(3), "Alla trivs"));

        assertThat(planned.head.get("/red-thread?unit=" + samsyn.school().id()).body())
                .contains("1 av 2 mål under den högsta nivån kommer inte ur något överordnat mål.");
    }

    @Test
    void whereThePlanIsAdoptedBreakingDownSaysWhatToDo() {
        Goal own = planned.schoolGoal();
        samsyn.adopted(planning.plans().get(samsyn.system(), own.planId()));

        assertThat(planned.principal.get("/goals/" + planned.committee.id() + "/break-down").body())
                .contains("är fastställd", "öppnats för rättelse", "href=\"/plans/" + own.planId() + "\"");
    }

    @Test
    void nobodyBreaksDownIntoAnothersPlan() {
        Answer refused = planned.principal.post("/goals/" + planned.committee.id() + "/break-down", Map.of(
                "place", "unit:" + samsyn.otherSchool().id(), "title", "Mitt hos er", "level", planned.level(3)));

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

        long plan = planned.schoolGoal().planId();

        assertThat(chosen()).isEqualTo("plan:" + plan);
    }

    /** The place that the form comes with. */
    private String chosen() {
        String page = planned.principal.get("/goals/" + planned.committee.id() + "/break-down").body();
        assertThat(page).contains("Jämställdhet");
        return page.replaceAll("(?s).*<option value=\"((?:plan|unit):\\d+)\" selected.*", "$1");
    }
}
