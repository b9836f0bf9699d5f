package se.samsyn.core.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.followup.Analysis.Lack;
import se.samsyn.core.followup.Analysis.Part;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.Cause;
import se.samsyn.core.planning.Cause.Verdict;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** What lies behind results: when it is asked for, what it lacks, and what is done about its causes. */
class AnalysisTest {

    private static final Cause STAFF =
            new Cause(0, "Många vikarier i årskurs 2", "Sju av tio lärare slutade", "Åk 3 hade också vikarier", Verdict.CONFIRMED);
    private static final Findings WHOLE = new Findings(List.of(), "Färre läser med flyt", List.of(STAFF), "Behåll lärarna");

    private FollowUpFixture fixture;
    private FollowUpService followUps;
    private AssessmentService assessments;
    private AnalysisService analyses;

    @BeforeEach
    void open() {
        fixture = new FollowUpFixture();
        followUps = fixture.module.followUps();
        assessments = fixture.module.assessments();
        analyses = fixture.module.analyses();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whatItLacksIsToldByWhatIsFilledIn() {
        assertThat(Analysis.blank(1, null).lacks())
                .containsExactly(new Lack(Part.RESULT, 0), new Lack(Part.CAUSE, 0), new Lack(Part.CONCLUSION, 0));
        assertThat(analysis(new Cause(0, "För att det är så", "", "", null)).lacks())
                .containsExactly(new Lack(Part.EVIDENCE, 1), new Lack(Part.VERDICT, 1));
        assertThat(analysis(STAFF, new Cause(0, "Schemat", "", "Eleverna säger nej", Verdict.REJECTED)).lacks())
                .isEmpty();
    }

    @Test
    void aGoalAsksForOneOnlyWhenItStandsWorseThanWhenItWasLastHandedIn() {
        FollowUp first = fixture.followUpOf(fixture.openCycle("2026/27", "HT2026", LocalDate.of(2026, 10, 1)));
        fixture.handIn(fixture.principal, first, Status.AT_RISK);

        FollowUp next = fixture.followUpOf(fixture.openCycle("2026/27", "VT2027", LocalDate.of(2027, 3, 1)));
        judge(next, fixture.reading, Status.OFF_TRACK);
        judge(next, fixture.safety, Status.AT_RISK);
        assertThat(refused(next)).containsExactly("goal-" + fixture.reading + " followup.missing.ANALYSIS");

        analyses.write(fixture.principal, next.id(), fixture.reading, 0, new Findings(List.of(), "Färre läser", List.of(), ""));
        assertThat(followUps.markComplete(fixture.principal, next.id(), next.version(), "").state())
                .as("what it lacks is a hint, no bar")
                .isEqualTo(FollowUp.State.MARKED_COMPLETE);
    }

    @Test
    void aGoalThatIsJudgedTheFirstTimeOrGoesAsItShouldAsksForNone() {
        FollowUp first = fixture.followUpOf(fixture.openCycle("2026/27", "HT2026", LocalDate.of(2026, 10, 1)));
        fixture.handIn(fixture.principal, first, Status.REACHED);
        FollowUp next = fixture.followUpOf(fixture.openCycle("2026/27", "VT2027", LocalDate.of(2027, 3, 1)));
        judge(next, fixture.reading, Status.ON_TRACK);
        judge(next, fixture.safety, Status.NOT_STARTED);
        assertThat(followUps.markComplete(fixture.principal, next.id(), next.version(), "").version()).isEqualTo(2);
    }

    @Test
    void unchangedIsOneActAndNeedsNothingMore() {
        FollowUp first = fixture.followUpOf(fixture.openCycle("2026/27", "HT2026", LocalDate.of(2026, 10, 1)));
        fixture.handIn(fixture.principal, first, Status.OFF_TRACK);
        FollowUp next = fixture.followUpOf(fixture.openCycle("2026/27", "VT2027", LocalDate.of(2027, 3, 1)));
        for (long goal : List.of(fixture.reading, fixture.safety)) {
            Assessment a = assessments.of(fixture.principal, next.id(), goal);
            assessments.unchanged(fixture.principal, a.id(), a.version());
        }
        assertThat(followUps.markComplete(fixture.principal, next.id(), next.version(), "").version()).isEqualTo(2);
    }

    @Test
    void aRoundThatAsksForTheWholeIsNotHandedInWithoutIt() {
        Cycle cycle = fixture.openAutumn();
        fixture.module.cycles().askAnalysis(fixture.developer, cycle.id(), cycle.version(), true);
        FollowUp followUp = fixture.followUpOf(cycle);
        judge(followUp, fixture.reading, Status.ON_TRACK);
        judge(followUp, fixture.safety, Status.ON_TRACK);
        assertThat(refused(followUp)).containsExactly("analysis followup.missing.ACROSS");
        analyses.write(
                fixture.principal,
                followUp.id(),
                null,
                0,
                new Findings(List.of(fixture.safety, fixture.reading), "Det hänger ihop", List.of(STAFF), "Slutsats"));
        assertThat(analyses.of(fixture.principal, followUp.id(), null).goalIds())
                .containsExactly(fixture.reading, fixture.safety);
        followUps.markComplete(fixture.principal, followUp.id(), followUp.version(), "");
        assertThatThrownBy(() -> fixture.module.cycles().askAnalysis(fixture.principal, cycle.id(), 3, false))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void onlyGoalsOfTheFollowUpArePointedAt() {
        FollowUp followUp = fixture.followUpOf(fixture.openAutumn());
        Findings others = new Findings(List.of(fixture.absence), "Resultat", List.of(), "");
        assertThatThrownBy(() -> analyses.write(fixture.principal, followUp.id(), null, 0, others))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> analyses.write(fixture.principal, followUp.id(), fixture.absence, 0, WHOLE))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void whatIsWrittenHasItsAuthorItsVersionsAndItsHistory() {
        FollowUp followUp = fixture.followUpOf(fixture.openAutumn());
        Analysis first = analyses.write(fixture.principal, followUp.id(), fixture.reading, 0, WHOLE);
        assertThat(first.authorId()).isEqualTo(fixture.principal.userId());
        assertThat(first.version()).isEqualTo(1);
        Cause saved = first.causes().get(0);
        fixture.samsyn.clock().set(LocalDate.of(2026, 11, 25));
        Cause doubted = new Cause(saved.id(), saved.text(), saved.evidenceFor(), "Resultatet föll före det", Verdict.POSSIBLE);
        Analysis second = analyses.write(
                fixture.deputy,
                followUp.id(),
                fixture.reading,
                1,
                new Findings(List.of(), WHOLE.result(), List.of(doubted), WHOLE.conclusion()));
        assertThat(second.causes()).containsExactly(doubted);
        assertThatThrownBy(() -> analyses.write(fixture.principal, followUp.id(), fixture.reading, 1, WHOLE))
                .isInstanceOf(StaleVersion.class);
        assertThat(analyses.write(fixture.deputy, followUp.id(), fixture.reading, 2, second.findings()).version())
                .as("nothing new is no new version")
                .isEqualTo(2);
        assertThat(fixture.changes.history("analysis", first.id(), 9)).extracting(change -> change.who())
                .containsExactly("Bo Testsson", "Maria Testsson");
        assertThat(fixture.changes.asOf(
                        "analysis", first.id(), LocalDate.of(2026, 11, 24).atStartOfDay().toInstant(java.time.ZoneOffset.UTC),
                        Analysis.class))
                .hasValue(first);
    }

    @Test
    void nobodyWritesWhereTheyHaveNoRoleNorReadsWhatIsNotHandedIn() {
        Cycle cycle = fixture.openAutumn();
        FollowUp followUp = fixture.followUpOf(cycle);
        Analysis analysis = analyses.write(fixture.principal, followUp.id(), fixture.reading, 0, WHOLE);
        for (CurrentUser user : List.of(fixture.otherPrincipal, fixture.employee)) {
            assertThatThrownBy(() -> analyses.get(user, analysis.id())).isInstanceOf(AccessDenied.class);
            assertThatThrownBy(() -> analyses.write(user, followUp.id(), fixture.reading, 1, Findings.EMPTY))
                    .isInstanceOf(AccessDenied.class);
            assertThatThrownBy(() -> analyses.saveDraft(user, followUp.id(), fixture.reading, 1, Map.of()))
                    .isInstanceOf(AccessDenied.class);
            assertThat(analyses.page(user, AssessmentFilter.ALL, 0, 50)).isEmpty();
        }
        assertThatThrownBy(() -> analyses.get(fixture.reader, analysis.id())).isInstanceOf(NotFound.class);

        fixture.handIn(fixture.principal, followUp, Status.ON_TRACK);
        assertThat(analyses.get(fixture.otherPrincipal, analysis.id()).causes()).hasSize(1);
        assertThat(analyses.page(fixture.otherPrincipal, AssessmentFilter.ALL, 0, 50)).hasSize(1);
        assertThat(analyses.page(fixture.reader, AssessmentFilter.ALL, 0, 50)).isEmpty();
        assertThatThrownBy(() -> analyses.write(fixture.principal, followUp.id(), fixture.reading, 1, Findings.EMPTY))
                .as("handed in")
                .isInstanceOf(Rejection.class);
    }

    @Test
    void anInterventionPointsAtACauseWhichThenStays() {
        FollowUp followUp = fixture.followUpOf(fixture.openAutumn());
        Analysis analysis = analyses.write(fixture.principal, followUp.id(), fixture.reading, 0, WHOLE);
        long cause = analysis.causes().get(0).id();
        Activity activity = fixture.planning.activities().create(fixture.principal, fixture.reading, pointing(cause));
        assertThat(activity.causeId()).isEqualTo(cause);
        assertThat(fixture.planning.activities().ofCauses(fixture.principal, List.of(cause)).get(cause))
                .extracting(row -> row.activity().title())
                .containsExactly("Mentor till varje ny lärare");

        Findings without = new Findings(List.of(), "Resultat", List.of(), "");
        assertThat(catchThrowableOfType(
                                Rejection.class,
                                () -> analyses.write(fixture.principal, followUp.id(), fixture.reading, 1, without))
                        .reasons())
                .extracting(Rejection.Reason::key)
                .containsExactly("followup.analysis.error.pointed");

        fixture.planning.activities().remove(fixture.principal, activity.id(), activity.version());
        assertThat(analyses.write(fixture.principal, followUp.id(), fixture.reading, 1, without).causes()).isEmpty();
        assertThat(fixture.planning.activities().restore(fixture.principal, activity.id(), 2).causeId()).isEqualTo(cause);
    }

    @Test
    void nobodyPointsAtACauseThatTheyCannotReadOrOfAnotherUnit() {
        FollowUp followUp = fixture.followUpOf(fixture.openAutumn());
        long cause = analyses.write(fixture.principal, followUp.id(), fixture.reading, 0, WHOLE).causes().get(0).id();
        assertThatThrownBy(() -> fixture.planning.activities().create(fixture.employee, fixture.reading, pointing(cause)))
                .as("not handed in")
                .isInstanceOf(Rejection.class);
        fixture.handIn(fixture.principal, followUp, Status.ON_TRACK);
        assertThat(fixture.planning.activities().create(fixture.employee, fixture.reading, pointing(cause)).causeId())
                .isEqualTo(cause);
        assertThatThrownBy(() ->
                        fixture.planning.activities().create(fixture.otherPrincipal, fixture.absence, pointing(cause)))
                .as("another unit's")
                .isInstanceOf(Rejection.class);
    }

    @Test
    void tooMuchOrACauseWithoutWordsIsRefusedAndNothingIsSaved() {
        FollowUp followUp = fixture.followUpOf(fixture.openAutumn());
        Cause wordless = new Cause(0, " ", "Talar för", "", null);
        for (Findings findings : List.of(
                new Findings(List.of(), "å".repeat(30_000), List.of(), ""),
                new Findings(List.of(), "", List.of(wordless), ""),
                new Findings(List.of(), "", java.util.Collections.nCopies(13, STAFF), ""))) {
            assertThatThrownBy(() -> analyses.write(fixture.principal, followUp.id(), fixture.reading, 0, findings))
                    .isInstanceOf(Rejection.class);
        }
        assertThat(analyses.of(fixture.principal, followUp.id(), fixture.reading).version()).isZero();
        assertThat(fixture.samsyn.rows("select * from cause")).isEmpty();
    }

    private static Analysis analysis(Cause... causes) {
        return new Analysis(1, 1, null, List.of(), "Resultat", List.of(causes), "Slutsats", null, null, 1);
    }

    static ActivityDraft pointing(long cause) {
        return new ActivityDraft(
                "Mentor till varje ny lärare", "", List.of(), null, null, Activity.State.NOT_STARTED, 0, cause);
    }

    private void judge(FollowUp followUp, long goal, Status status) {
        Assessment a = assessments.of(fixture.principal, followUp.id(), goal);
        assessments.write(fixture.principal, a.id(), a.version(), new Judgement(status, null, "Kommentar", ""));
    }

    private List<String> refused(FollowUp followUp) {
        return catchThrowableOfType(
                        Rejection.class,
                        () -> followUps.markComplete(fixture.principal, followUp.id(), followUp.version(), ""))
                .reasons()
                .stream()
                .map(reason -> reason.field() + " " + reason.key())
                .toList();
    }
}
