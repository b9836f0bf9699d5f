package se.samsyn.core.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.core.followup.FollowUpFixture.judged;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.measuring.Status;

class FollowUpPagesTest {

    private FollowUpFixture fixture;
    private Cycle cycle;
    private FollowUp followUp;
    private TestClient principal;
    private String address;

    @BeforeEach
    void open() {
        fixture = new FollowUpFixture();
        cycle = fixture.openAutumn();
        followUp = fixture.followUpOf(cycle, fixture.school);
        principal = fixture.samsyn.signIn("maria");
        address = "/followups/" + followUp.id();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void thePrincipalFollowsUpFromMyPageToHandedIn() {
        Answer myPage = principal.follow(principal.get("/"));
        assertThat(myPage.body()).contains("Följ upp målen för Ekbackens skola", "Senast 30 nov", "href=\"" + address + "\"");
        assertThat(principal.get(address).body()).contains("0 av 2 mål klara", "Alla elever läser med flyt");

        Answer saved = principal.post(goal(fixture.reading), judged("ON_TRACK", "Fler läser", "", 0, "next"));
        assertThat(saved.location()).isEqualTo(goal(fixture.safety));
        assertThat(principal.follow(saved).body()).contains("Sparat: Alla elever läser med flyt", "Mål 2 av 2");
        principal.post(goal(fixture.safety), judged("AT_RISK", "Oro på raster", "Få vuxna ute", 0, "list"));

        assertThat(principal.get(address + "/check").body()).contains("2 av 2 mål klara", "Oro på raster", "Lämna in");
        Answer complete = principal.post(address + "/complete", Map.of("version", 1, "summary", "Vi är på väg."));
        assertThat(complete.location()).isEqualTo(address + "/read");
        assertThat(principal.follow(complete).body())
                .contains("Ekbackens skola har lämnat in", "Vi är på väg.", "Inlämnad av Maria Testsson");
        assertThat(principal.get("/my-page").body()).contains("Inget väntar på dig");
        assertThat(principal.get(address).location()).isEqualTo(address + "/read");
    }

    @Test
    void anotherSchoolsPrincipalReadsWhatIsHandedInAndNothingBefore() {
        TestClient other = fixture.samsyn.signIn("olle");
        principal.post(goal(fixture.reading), judged("OFF_TRACK", "HEMLIGT UTKAST", "Analys", 0, "list"));
        for (String path : List.of(address, address + "/read", address + "/check", goal(fixture.reading))) {
            Answer answer = other.get(path);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.body()).doesNotContain("HEMLIGT UTKAST");
        }
        assertThat(other.get(address + "/read").body()).contains("Uppföljningen är inte inlämnad än");
        assertThat(other.get("/cycles/" + cycle.id()).body()).doesNotContain("Ekbackens skola");

        fixture.handIn(fixture.principal, followUp, Status.REACHED);
        assertThat(other.get("/cycles/" + cycle.id()).body()).contains("Ekbackens skola", address + "/read");
        assertThat(other.get(address + "/read").body()).contains("Kommentar till Tryggheten ökar", "Uppnått");
        assertThat(other.get("/my-page").body()).contains(address + "/read");
        Assessment assessment = fixture.module.assessments().of(fixture.principal, followUp.id(), fixture.reading);
        Answer history = other.get("/assessments/" + assessment.id());
        assertThat(history.status()).isEqualTo(200);
        assertThat(history.body()).doesNotContain("HEMLIGT UTKAST");
        assertThat(other.post(address + "/reopen", Map.of("version", 2, "reason", "Nyfiken")).status()).isEqualTo(403);
    }

    @Test
    void aReaderOfAnotherUnitFindsNothing() {
        fixture.handIn(fixture.principal, followUp, Status.REACHED);
        assertThat(fixture.samsyn.signIn("lena").get(address + "/read").status()).isEqualTo(404);
    }

    @Test
    void everyOpenRoundIsOnTheUnitsPageTheOneDueFirstFirst() {
        fixture.openCycle("2026/27", "VT2027", LocalDate.of(2027, 3, 1));
        assertThat(principal.get("/units/" + fixture.school.id()).body())
                .containsSubsequence("<b>Uppföljning HT2026</b>", "<b>Uppföljning VT2027</b>");
    }

