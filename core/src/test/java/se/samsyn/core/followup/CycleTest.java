package se.samsyn.core.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.web.Rejection;

class CycleTest {

    private FollowUpFixture fixture;
    private FollowUpService followUps;
    private AssessmentService assessments;

    @BeforeEach
    void open() {
        fixture = new FollowUpFixture();
        followUps = fixture.module.followUps();
        assessments = fixture.module.assessments();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void openingACycleGivesEveryPlanAFollowUpAndEveryGoalAnAssessment() {
        Cycle cycle = fixture.openAutumn();
        assertThat(cycle.state()).isEqualTo(Cycle.State.OPEN);
        assertThat(followUps.ofCycle(fixture.developer, cycle.id()))
                .extracting(FollowUpProgress::unitName, FollowUpProgress::goals, FollowUpProgress::judged)
                .containsExactly(
                        tuple("Ekbackens skola", 2, 0),
                        tuple("Ålunda skola", 1, 0));
        assertThat(fixture.goals(cycle)).extracting(AssessedGoal::title).containsExactly("Alla elever läser med flyt", "Tryggheten ökar");
    }

    @Test
    void openingTwiceDoublesNothingAndTakesInNewPlans() {
        Cycle cycle = fixture.openAutumn();
        TestSamsyn samsyn = fixture.samsyn;
        fixture.plan(samsyn.unit(samsyn.administration(), UnitKind.PRESCHOOL, "Förskolan Eken"), "2026/27");
        fixture.module.cycles().open(fixture.head, cycle.id(), cycle.version());
        assertThat(followUps.ofCycle(samsyn.acting("karin"), cycle.id())).hasSize(3);
    }

    @Test
    void onlyWhoManagesCyclesOnTheUnitOpensOne() {
        NewCycle cycle = new NewCycle(
                "Höst", fixture.samsyn.municipality().id(), fixture.planType.id(), Period.of("2026/27"), Period.of("HT2026"), LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));
        for (CurrentUser user : List.of(fixture.principal, fixture.employee, fixture.reader, fixture.deputy)) {
            assertThatThrownBy(() -> fixture.module.cycles().create(user, cycle)).isInstanceOf(AccessDenied.class);
        }
        assertThat(fixture.module.cycles().all()).isEmpty();
    }

    @Test
    void aHeadOpensARoundForTheirOwnAdministrationAlone() {
        TestSamsyn samsyn = fixture.samsyn;
        Unit technical = samsyn.unit(samsyn.municipality(), UnitKind.ADMINISTRATION, "Tekniska förvaltningen");
        fixture.plan(technical, "2026/27");
        samsyn.user("helge", Role.HEAD, samsyn.administration());
        CurrentUser helge = samsyn.acting("helge");
        LocalDate due = LocalDate.of(2026, 11, 30);

        Cycle cycle = fixture.module.cycles().create(helge, autumn(samsyn.administration(), due));
        fixture.module.cycles().open(helge, cycle.id(), cycle.version());

        assertThat(followUps.ofCycle(helge, cycle.id()))
                .extracting(FollowUpProgress::unitName)
                .containsExactly("Ekbackens skola", "Ålunda skola");
        assertThat(fixture.module.cycles().mayManage(helge, cycle)).isTrue();
        for (Unit unit : List.of(technical, samsyn.municipality())) {
            assertThatThrownBy(() -> fixture.module.cycles().create(helge, autumn(unit, due)))
                    .isInstanceOf(AccessDenied.class);
        }
        Cycle whole = fixture.openCycle("2026/27", "VT2027", LocalDate.of(2027, 3, 1));
        assertThatThrownBy(() -> fixture.module.cycles().close(helge, whole.id(), whole.version()))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void aDueDateThatMovesReachesThoseNotHandedIn() {
        Cycle cycle = fixture.openAutumn();
        FollowUp handedIn = fixture.handIn(
                fixture.otherPrincipal, fixture.followUpOf(cycle, fixture.otherSchool), Status.ON_TRACK);
        LocalDate later = LocalDate.of(2026, 12, 10);
        fixture.module.cycles().changeDue(fixture.developer, cycle.id(), cycle.version(), later);
        assertThat(fixture.followUpOf(cycle).due()).isEqualTo(later);
        assertThat(fixture.followUpOf(cycle, fixture.otherSchool).due()).isEqualTo(handedIn.due());
        assertThat(fixture.changes.history("follow_up", fixture.followUpOf(cycle).id(), 5).get(0).fields())
                .extracting("field")
                .containsExactly("due");
    }

    @Test
    void aClosedCycleTakesNothingMore() {
        Cycle cycle = fixture.openAutumn();
        Assessment assessment = fixture.goals(cycle).get(0).assessment();
        fixture.module.cycles().close(fixture.developer, cycle.id(), cycle.version());
        assertThatThrownBy(() -> assessments.write(fixture.principal, assessment.id(), 0, judgement(Status.ON_TRACK)))
                .isInstanceOf(Rejection.class);
        assertThat(followUps.waitingFor(fixture.principal, 10)).isEmpty();
    }

    @Test
    void aRoundIsForAPeriodOfItsPlans() {
        LocalDate day = LocalDate.of(2026, 11, 30);
        NewCycle before = new NewCycle(
                "Vår", fixture.samsyn.municipality().id(), fixture.planType.id(), Period.of("2026/27"), Period.of("VT2026"),
                day, day);
        assertThatThrownBy(() -> fixture.module.cycles().create(fixture.developer, before))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("field=period");
    }

    private NewCycle autumn(Unit unit, LocalDate due) {
        return new NewCycle(
                "Höst", unit.id(), fixture.planType.id(), Period.of("2026/27"), Period.of("HT2026"), due.minusDays(30),
                due);
    }

    private static Judgement judgement(Status status) {
        return new Judgement(status, Assessment.Trend.SAME, "Kommentar", "Analys");
    }
}
