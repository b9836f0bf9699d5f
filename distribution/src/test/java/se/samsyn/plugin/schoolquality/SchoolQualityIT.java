package se.samsyn.plugin.schoolquality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.plugin.PluginSource;
import se.samsyn.core.web.PanelSource;

/** The plugin as the jar that it is delivered as, in a whole Samsyn. */
class SchoolQualityIT {

    private static final String BASE = "/modules/school-quality";

    private TestSamsyn samsyn;
    private TestClient admin;
    private TestClient principal;
    private TestClient teacher;
    private TestClient otherPrincipal;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-quality");
        PluginSource.of("reader")
                .define(
                        """
                        c.route(Route.get("/{unit}", Access.signedIn(), r -> Response.json(Map.of("read",
                            r.services().records().find("school-quality", "self-assessment", 1, r.pathParameter("unit")).orElse("")))))
                         .messages("messages");
                        """)
                .messages("")
                .writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        samsyn.user("grannen", Role.PRINCIPAL, samsyn.otherSchool());
        admin = samsyn.signIn("admin");
        principal = samsyn.signIn("rektor");
        teacher = samsyn.signIn("larare");
        otherPrincipal = samsyn.signIn("grannen");
        assertThat(admin.post("/settings/modules/school-quality/enable", Map.of()).status()).isEqualTo(303);
        assertThat(samsyn.app().plugins().find("school-quality").orElseThrow().problem()).isNull();
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private String school() {
        return Long.toString(samsyn.school().id());
    }

    private String framework(String code) {
        return samsyn.rows("select id from p_school_quality_framework where code = '" + code + "' and retired = false")
                .get(0)
                .get("id")
                .toString();
    }

    private String openRound(String period) {
        TestClient.Answer opened = principal.post(
                BASE + "/rounds",
                Map.of("unit", school(), "framework", framework("exempel-grundskola"), "period", period));
        assertThat(opened.status()).as(opened.body()).isEqualTo(303);
        return opened.location();
    }

    /** The school year that is offered first. */
    private String year() {
        return principal.get(BASE + "/rounds/new").body().replaceAll("(?s).*?<option value=\"(\\d{4}/\\d{2})\".*", "$1");
    }

    private static Map<String, Object> answers(String level) {
        Map<String, Object> form = new HashMap<>();
        for (String statement : List.of("mal-och-kriterier", "anpassning", "studiero", "stod")) {
            form.put("level-" + statement, level);
        }
        return form;
    }

    private static Map<String, Object> handedIn(String level) {
        Map<String, Object> form = answers(level);
        form.put("action", "hand-in");
        return form;
    }

    /** Takes the round on with the version that its page holds. */
    private TestClient.Answer step(String round, String step) {
        String page = principal.get(round).body();
        String version = page.replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
        return principal.post(round + "/" + step, Map.of("version", version));
    }

    private void lockedRound(String period, String level) {
        String round = openRound(period);
        teacher.post(round + "/answer", handedIn(level));
        step(round, "join");
        Map<String, Object> joint = new HashMap<>(Map.of("level-studiero", level, "version-studiero", "0"));
        assertThat(principal.post(round + "/joint", joint).status()).isEqualTo(303);
        assertThat(step(round, "lock").status()).isEqualTo(303);
    }

    @Test
    void aPrincipalIsOfferedTheFrameworksOfTheirUnits() {
        assertThat(principal.get(BASE + "/rounds/new").body())
                .contains("Exempel: självskattning i skolan")
                .doesNotContain("Exempel: självskattning i förskolan");
    }

    @Test
    void anotherPluginReadsTheStrengthsAndChallengesOfALockedAssessment() {
        assertThat(admin.post("/settings/modules/reader/enable", Map.of()).status()).isEqualTo(303);
        samsyn.user("annan", Role.READER, samsyn.otherSchool());
        String round = openRound(year());
        teacher.post(round + "/answer", handedIn("2"));
        step(round, "join");
        principal.post(round + "/joint", Map.of(
                "level-mal-och-kriterier", "4", "version-mal-och-kriterier", "0",
                "level-studiero", "1", "version-studiero", "0"));
        assertThat(read(otherPrincipal)).as("not before it is locked").isEmpty();
        step(round, "lock");

        assertThat(read(otherPrincipal))
                .contains("\"framework\":\"Exempel: självskattning i skolan\"", round)
                .containsSubsequence("strengths", "Undervisning", "challenges", "1.0");
        assertThat(read(samsyn.signIn("annan"))).as("who may not read the school's").isEmpty();
        admin.post("/settings/modules/school-quality/disable", Map.of());
        assertThat(read(otherPrincipal)).as("while it is off").isEmpty();
    }

