package se.samsyn.core.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.Change;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

class FollowUpTest {

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
    void aGoalAddedLaterGetsItsAssessmentAtOnceAndLookingWritesNothing() {
        Cycle cycle = fixture.openAutumn();
        long library = fixture.goal(fixture.plan, "Skolbiblioteket är bemannat", null);
        assertThat(fixture.samsyn.rows("select * from assessment where goal_id = " + library)).hasSize(1);
        fixture.planning.goals().remove(fixture.samsyn.system(), library, 1);
        fixture.planning.goals().restore(fixture.samsyn.system(), library, 2);
        fixture.samsyn.app().database().write(() -> fixture.samsyn.app().database().jdbi()
                .useHandle(handle -> handle.execute("delete from assessment where goal_id = ?", fixture.safety)));
        fixture.goals(cycle);
        assertThat(fixture.samsyn.rows("select * from assessment where goal_id = " + fixture.safety)).isEmpty();
        fixture.planning.goals().remove(fixture.samsyn.system(), fixture.safety, 1);
        fixture.planning.goals().restore(fixture.samsyn.system(), fixture.safety, 2);
        assertThat(fixture.goals(cycle)).hasSize(3).last().extracting(AssessedGoal::title).isEqualTo("Skolbiblioteket är bemannat");
    }

    @Test
    void whatIsWrittenHasItsAuthorAndItsHistory() {
        Assessment before = fixture.goals(fixture.openAutumn()).get(0).assessment();
        Judgement judgement = new Judgement(Status.AT_RISK, Assessment.Trend.BETTER, "Fler läser\r\nmed flyt", "Därför att");
        Assessment after = assessments.write(fixture.principal, before.id(), 0, judgement);
        assertThat(after.version()).isEqualTo(1);
        assertThat(after.comment()).isEqualTo("Fler läser\nmed flyt");
        assertThat(after.assessedAt()).isEqualTo(now());
        Change change = fixture.changes.history("assessment", before.id(), 5).get(0);
        assertThat(change.who()).isEqualTo("Maria Testsson");
        assertThat(change.forWhom()).isNull();
    }

    @Test
    void aDeputyWritesForThePrincipal() {
        Assessment before = fixture.goals(fixture.openAutumn()).get(0).assessment();
        assessments.write(fixture.deputy, before.id(), 0, judgement(Status.ON_TRACK));
        Change change = fixture.changes.history("assessment", before.id(), 5).get(0);
        assertThat(change.who()).isEqualTo("Bo Testsson");
        assertThat(change.forWhom()).isEqualTo("Maria Testsson");
    }

    @Test
    void theSecondOfTwoEditorsLosesNothingAndOverwritesNothing() {
        Assessment before = fixture.goals(fixture.openAutumn()).get(0).assessment();
        assessments.write(fixture.principal, before.id(), 0, judgement(Status.ON_TRACK));
        assessments.saveDraft(fixture.deputy, before.id(), 0, Map.of("comment", "Min text"));
        assertThatThrownBy(() -> assessments.write(fixture.deputy, before.id(), 0, judgement(Status.OFF_TRACK)))
                .isInstanceOf(StaleVersion.class);
        assertThat(assessments.get(fixture.deputy, before.id()).assessment().status()).isEqualTo(Status.ON_TRACK);
        assertThat(assessments.draft(fixture.deputy, before.id()).orElseThrow().content()).containsEntry("comment", "Min text");
    }

    @Test
    void aDraftIsThePersonsOwnAndGoesWhenItIsSaved() {
        Assessment before = fixture.goals(fixture.openAutumn()).get(0).assessment();
        assessments.saveDraft(fixture.principal, before.id(), 0, Map.of("comment", "Först"));
        assessments.saveDraft(fixture.principal, before.id(), 0, Map.of("comment", "Sedan \"citat\" 🎓"));
        assertThat(assessments.draft(fixture.principal, before.id()).orElseThrow().content())
                .containsEntry("comment", "Sedan \"citat\" 🎓");
        assertThat(assessments.draft(fixture.deputy, before.id())).isEmpty();
        assessments.write(fixture.principal, before.id(), 0, judgement(Status.ON_TRACK));
        assertThat(assessments.draft(fixture.principal, before.id())).isEmpty();
    }