    @Test
    void whatHappenedOnAUnitIsToldByWhatOneMayReadThere() {
        principal.post(goal(fixture.reading), judged("AT_RISK", "Utkast", "", 0, "list"));
        String unit = "/units/" + fixture.school.id();
        for (String page : List.of(unit, unit + "/history")) {
            assertThat(principal.get(page).body()).contains("/assessments/" + assessment().id(), "Tryggheten ökar");
            assertThat(fixture.samsyn.signIn("erik").get(page).body())
                    .as("an employee of the school")
                    .contains("Tryggheten ökar", "Verksamhetsplan 2026/27")
                    .doesNotContain("/assessments/");
            assertThat(fixture.samsyn.signIn("lena").get(page).body())
                    .as("a reader of another school")
                    .contains("Ekbackens skola", "Maria Testsson")
                    .doesNotContain("Tryggheten ökar", "Alla elever läser", "Verksamhetsplan 2026/27", "/assessments/", address);
        }
    }

    @Test
    void unchangedIsOnePress() {
        fixture.handIn(fixture.principal, followUp, Status.AT_RISK);
        Cycle spring = fixture.openCycle("2026/27", "VT2027", LocalDate.of(2027, 3, 1));
        String next = "/followups/" + fixture.followUpOf(spring, fixture.school).id();
        assertThat(principal.get(next).body()).contains("Oförändrat", "Förra gången (HT2026): Risk för avvikelse");
        Answer pressed = principal.post(next + "/goals/" + fixture.reading + "/unchanged", Map.of("version", 0));
        assertThat(principal.follow(pressed).body()).contains("1 av 2 mål klara", "förd vidare");
    }