    private String read(TestClient reader) {
        TestClient.Answer answer = reader.get("/modules/reader/" + school());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("read").asString();
    }

    @Test
    void whatWaitsForAPersonStandsOnTheirPage() {
        String round = openRound(year());
        String waiting = "Skatta verksamheten på Ekbackens skola";
        assertThat(teacher.get("/my-page").body())
                .contains(waiting, "Exempel: självskattning i skolan", round + "/answer", "Börja");
        assertThat(principal.get("/my-page").body()).contains(waiting).doesNotContain("Skatta gemensamt");
        assertThat(otherPrincipal.get("/my-page").body()).doesNotContain(waiting);
        assertThat(admin.get("/my-page").body()).as("who answers nothing").doesNotContain(waiting);

        teacher.post(round + "/answer", answers("2"));
        assertThat(teacher.get("/my-page").body()).contains(waiting, "Fortsätt");
        samsyn.user("kollega", Role.EMPLOYEE, samsyn.school());
        teacher.post(round + "/answer", handedIn("2"));
        assertThat(teacher.get("/my-page").body()).doesNotContain(waiting);
        assertThat(principal.get("/my-page").body()).as("one is left").doesNotContain("Skatta gemensamt");
        samsyn.signIn("kollega").post(round + "/answer", handedIn("3"));
        assertThat(principal.get("/my-page").body())
                .contains("Skatta gemensamt på Ekbackens skola", "Alla har svarat", "href=\"" + round + "\"");
        assertThat(teacher.get("/my-page").body()).doesNotContain("Skatta gemensamt");

        step(round, "join");
        assertThat(principal.get("/my-page").body())
                .contains("Skatta gemensamt på Ekbackens skola", round + "/joint")
                .doesNotContain(waiting);
        principal.post(round + "/joint", Map.of("level-studiero", "3", "version-studiero", "0"));
        step(round, "lock");
        assertThat(principal.get("/my-page").body()).doesNotContain("Skatta gemensamt");
    }

    @Test
    void walksFromOwnAnswersToALockedJointAssessment() {
        String round = openRound(year());
        assertThat(teacher.get(BASE).body()).contains("Ekbackens skola", "Öppen för svar");
        assertThat(teacher.get(round + "/answer").body()).contains("Det är studiero på lektionerna", "Lämna in");
        assertThat(teacher.post(round + "/answer", answers("2")).location()).isEqualTo(round + "/answer");
        assertThat(teacher.get(round + "/answer").body()).contains("value=\"2\" checked");
        assertThat(teacher.post(round + "/answer", handedIn("3")).location()).isEqualTo(round);
        assertThat(principal.post(round + "/answer", handedIn("4")).location()).isEqualTo(round);

        String page = principal.get(round).body();
        assertThat(page).contains("2 personer har lämnat in", "Larare Testsson", "lämnade in");
        assertThat(page).as("nobody's level is shown").doesNotContain("Spridning av svaren");
        assertThat(teacher.get(round).body()).as("names are for who leads").doesNotContain("Rektor Testsson lämnade");

        assertThat(step(round, "join").status()).isEqualTo(303);
        assertThat(teacher.post(round + "/answer", handedIn("1")).status()).isEqualTo(409);
        Map<String, Object> joint = new HashMap<>();
        joint.put("level-studiero", "3");
        joint.put("comment-studiero", "Rutinen <b>används</b>.");
        joint.put("evidence-studiero", "Enkäten i våras");
        joint.put("version-studiero", "0");
        assertThat(principal.post(round + "/joint", joint).location()).isEqualTo(round);
        assertThat(otherPrincipal.get(round).body()).as("not before it is locked").doesNotContain("Enkäten i våras");
        assertThat(step(round, "lock").status()).isEqualTo(303);
        assertThat(otherPrincipal.get(round).body())
                .contains("Enkäten i våras", "&lt;b&gt;används&lt;/b&gt;", "3. Fungerar väl")
                .doesNotContain("Spridning av svaren", "Larare Testsson");
        assertThat(principal.post(round + "/joint", joint).status()).isEqualTo(409);
        assertThat(principal.get(round).body()).contains("Ändringar", "Gemensam bedömning");
    }

