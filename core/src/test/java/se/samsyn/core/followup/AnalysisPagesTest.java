package se.samsyn.core.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.core.followup.FollowUpFixture.judged;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.measuring.Status;

/** Writing and reading analyses, on the pages. */
class AnalysisPagesTest {

    private FollowUpFixture fixture;
    private FollowUp followUp;
    private TestClient principal;
    private TestClient deputy;
    private TestClient other;
    private String page;
    private String across;

    @BeforeEach
    void open() {
        fixture = new FollowUpFixture();
        FollowUp first = fixture.followUpOf(fixture.openCycle("2026/27", "HT2026", LocalDate.of(2026, 10, 1)));
        fixture.handIn(fixture.principal, first, Status.ON_TRACK);
        followUp = fixture.followUpOf(fixture.openCycle("2026/27", "VT2027", LocalDate.of(2027, 3, 1)));
        principal = fixture.samsyn.signIn("maria");
        deputy = fixture.samsyn.signIn("bo");
        other = fixture.samsyn.signIn("olle");
        across = Addresses.analysis(followUp.id(), null);
        page = Addresses.analysis(followUp.id(), fixture.reading);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whoeverJudgesAGoalWorseIsTakenToItsAnalysisAndOthersGoOn() {
        Answer worse = principal.post(goal(fixture.reading), judged("OFF_TRACK", "Färre läser", "", 0, "next"));
        assertThat(worse.location()).isEqualTo(page);
        assertThat(principal.follow(worse).body()).contains("Målet står sämre än förra gången", "Orsak saknas");
        assertThat(principal.get("/followups/" + followUp.id()).body()).contains("Analys saknas", "Skriv analysen");
        Answer better = principal.post(goal(fixture.safety), judged("REACHED", "Lugnt", "", 0, "list"));
        assertThat(better.location()).isEqualTo("/followups/" + followUp.id());
    }

    @Test
    void partsThatAreMissingAreToldToThoseWhoWriteAlone() {
        principal.post(page, written("Färre läser", "Många vikarier", "", "", "", ""));
        assertThat(principal.get(page).body()).contains("Belägg saknas", "(orsak 1)", "Slutsats saknas");
        assertThat(principal.get("/followups/" + followUp.id()).body()).contains("Belägg saknas");
        principal.post(goal(fixture.reading), judged("OFF_TRACK", "Färre läser", "", 0, "list"));
        principal.post(goal(fixture.safety), judged("ON_TRACK", "Lugnt", "", 0, "list"));
        assertThat(principal.get("/followups/" + followUp.id() + "/check").body()).contains("Belägg saknas", "bara du");
        Answer handedIn = principal.post("/followups/" + followUp.id() + "/complete", Map.of("version", 1, "summary", ""));
        assertThat(handedIn.status()).as("a hint is no bar").isEqualTo(303);
        for (String address : List.of("/followups/" + followUp.id() + "/read", "/goals/" + fixture.reading)) {
            assertThat(other.get(address).body())
                    .contains("Färre läser", "Många vikarier")
                    .doesNotContain("saknas", "bara du");
        }
    }

    @Test
    void causesAreAddedAndTakenAwayWithWhatIsTypedKept() {
        Map<String, Object> form = written("Färre läser", "Många vikarier", "Sju slutade", "", "POSSIBLE", "Slutsats");
        form.put("row", "add");
        String two = principal.follow(principal.post(page, form)).body();
        assertThat(two).contains("Många vikarier", "Sju slutade", "name=\"causes-2-text\"", "Möjlig orsak 2");
        assertThat(fixture.samsyn.rows("select * from analysis")).isEmpty();

        form.put("rows", 2);
        form.put("causes-2-text", "Schemat är splittrat");
        form.put("row", "1");
        String one = principal.follow(principal.post(page, form)).body();
        assertThat(one).contains("Schemat är splittrat").doesNotContain("Många vikarier", "name=\"causes-2-text\"");

        form.remove("row");
        assertThat(principal.post(page, form).status()).isEqualTo(303);
        assertThat(principal.get(page).body()).contains("Många vikarier", "Schemat är splittrat").doesNotContain("Ditt utkast");
    }

    @Test
    void theSecondOfTwoEditorsGetsBothTextsToChooseFrom() {
        principal.post(page, written("Marias resultat", "Marias orsak", "", "", "", ""));
        Map<String, Object> mine = written("Bos resultat", "Bos orsak", "", "", "CONFIRMED", "");
        Answer conflict = deputy.post(page, mine);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains("Maria Testsson", "Marias resultat", "Bos resultat", "Möjlig orsak 1: Vad kan det bero på?");
        assertThat(deputy.post(page + "/draft", mine).status()).isEqualTo(409);
        mine.put("resolution", "both");
        mine.put("conflictVersion", 1);
        assertThat(deputy.follow(deputy.post(page, mine)).body())
                .contains("Marias resultat\n\nBos resultat", "Marias orsak", "Bos orsak", "name=\"causes-2-text\"");
        mine.put("resolution", "mine");
        assertThat(deputy.post(page, mine).status()).isEqualTo(303);
        Analysis saved = fixture.module.analyses().of(fixture.principal, followUp.id(), fixture.reading);
        assertThat(saved.version()).isEqualTo(2);
        assertThat(saved.causes()).singleElement().satisfies(cause -> assertThat(cause.text()).isEqualTo("Bos orsak"));
        assertThat(principal.get("/analyses/" + saved.id()).body()).contains("ändrade analysen", "Bos orsak", "Marias orsak");
    }

    @Test
    void autosaveKeepsWhatIsTypedAndItIsNotLeftBehind() {
        assertThat(principal.post(across + "/draft", written("Halvskrivet", "Orsak", "", "", "", "")).status()).isEqualTo(200);
        assertThat(principal.get(across).body()).contains("Halvskrivet", "Ditt utkast från");
        assertThat(deputy.get(across).body()).doesNotContain("Halvskrivet");
        principal.post(goal(fixture.reading), judged("ON_TRACK", "Bra", "", 0, "list"));
        principal.post(goal(fixture.safety), judged("ON_TRACK", "Bra", "", 0, "list"));
        Answer refused = principal.post("/followups/" + followUp.id() + "/complete", Map.of("version", 1, "summary", ""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("analysen av helheten som inte är sparad");
        principal.post(across + "/discard", Map.of());
        assertThat(principal.get(across).body()).doesNotContain("Halvskrivet");
    }

    @Test
    void anInterventionIsPlannedAgainstACauseAndBothTellOfEachOther() {
        principal.post(page, written("Färre läser", "Många vikarier", "Sju slutade", "", "CONFIRMED", "Behåll lärarna"));
        long cause = fixture.module.analyses().of(fixture.principal, followUp.id(), fixture.reading).causes().get(0).id();
        String form = principal.get("/goals/" + fixture.reading + "/activities/new?cause=" + cause).body();
        assertThat(form).contains("<option value=\"" + cause + "\" selected>Många vikarier (Uppföljning VT2027)");
        principal.post("/goals/" + fixture.reading + "/activities", Map.of(
                "title", "Mentor till varje ny lärare", "state", "NOT_STARTED", "progress", "0", "cause", cause));
        assertThat(principal.get(page).body()).contains("Mentor till varje ny lärare");
        long activity = ((Number) fixture.samsyn.rows("select id from activity").get(0).get("id")).longValue();
        assertThat(principal.get("/activities/" + activity).body()).contains("Många vikarier", "#cause-" + cause);
        assertThat(other.get("/activities/" + activity).body()).as("not handed in").doesNotContain("Många vikarier");
        assertThat(fixture.samsyn.signIn("erik").get("/activities/" + activity + "/edit").body())
                .as("it stays where it cannot be read")
                .contains("<option value=\"" + cause + "\" selected>En orsak som du inte kan läsa");
        fixture.handIn(fixture.principal, followUp, Status.ON_TRACK);
        assertThat(other.get("/followups/" + followUp.id() + "/read").body())
                .contains("Insatser mot orsaken", "Mentor till varje ny lärare");
    }

    @Test
    void nobodyElseComesThereAndNothingThatIsSentBreaksIt() {
        assertThat(other.get(page).status()).isEqualTo(403);
        assertThat(other.post(page, written("Annans", "", "", "", "", "")).status()).isEqualTo(403);
        assertThat(other.post(page + "/draft", written("Annans", "", "", "", "", "")).status()).isEqualTo(403);
        assertThat(principal.get("/followups/" + followUp.id() + "/goals/" + fixture.absence + "/analysis").status())
                .isEqualTo(404);
        Map<String, Object> odd = written("<script>alert(1)</script>", "Orsak", "", "", "VISST", "");
        assertThat(principal.post(page, odd).status()).isEqualTo(422);
        odd.put("rows", "99999999999");
        odd.put("row", "-7");
        odd.put("version", "ett");
        odd.put("goals", List.of("x", "-1"));
        assertThat(principal.post(page, odd).status()).isEqualTo(303);
        assertThat(principal.get(page).body()).doesNotContain("<script>alert");
        Map<String, Object> wordless = written("Resultat", "", "Talar för", "", "", "");
        assertThat(principal.post(page, wordless).body()).contains("Skriv vilken orsaken är", "Talar för");
        assertThat(principal.postWithoutToken(page, wordless).status()).isEqualTo(403);
        assertThat(principal.get("/analyses/77").status()).isEqualTo(404);
    }

    @Test
    void anAnalysisIsSeenAsItWasOnADate() {
        principal.post(page, written("Så var det då", "", "", "", "", ""));
        fixture.samsyn.clock().set(LocalDate.of(2026, 11, 25));
        TestClient later = fixture.samsyn.signIn("maria");
        Map<String, Object> now = written("Så är det nu", "", "", "", "", "");
        now.put("version", 1);
        later.post(page, now);
        long id = fixture.module.analyses().of(fixture.principal, followUp.id(), fixture.reading).id();
        assertThat(later.get("/analyses/" + id + "?asof=2026-11-24").body())
                .contains("Så var det då")
                .doesNotContain("prose\">Så är det nu");
        assertThat(later.get("/analyses/" + id + "?asof=2026-11-01").body()).contains("Det fanns ingen inlämnad analys");
        fixture.handIn(fixture.samsyn.acting("maria"), followUp, Status.ON_TRACK);
        TestClient reader = fixture.samsyn.signIn("olle");
        assertThat(reader.get("/analyses/" + id + "?asof=2026-11-24").body())
                .as("what was not handed in then")
                .doesNotContain("Så var det då");
        assertThat(reader.get("/analyses/" + id).body()).contains("Så är det nu").doesNotContain("ändrade analysen");
    }

    @Test
    void whatUnitsHaveFoundIsAFileForThoseWhoReadIt() {
        principal.post(page, written("Färre läser", "Många; vikarier", "Sju slutade", "", "CONFIRMED", "Behåll lärarna"));
        long cause = fixture.module.analyses().of(fixture.principal, followUp.id(), fixture.reading).causes().get(0).id();
        fixture.planning.activities().create(fixture.principal, fixture.reading, AnalysisTest.pointing(cause));
        String file = "/cycles/" + followUp.cycleId() + "/analyses.csv";
        assertThat(principal.get(file).body()).as("not handed in").doesNotContain("Färre läser");
        fixture.handIn(fixture.principal, followUp, Status.ON_TRACK);
        assertThat(other.get(file).body())
                .contains("Ekbackens skola;Alla elever läser med flyt;Färre läser;\"Många; vikarier\";Sju slutade;;Trolig;"
                        + "Mentor till varje ny lärare;Behåll lärarna");
        assertThat(fixture.samsyn.signIn("lena").get(file).body()).as("of another school").doesNotContain("Färre läser");
        assertThat(other.get("/cycles/" + followUp.cycleId()).body()).contains(file);
        assertThat(other.get("/cycles/999/analyses.csv").status()).isEqualTo(404);
    }

    private static Map<String, Object> written(
            String result, String cause, String evidenceFor, String against, String verdict, String conclusion) {
        Map<String, Object> form = new HashMap<>();
        form.put("result", result);
        form.put("rows", 1);
        form.put("causes-1-text", cause);
        form.put("causes-1-for", evidenceFor);
        form.put("causes-1-against", against);
        form.put("causes-1-verdict", verdict);
        form.put("conclusion", conclusion);
        form.put("version", 0);
        form.put("then", "list");
        return form;
    }

    private String goal(long id) {
        return "/followups/" + followUp.id() + "/goals/" + id;
    }
}