    @Test
    void handingInTooEarlyNamesWhatIsMissingAndKeepsTheSummary() {
        principal.post(goal(fixture.reading), judged("OFF_TRACK", "", "", 0, "list"));
        Answer refused = principal.post(address + "/complete", Map.of("version", 1, "summary", "Min sammanfattning"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "Kommentar saknas: Alla elever läser med flyt",
                        "Bedömning saknas: Tryggheten ökar",
                        "Min sammanfattning");
    }

    @Test
    void anEmptyFormIsNotSaidToBeSaved() {
        Answer empty = principal.post(goal(fixture.reading), Map.of("version", 0, "comment", " ", "then", "next"));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Det finns inget att spara än");
        assertThat(assessment().version()).isZero();
    }

    @Test
    void badInputIsAnsweredAndKept() {
        String megabyte = "å".repeat(500_000);
        Answer tooLong = principal.post(goal(fixture.reading), judged("ON_TRACK", megabyte, "", 0, "list"));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.body()).contains("Skriv högst 5", megabyte);
        assertThat(principal.post(goal(fixture.reading) + "/draft", judged("", megabyte, "", 0, "")).status())
                .isEqualTo(422);

        Answer script = principal.post(
                goal(fixture.reading), judged("ON_TRACK", "<script>alert(1)</script> 🎓 \u202eרגל\u0000", "", 0, "list"));
        assertThat(script.status()).isEqualTo(303);
        assertThat(principal.get(goal(fixture.reading)).body()).doesNotContain("<script>alert").contains("&lt;script&gt;");

        assertThat(principal.post(goal(fixture.reading), judged("HÖGT", "Text", "", 1, "list")).status()).isEqualTo(422);
        assertThat(principal.post(goal(fixture.reading), Map.of()).status()).isEqualTo(409);
        assertThat(principal.post(goal(fixture.absence), judged("ON_TRACK", "Annans mål", "", 0, "list")).status())
                .isEqualTo(404);
        for (String path : List.of("/followups/0", "/followups/abc", "/followups/99999999999999999999", "/cycles/77")) {
            assertThat(principal.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(principal.postWithoutToken(goal(fixture.reading), judged("ON_TRACK", "Utan", "", 1, "list")).status())
                .isEqualTo(403);
    }

    @Test
    void anAssessmentIsSeenAsItWasOnADate() {
        principal.post(goal(fixture.reading), judged("AT_RISK", "Så var det då", "", 0, "list"));
        fixture.samsyn.clock().set(LocalDate.of(2026, 11, 25));
        TestClient later = fixture.samsyn.signIn("maria");
        later.post(goal(fixture.reading), judged("REACHED", "Så är det nu", "", 1, "list"));
        String page = "/assessments/" + assessment().id();
        assertThat(later.get(page).body()).contains("Så är det nu", "ändrade bedömningen");
        assertThat(later.get(page + "?asof=2026-11-24").body()).contains("Så var det då").doesNotContain("text\">Så är det nu");
        assertThat(later.get(page + "?asof=2026-11-01").body()).contains("Det fanns ingen inlämnad bedömning");
        assertThat(later.get(page + "?asof=igår").status()).isEqualTo(422);
    }

    @Test
    void aGoalAndItsPlanShowWhatHadBeenHandedInThen() {
        principal.post(goal(fixture.reading), judged("OFF_TRACK", "Så var det då", "Därför att", 0, "list"));
        principal.post(goal(fixture.safety), judged("OFF_TRACK", "Så var det också", "Därför att", 0, "list"));
        fixture.samsyn.clock().set(LocalDate.of(2026, 11, 26));
        FollowUp complete = fixture.module.followUps().markComplete(
                fixture.samsyn.acting("maria"), followUp.id(), followUp.version(), "");
        fixture.samsyn.clock().set(LocalDate.of(2027, 4, 7));
        fixture.module.followUps().reopen(
                fixture.samsyn.acting("karin"), complete.id(), complete.version(), "Fel siffra");
        fixture.samsyn.signIn("maria").post(goal(fixture.reading), judged("REACHED", "Så är det nu", "", 1, "list"));
        TestClient other = fixture.samsyn.signIn("olle");
        String page = "/goals/" + fixture.reading;
        String plan = "/plans/" + fixture.plan.id();

        assertThat(other.get(page).body()).doesNotContain("Så är det nu", "Så var det då");
        assertThat(other.get(page + "/follow-up?asof=2027-03-01").body())
                .contains("Så var det då", "Maria Testsson")
                .doesNotContain("Så är det nu");
        assertThat(other.get(page + "?asof=2026-11-25").body()).as("not handed in yet").doesNotContain("Så var det då");
        assertThat(fixture.samsyn.signIn("maria").get(page + "/follow-up?asof=2026-11-25").body())
                .as("a draft to its editors")
                .contains("Så var det då", "/assessments/" + assessment().id() + "?asof=2026-11-25");
        assertThat(other.get(plan + "?asof=2027-03-01").body()).contains("Avvikelse").doesNotContain("Inte bedömt");
        assertThat(other.get(plan + "?asof=2026-11-25").body()).contains("Inte bedömt").doesNotContain("Avvikelse");
    }

    @Test
    void aGoalThatIsNotJudgedYetTellsWhatWasSaidOfItInThePlanBefore() {
        fixture.handIn(fixture.principal, followUp, Status.AT_RISK);
        long next = fixture.goal(fixture.plan(fixture.school, "2027/28"), "Alla elever läser med flyt", fixture.reading);

        assertThat(principal.get("/goals/" + next).body())
                .contains("Inte bedömt 2027/28", "Bedömningen HT2026:", "Risk för avvikelse");
        assertThat(principal.get("/goals/" + fixture.reading).body()).doesNotContain("Inte bedömt", "Bedömningen HT2026:");
    }

    @Test
    void whatIsHandedInIsToldOnTheUnitToThoseWhoReadItAndDraftsToTheirEditors() {
        String unit = "/units/" + fixture.school.id();
        TestClient other = fixture.samsyn.signIn("olle");
        principal.post(goal(fixture.reading), judged("ON_TRACK", "Hemligt utkast", "", 0, "list"));
        fixture.handIn(fixture.otherPrincipal, fixture.followUpOf(cycle, fixture.otherSchool), Status.ON_TRACK);
        assertThat(other.get(unit).body()).doesNotContain(address, "/assessments/");

        fixture.handIn(fixture.principal, followUp, Status.ON_TRACK);

        for (String page : List.of(unit, unit + "/history")) {
            assertThat(other.get(page).body())
                    .contains("lämnade in", "href=\"" + address + "\"")
                    .doesNotContain("Hemligt utkast", "/assessments/");
        }
        assertThat(fixture.samsyn.signIn("lena").get(unit).body()).doesNotContain(address);
    }

    private Assessment assessment() {
        return fixture.module.assessments().of(fixture.principal, followUp.id(), fixture.reading);
    }

    private String goal(long id) {
        return address + "/goals/" + id;
    }
}