    @Test
    void showsTheSpreadOnlyWhenEnoughHaveAnswered() {
        String round = openRound(year());
        teacher.post(round + "/answer", handedIn("2"));
        step(round, "join");
        assertThat(principal.get(round + "/joint").body()).contains("visas när minst 3");
        Map<String, String> least = Map.of("version", "1", "setting.least-answers", "1");
        assertThat(admin.post("/settings/modules/school-quality/settings", least).status()).isEqualTo(303);
        assertThat(principal.get(round + "/joint").body()).contains("Spridning av svaren");
    }

    @Test
    void showsTheSpreadOfAStatementOnlyWhenEnoughHaveAnsweredThatOne() {
        samsyn.user("andra", Role.EMPLOYEE, samsyn.school());
        String round = openRound(year());
        Map<String, Object> some = handedIn("3");
        some.put("level-studiero", "");
        teacher.post(round + "/answer", handedIn("2"));
        principal.post(round + "/answer", some);
        samsyn.signIn("andra").post(round + "/answer", some);
        step(round, "join");

        for (String page : List.of(round, round + "/joint")) {
            String body = principal.get(page).body();
            assertThat(body.split("<caption class=\"s-vh\">")).as(page).hasSize(4);
            assertThat(body).doesNotContain("<caption class=\"s-vh\">Det är studiero");
            assertThat(body).contains("Färre än 3 har svarat på påståendet");
        }
    }

    @Test
    void keepsWhatWasWrittenWhenSomeoneElseSavedFirst() {
        String round = openRound(year());
        step(round, "join");
        Map<String, Object> first = Map.of("level-studiero", "2", "comment-studiero", "Först", "version-studiero", "0");
        assertThat(principal.post(round + "/joint", first).status()).isEqualTo(303);
        Map<String, Object> second = new HashMap<>();
        second.putAll(Map.of("level-studiero", "4", "comment-studiero", "Sedan", "version-studiero", "0"));
        second.putAll(Map.of("level-stod", "1", "version-stod", "0"));
        TestClient.Answer conflict = principal.post(round + "/joint", second);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains("Sedan", "Först", "name=\"version-studiero\" value=\"1\"");
        assertThat(samsyn.rows("select * from p_school_quality_joint where statement = 'stod'")).as("nothing half saved").isEmpty();
        second.put("version-studiero", "1");
        assertThat(principal.post(round + "/joint", second).status()).isEqualTo(303);
        assertThat(samsyn.rows("select old_value, new_value from p_school_quality_change where field = 'comment:studiero' order by id"))
                .extracting(row -> row.get("old_value") + ">" + row.get("new_value"))
                .containsExactly("null>Först", "Först>Sedan");
    }

    @Test
    void refusesWhatIsNotAllowedAndWhatIsWrong() {
        String round = openRound(year());
        assertThat(otherPrincipal.get(round).status()).as("openness between schools").isEqualTo(200);
        assertThat(otherPrincipal.get(round + "/answer").status()).isEqualTo(403);
        assertThat(otherPrincipal.post(round + "/answer", handedIn("1")).status()).isEqualTo(403);
        assertThat(otherPrincipal.post(round + "/join", Map.of("version", "1")).status()).isEqualTo(403);
        assertThat(teacher.get(round + "/joint").status()).isEqualTo(403);
        assertThat(teacher.post(BASE + "/rounds", Map.of()).status()).isEqualTo(403);
        assertThat(teacher.post(BASE + "/frameworks", Map.of()).status()).isEqualTo(403);
        assertThat(teacher.get(round.replace("/" + school() + "/", "/" + samsyn.otherSchool().id() + "/")).status()).isEqualTo(403);
        assertThat(principal.get(round.replace("/" + school() + "/", "/" + samsyn.otherSchool().id() + "/")).status()).isEqualTo(404);
        assertThat(principal.get(round.replaceAll("\\d+$", "99")).status()).isEqualTo(404);
        assertThat(principal.get(round.replaceAll("\\d+$", "x'--")).status()).isEqualTo(404);
        TestClient.Answer fifth = teacher.post(round + "/answer", handedIn("5"));
        assertThat(fifth.status()).isEqualTo(422);
        assertThat(fifth.body()).containsPattern("<a href=\"#f-[^\"]+\">[^<]+: ");
        assertThat(teacher.post(round + "/answer", Map.of("action", "hand-in")).status()).isEqualTo(422);
        assertThat(principal.post(round + "/join", Map.of("version", "7")).status()).isEqualTo(409);
        Map<String, String> again = Map.of("unit", school(), "framework", framework("exempel-grundskola"), "period", year());
        assertThat(principal.post(BASE + "/rounds", again).body()).contains("har redan en runda");
        Map<String, String> unfit = Map.of("unit", school(), "framework", framework("exempel-forskola"), "period", year());
        assertThat(principal.post(BASE + "/rounds", unfit).body()).contains("inte gjort för Ekbackens skola");
        Map<String, String> foreign = Map.of("unit", Long.toString(samsyn.otherSchool().id()), "framework", "1", "period", "x");
        assertThat(principal.post(BASE + "/rounds", foreign).status()).isEqualTo(422);
    }