    @Test
    void anErasedPersonLeavesNoDrafts() {
        Assessment before = fixture.goals(fixture.openAutumn()).get(0).assessment();
        assessments.saveDraft(fixture.deputy, before.id(), 0, Map.of("comment", "Min text"));
        assessments.saveDraft(fixture.principal, before.id(), 0, Map.of("comment", "Marias text"));
        fixture.samsyn.app().people().userService().erase(fixture.samsyn.system(), fixture.deputy.userId(), 1);
        assertThat(fixture.samsyn.rows("select content from draft").toString())
                .contains("Marias text")
                .doesNotContain("Min text");
    }

    @Test
    void draftsAreSeenByTheirEditorsAndWhatIsHandedInByEveryoneWhoReadsPlans() {
        Cycle cycle = fixture.openAutumn();
        FollowUp followUp = fixture.followUpOf(cycle);
        Assessment assessment = fixture.goals(cycle).get(0).assessment();
        assertThatThrownBy(() -> followUps.get(fixture.otherPrincipal, followUp.id())).isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> assessments.get(fixture.otherPrincipal, assessment.id())).isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> followUps.get(fixture.employee, followUp.id())).isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> followUps.get(fixture.reader, followUp.id())).isInstanceOf(NotFound.class);
        assertThat(followUps.get(fixture.head, followUp.id()).stage()).isEqualTo(FollowUpProgress.Stage.NOT_BEGUN);

        fixture.handIn(fixture.principal, followUp, Status.ON_TRACK);
        assertThat(followUps.get(fixture.otherPrincipal, followUp.id()).stage())
                .isEqualTo(FollowUpProgress.Stage.HANDED_IN);
        assertThat(assessments.get(fixture.otherPrincipal, assessment.id()).assessment().comment()).startsWith("Kommentar");
        assertThat(followUps.get(fixture.employee, followUp.id()).completedByName()).isEqualTo("Maria Testsson");
        assertThatThrownBy(() -> followUps.get(fixture.reader, followUp.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void listsShowDraftsToTheirEditorsAlone() {
        Cycle cycle = fixture.openAutumn();
        Assessment assessment = fixture.goals(cycle).get(0).assessment();
        assessments.write(fixture.principal, assessment.id(), 0, judgement(Status.AT_RISK));
        assertThat(assessments.page(fixture.principal, AssessmentFilter.ALL, 0, 50)).hasSize(2);
        assertThat(assessments.page(fixture.employee, AssessmentFilter.ALL, 0, 50)).isEmpty();
        assertThat(assessments.timeline(fixture.principal, fixture.reading)).hasSize(1);
        assertThat(assessments.timeline(fixture.otherPrincipal, fixture.reading)).isEmpty();
        assertThat(assessments.latestStatus(List.of(fixture.reading))).isEmpty();

        fixture.handIn(fixture.principal, fixture.followUpOf(cycle), Status.REACHED);
        assertThat(assessments.page(fixture.employee, AssessmentFilter.ALL, 0, 50)).hasSize(2);
        assertThat(assessments.page(fixture.reader, AssessmentFilter.ALL, 0, 50)).isEmpty();
        assertThat(assessments.timeline(fixture.otherPrincipal, fixture.reading)).hasSize(1);
        assertThat(assessments.latestStatus(List.of(fixture.reading, fixture.absence)))
                .containsOnlyKeys(fixture.reading);
    }

    @Test
    void nobodyWritesWhereTheyHaveNoRole() {
        Assessment assessment = fixture.goals(fixture.openAutumn()).get(0).assessment();
        for (CurrentUser user : List.of(fixture.otherPrincipal, fixture.employee, fixture.reader)) {
            assertThatThrownBy(() -> assessments.write(user, assessment.id(), 0, judgement(Status.ON_TRACK)))
                    .isInstanceOf(AccessDenied.class);
            assertThatThrownBy(() -> assessments.unchanged(user, assessment.id(), 0)).isInstanceOf(AccessDenied.class);
            assertThatThrownBy(() -> assessments.saveDraft(user, assessment.id(), 0, Map.of()))
                    .isInstanceOf(AccessDenied.class);
        }
        assertThat(assessments.get(fixture.principal, assessment.id()).assessment().version()).isZero();
    }

    @Test
    void handingInTellsEveryThingThatIsMissing() {
        Cycle cycle = fixture.openAutumn();
        FollowUp followUp = fixture.followUpOf(cycle);
        Assessment reading = fixture.goals(cycle).get(0).assessment();
        assessments.write(fixture.principal, reading.id(), 0, new Judgement(Status.OFF_TRACK, null, "", ""));
        Rejection rejection = catchThrowableOfType(
                Rejection.class,
                () -> followUps.markComplete(fixture.principal, followUp.id(), followUp.version(), ""));
        assertThat(rejection.reasons())
                .extracting(Rejection.Reason::field, Rejection.Reason::key)
                .containsExactly(
                        tuple("goal-" + fixture.reading, "followup.missing.COMMENT"),
                        tuple("goal-" + fixture.safety, "followup.missing.STATUS"));
        assertThat(fixture.followUpOf(cycle).state()).isEqualTo(FollowUp.State.OPEN);
    }

    @Test
    void whoOnlyWritesDoesNotHandIn() {
        Cycle cycle = fixture.openAutumn();
        FollowUp followUp = fixture.followUpOf(cycle);
        fixture.handIn(fixture.principal, followUp, Status.ON_TRACK);
        assertThatThrownBy(() -> followUps.markComplete(fixture.developer, followUp.id(), 2, ""))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void whatIsHandedInIsFrozenUntilItIsReopenedWithAReason() {
        Cycle cycle = fixture.openAutumn();
        FollowUp complete = fixture.handIn(fixture.principal, fixture.followUpOf(cycle), Status.ON_TRACK);
        Assessment assessment = fixture.goals(cycle).get(0).assessment();
        assertThatThrownBy(() -> assessments.write(fixture.principal, assessment.id(), 1, judgement(Status.REACHED)))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> followUps.reopen(fixture.principal, complete.id(), complete.version(), "Fel siffra"))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> followUps.reopen(fixture.developer, complete.id(), complete.version(), "  "))
                .isInstanceOf(Rejection.class);
        FollowUp open = followUps.reopen(fixture.developer, complete.id(), complete.version(), "Fel siffra");
        assertThat(open.reopenReason()).isEqualTo("Fel siffra");
        assessments.write(fixture.principal, assessment.id(), 1, judgement(Status.REACHED));
        assertThat(fixture.changes.history("follow_up", complete.id(), 9)).hasSize(3);
    }

    @Test
    void aReopenedFollowUpTakesInTheGoalsThatHaveComeSince() {
        Cycle cycle = fixture.openAutumn();
        FollowUp complete = fixture.handIn(fixture.principal, fixture.followUpOf(cycle), Status.ON_TRACK);
        fixture.goal(fixture.plan, "Skolbiblioteket är bemannat", null);
        assertThat(fixture.goals(cycle)).hasSize(2);
        followUps.reopen(fixture.developer, complete.id(), complete.version(), "Ett mål till");
        assertThat(fixture.goals(cycle)).hasSize(3);
    }

    @Test
    void aGoalThatIsRemovedLaterStaysInWhatWasHandedIn() {
        Cycle cycle = fixture.openAutumn();
        FollowUp followUp = fixture.handIn(fixture.principal, fixture.followUpOf(cycle), Status.AT_RISK);
        fixture.samsyn.clock().forward(Duration.ofDays(30));
        fixture.planning.goals().remove(fixture.samsyn.system(), fixture.safety, 1);
        fixture.goal(fixture.plan, "Ett nytt mål", null);

        assertThat(counts(followUp)).containsEntry(Status.AT_RISK, 2);
        assertThat(fixture.goals(cycle)).extracting(AssessedGoal::title).contains("Tryggheten ökar").hasSize(2);
        FollowUpProgress progress = followUps.get(fixture.principal, followUp.id());
        assertThat(progress.goals()).isEqualTo(2);
        assertThat(progress.judged()).isEqualTo(2);

        followUps.reopen(fixture.developer, followUp.id(), followUp.version(), "Målen är andra");
        assertThat(counts(followUp)).containsEntry(Status.AT_RISK, 1);
        assertThat(fixture.goals(cycle)).extracting(AssessedGoal::title).doesNotContain("Tryggheten ökar").hasSize(2);
    }

    @Test
    void aGoalThatWasRemovedBeforeStaysOut() {
        Cycle cycle = fixture.openAutumn();
        long safety = fixture.goals(cycle).get(1).assessment().id();
        assessments.write(fixture.principal, safety, 0, judgement(Status.REACHED));
        fixture.planning.goals().remove(fixture.principal, fixture.safety, 1);
        fixture.samsyn.clock().forward(Duration.ofMinutes(1));
        FollowUp followUp = fixture.handIn(fixture.principal, fixture.followUpOf(cycle), Status.AT_RISK);

        assertThat(counts(followUp)).isEqualTo(Map.of(Status.AT_RISK, 1));
        assertThat(fixture.goals(cycle)).hasSize(1);
        assertThat(followUps.get(fixture.principal, followUp.id()).goals()).isEqualTo(1);
    }

    @Test
    void unchangedReachesBackToTheGoalOfLastYearsPlan() {
        long before = fixture.goal(fixture.plan(fixture.school, "2025/26"), "Läsning", null);
        Plan next = fixture.plan(fixture.school, "2027/28");
        fixture.goal(next, "Läsning fördjupas", before);
        Cycle last = fixture.openCycle("2025/26", "VT2026", LocalDate.of(2026, 6, 1));
        fixture.handIn(fixture.principal, fixture.followUpOf(last), Status.OFF_TRACK);
        Cycle now = fixture.openCycle("2027/28", "HT2027", LocalDate.of(2027, 11, 30));
        Assessment carried = assessments.unchanged(fixture.principal, fixture.goals(now).get(0).assessment().id(), 0);
        assertThat(carried.status()).isEqualTo(Status.OFF_TRACK);
    }

    @Test
    void tooLongATextIsRefusedAndNothingIsSaved() {
        Assessment before = fixture.goals(fixture.openAutumn()).get(0).assessment();
        String megabyte = "å".repeat(1_000_000);
        assertThatThrownBy(() -> assessments.write(
                        fixture.principal, before.id(), 0, new Judgement(Status.ON_TRACK, null, megabyte, megabyte)))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> assessments.saveDraft(fixture.principal, before.id(), 0, Map.of("comment", megabyte)))
                .isInstanceOf(Rejection.class);
        assertThat(assessments.get(fixture.principal, before.id()).assessment().version()).isZero();
    }

    @Test
    void anAssessmentIsSeenAsItWas() {
        Assessment before = fixture.goals(fixture.openAutumn()).get(0).assessment();
        assessments.write(fixture.principal, before.id(), 0, judgement(Status.ON_TRACK));
        assertThat(fixture.changes.asOf("assessment", before.id(), now().plusSeconds(1), Assessment.class))
                .hasValueSatisfying(was -> assertThat(was.status()).isEqualTo(Status.ON_TRACK));
        assertThat(fixture.changes.asOf("assessment", before.id(), now(), Assessment.class)).isEmpty();
    }

    @Test
    void whatWaitsIsWhereOneAnswersForTheUnit() {
        fixture.openAutumn();
        assertThat(followUps.waitingFor(fixture.principal, 10)).extracting(FollowUpProgress::unitName).containsExactly("Ekbackens skola");
        assertThat(followUps.waitingFor(fixture.deputy, 10)).extracting(FollowUpProgress::unitName).containsExactly("Ekbackens skola");
        assertThat(followUps.waitingFor(fixture.head, 10)).isEmpty();
        assertThat(followUps.waitingFor(fixture.reader, 10)).isEmpty();
        fixture.plan(fixture.samsyn.administration(), "2026/27");
        fixture.openCycle("2026/27", "2026", LocalDate.of(2026, 12, 20));
        assertThat(followUps.waitingFor(fixture.head, 10))
                .extracting(FollowUpProgress::unitName)
                .containsExactly("Utbildningsförvaltningen");
    }

    private Map<Status, Integer> counts(FollowUp followUp) {
        return followUps.statusCounts(List.of(followUp.id())).get(followUp.id());
    }

    private Instant now() {
        return fixture.samsyn.clock().instant();
    }

    private static Judgement judgement(Status status) {
        return new Judgement(status, Assessment.Trend.SAME, "Kommentar", "Analys");
    }
}