    @Test
    void takesInAFrameworkAndSaysWhereAFileIsWrong() {
        String wrong = "{\"code\":\"Eget\",\"title\":\"\",\"levels\":[\"a\",\"b\"],\"areas\":[{\"id\":\"a\",\"title\":\"A\",\"statements\":[{\"id\":\"s\"}]}]}";
        TestClient.Answer refused = admin.upload(BASE + "/frameworks", Map.of(), "file", "eget.json", wrong.getBytes(StandardCharsets.UTF_8));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("areas[1].statements[1].levels", "Ska ha fyra nivåer, men har 2", "areas[1].statements[1].text");
        for (String bad : List.of("", "[]", "null", "{", "\"text\"", "{\"areas\":[null]}")) {
            assertThat(admin.upload(BASE + "/frameworks", Map.of(), "file", "x.json", bad.getBytes(StandardCharsets.UTF_8)).status())
                    .as(bad)
                    .isEqualTo(422);
        }
        assertThat(admin.upload(BASE + "/frameworks", Map.of(), "file", "x.json", new byte[] {(byte) 0xe5, 0x22}).body()).contains("UTF-8");

        String file = admin.get(BASE + "/frameworks/" + framework("exempel-grundskola") + "/file").body();
        String own = file.replace("exempel-grundskola", "vart-eget").replace("Exempel: självskattning i skolan", "Vårt ramverk");
        TestClient.Answer added = admin.upload(BASE + "/frameworks", Map.of(), "file", "eget.json", own.getBytes(StandardCharsets.UTF_8));
        assertThat(added.status()).isEqualTo(303);
        assertThat(admin.follow(added).body()).contains("Vårt ramverk", "är tillagt");
        admin.upload(BASE + "/frameworks", Map.of(), "file", "eget.json", own.getBytes(StandardCharsets.UTF_8));
        assertThat(samsyn.rows("select retired from p_school_quality_framework where code = 'vart-eget' order by id"))
                .extracting(row -> row.get("retired").toString())
                .containsExactly("1", "0");
    }

    @Test
    void followsTheUnitsOwnDevelopmentAndShowsItOnTheUnitsPage() {
        String now = year();
        String before = (Integer.parseInt(now.substring(0, 4)) - 1) + "/" + now.substring(2, 4);
        lockedRound(before, "2");
        lockedRound(now, "3");
        String trend = otherPrincipal.get(BASE + "/units/" + school() + "/trend").body();
        assertThat(trend).contains("2. På väg", "3. Fungerar väl", "högre än förra gången");
        assertThat(trend.indexOf("2. På väg")).isLessThan(trend.indexOf("3. Fungerar väl"));
        List<PanelSource.PanelLink> panels =
                samsyn.app().panels().panels(PanelSource.Place.unit(samsyn.school().id()), samsyn.acting("rektor"));
        String panel = principal.get(panels.get(0).href(), "HX-Request", "true").body();
        assertThat(panel).contains("Gemensam bedömning Läsåret " + now, "Fungerar väl: 1 påstående", "Kvalitetsarbete i skolan");
        assertThat(principal.get(panels.get(0).href()).body()).contains("<h1>Självskattning</h1>");
    }

    @Test
    void keepsTheDataWhileItIsOff() {
        String round = openRound(year());
        admin.post("/settings/modules/school-quality/disable", Map.of());
        assertThat(principal.get(round).status()).isEqualTo(404);
        assertThat(principal.get("/units").body()).doesNotContain("Kvalitetsarbete");
        admin.post("/settings/modules/school-quality/enable", Map.of());
        assertThat(principal.get(round).status()).isEqualTo(200);
    }
}
