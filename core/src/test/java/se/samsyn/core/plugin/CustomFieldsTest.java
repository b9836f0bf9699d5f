package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Goal;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;

/** Fields of a plugin's own on goals. */
class CustomFieldsTest {

    private static final String COST = "customFields.hr:cost";
    private static final String CENTRE = "customFields.hr:cost-centre";
    private static final String DUE = "customFields.hr:review";
    private static final String FUND = "customFields.hr:fund";

    private TestSamsyn samsyn;
    private PlanType type;
    private Goal goal;
    private TestClient admin;
    private TestClient principal;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-fields");
        PluginSource.of("hr")
                .define(
                        """
                        c.permission(Permission.named("read").onAllUnits(Role.EMPLOYEE, Role.PRINCIPAL))
                         .customField(CustomField.of(CustomField.Target.GOAL, "cost-centre", CustomField.Type.TEXT))
                         .customField(CustomField.of(CustomField.Target.GOAL, "cost", CustomField.Type.NUMBER))
                         .customField(CustomField.of(CustomField.Target.GOAL, "review", CustomField.Type.DATE))
                         .customField(new CustomField(CustomField.Target.GOAL, "fund", CustomField.Type.CHOICE, List.of("state", "own")))
                         .route(Route.get("/values", Access.permission("read"), r -> Response.json(
                             r.services().customFields().values(CustomField.Target.GOAL, r.queryAll("goal")))))
                         .messages("messages");
                        """)
                .messages(
                        """
                        permission.read=Läsa
                        field.cost-centre=Kostnadsställe
                        field.cost-centre.help=Som i ekonomisystemet
                        field.cost=Kostnad i tkr
                        field.cost.help=
                        field.review=Granskas
                        field.review.help=
                        field.fund=Pengarna kommer från
                        field.fund.help=
                        field.fund.state=Staten
                        field.fund.own=Egen ram
                        """)
                .writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        admin = samsyn.signIn("admin");
        principal = samsyn.signIn("rektor");
        admin.post("/settings/modules/hr/enable", Map.of());
        assertThat(samsyn.app().plugins().find("hr").orElseThrow().state()).isEqualTo(PluginState.ACTIVE);
        type = samsyn.app().planning().types().createDefault(samsyn.system(), PlanType.Calendar.FISCAL_YEAR);
        goal = samsyn.app().planning().goals().create(
                samsyn.system(), plan("2026").id(), GoalDraft.titled(type.levels().get(2).id(), "Alla läser"));
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private Plan plan(String period) {
        return samsyn.app().planning().plans().create(
                samsyn.system(), type.id(), samsyn.school().id(), Period.of(period), "Skolans plan " + period);
    }

    private TestClient.Answer save(Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.putIfAbsent("title", "Alla läser");
        form.put("level", String.valueOf(goal.levelId()));
        form.put("version", String.valueOf(now().version()));
        return principal.post("/goals/" + goal.id() + "/edit", form);
    }

    private Goal now() {
        return samsyn.app().planning().goals().get(samsyn.system(), goal.id());
    }

    @Test
    void areFilledInWithTheGoalAndShownOnItsPage() {
        TestClient.Answer form = principal.get("/goals/" + goal.id() + "/edit");
        assertThat(form.body()).contains("Kostnadsställe", "Som i ekonomisystemet", "Från tillägget Tillägget hr", "Egen ram");
        TestClient.Answer saved = save(Map.of(CENTRE, " 7100  Läs ", COST, "12,50", DUE, "2026-10-01", FUND, "own"));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(now().customFields()).isEqualTo(Map.of(
                "hr:cost-centre", "7100 Läs", "hr:cost", "12.5", "hr:review", "2026-10-01", "hr:fund", "own"));
        String page = principal.get("/goals/" + goal.id()).body();
        assertThat(page).contains("7100 Läs", "12,5", "1 oktober 2026", "Egen ram");
        assertThat(principal.get("/goals/" + goal.id() + "/edit").body())
                .contains("value=\"7100 Läs\"", "value=\"12,5\"", "value=\"2026-10-01\"");
        save(Map.of(CENTRE, "", COST, "1 000", DUE, "2026-10-01", FUND, ""));
        assertThat(now().customFields()).isEqualTo(Map.of("hr:cost", "1000", "hr:review", "2026-10-01"));
    }

    @Test
    void whatDoesNotFitIsSaidAtTheFieldAndStaysAsTyped() {
        TestClient.Answer wrong = save(Map.of(CENTRE, "x".repeat(501), COST, "mycket", DUE, "2026-02-30", FUND, "moon"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("Kostnad i tkr: Skriv ett tal", "value=\"mycket\"", "högst 500 tecken", "datum som finns", "Välj ett av alternativen")
                .contains("id=\"e-" + COST + "\"");
        assertThat(now().customFields()).isEmpty();
        assertThat(now().version()).isEqualTo(goal.version());
    }

    @Test
    void theHistoryTellsWhatTheyWereAndAre() {
        save(Map.of(COST, "10", FUND, "own"));
        save(Map.of(COST, "12.5", FUND, "own"));
        String history = principal.get("/goals/" + goal.id() + "/history").body();
        assertThat(history).containsSubsequence("Kostnad i tkr", "10", "12,5");
        assertThat(history).containsSubsequence("Pengarna kommer från", "Egen ram");
        assertThat(history).doesNotContain("customFields", "hr:cost");
    }

    @Test
    void areSeenAsTheyWere() {
        save(Map.of(COST, "10"));
        samsyn.clock().forward(Duration.ofDays(2));
        principal = samsyn.signIn("rektor");
        save(Map.of(COST, "99"));
        String then = samsyn.clock().today().minusDays(1).toString();
        assertThat(principal.get("/goals/" + goal.id() + "?asof=" + then).body())
                .contains("<dt>Kostnad i tkr</dt><dd>10</dd>");
        assertThat(principal.get("/goals/" + goal.id()).body()).contains("<dt>Kostnad i tkr</dt><dd>99</dd>");
    }

    @Test
    void aConflictShowsBothValues() {
        int seen = now().version();
        save(Map.of(COST, "10"));
        TestClient.Answer stale = principal.post("/goals/" + goal.id() + "/edit", Map.of(
                "title", "Alla läser", "level", String.valueOf(goal.levelId()), "version", String.valueOf(seen), COST, "77"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body()).containsSubsequence("<h3>Kostnad i tkr</h3>", "77", "10");
    }

    @Test
    void theRestInterfaceReadsAndWritesThem() {
        TestClient api = samsyn.api("rektor");
        String address = "/api/v1/goals/" + goal.id();
        assertThat(api.get(address).json().path("customFields").toString()).isEqualTo("{}");
        TestClient.Answer patched = api.json(
                "PATCH", address, "{\"customFields\":{\"hr:cost\":\"12.5\",\"hr:fund\":\"own\"}}", "If-Match", "\"1\"");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().path("customFields").toString()).isEqualTo("{\"hr:cost\":\"12.5\",\"hr:fund\":\"own\"}");
        TestClient.Answer removed =
                api.json("PATCH", address, "{\"customFields\":{\"hr:cost\":null}}", "If-Match", "\"2\"");
        assertThat(removed.json().path("customFields").toString()).isEqualTo("{\"hr:fund\":\"own\"}");
        assertThat(api.get("/api/v1/goals").json().at("/items/0/customFields/hr:fund").asString()).isEqualTo("own");
        for (String body : List.of(
                "{\"hr:cost\":\"mycket\"}", "{\"hr:fund\":\"moon\"}", "{\"hr:nothing\":\"1\"}", "{\"hr:cost\":5}", "{\"x\":{}}")) {
            TestClient.Answer wrong = api.json("PATCH", address, "{\"customFields\":" + body + "}", "If-Match", "\"3\"");
            assertThat(wrong.status()).as(body).isEqualTo(422);
            String field = "customFields." + body.substring(2, body.indexOf('"', 2));
            assertThat(wrong.body()).as(body).contains("\"" + field + "\"");
        }
        assertThat(api.json("PATCH", address, "{\"customFields\":[1]}", "If-Match", "\"3\"").status()).isEqualTo(422);
        assertThat(now().version()).isEqualTo(3);
    }

    @Test
    void aGoalIsFoundByThemWhileThePluginIsOn() throws InterruptedException {
        save(Map.of(CENTRE, "Kostnadsställe Kastanjen", COST, "12,50", FUND, "own"));
        await(() -> found("kastanj"));
        assertThat(found("egen ram")).as("a choice by its words").isTrue();
        samsyn.user("anna", Role.EMPLOYEE, samsyn.otherSchool());
        assertThat(samsyn.signIn("anna").get("/search?q=kastanj").body()).contains("Inga träffar");

        save(Map.of(CENTRE, "Linden", COST, "12,50"));
        await(() -> found("linden") && !found("kastanj"));
        admin.post("/settings/modules/hr/disable", Map.of());
        await(() -> !found("linden"));
        assertThat(found("l\u00e4ser")).as("the goal itself").isTrue();
        admin.post("/settings/modules/hr/enable", Map.of());
        await(() -> found("linden"));
    }

    private boolean found(String words) {
        String query = URLEncoder.encode(words, StandardCharsets.UTF_8);
        return principal.get("/search?q=" + query).body().contains("href=\"/goals/" + goal.id() + "\"");
    }

    /** The index follows what is saved. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(20);
        }
    }

    @Test
    void areColumnsInTheExportOfThePlansGoals() throws IOException {
        save(Map.of("title", "=Alla läser; 100 %", CENTRE, "=1+1", COST, "12,50", DUE, "2026-10-01", FUND, "own"));
        String address = "/plans/" + now().planId();
        assertThat(principal.get(address).body()).contains(address + "/goals.xlsx", address + "/goals.csv");
        TestClient.Answer csv = principal.get(address + "/goals.csv");
        assertThat(csv.header("Content-Disposition").orElse("")).contains(".csv");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines.get(0)).endsWith("Hör till mål;Indikatorer;Kostnadsställe;Kostnad i tkr;Granskas;Pengarna kommer från");
        assertThat(lines.get(1)).as("formulas are disarmed")
                .startsWith("Ekbackens skola;2026;")
                .contains(";\"'=Alla läser; 100 %\";")
                .endsWith(";'=1+1;12,5;2026-10-01;Egen ram");
        assertThat(lines).hasSize(2);

        byte[] xlsx = principal.bytes(address + "/goals.xlsx");
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows.get(0).getCellText(9)).isEqualTo("Kostnadsställe");
            assertThat(rows.get(1).getCell(9).getType()).as("text, not a formula").isEqualTo(CellType.STRING);
            assertThat(rows.get(1).getCell(10).asNumber()).isEqualByComparingTo("12.5");
        }

        samsyn.user("anna", Role.EMPLOYEE, samsyn.otherSchool());
        assertThat(samsyn.signIn("anna").get(address + "/goals.csv").status()).isEqualTo(404);
        assertThat(samsyn.client().get(address + "/goals.xlsx").location()).startsWith("/login");
        assertThat(principal.get("/plans/x/goals.csv").status()).isEqualTo(404);
        admin.post("/settings/modules/hr/disable", Map.of());
        assertThat(principal.get(address + "/goals.csv").body()).doesNotContain("Kostnad", "12,5");
    }

    @Test
    void goWithTheGoalIntoTheNextPlanAlsoWhileThePluginIsOff() {
        save(Map.of(COST, "10", FUND, "own"));
        admin.post("/settings/modules/hr/disable", Map.of());
        Plan next = plan("2027");
        List<Goal> made = samsyn.app().planning().carryOver().carry(samsyn.system(), next.id());
        assertThat(made).singleElement().extracting(Goal::customFields).isEqualTo(Map.of("hr:cost", "10", "hr:fund", "own"));
    }

    @Test
    void whileThePluginIsOffTheyAreNotShownAndStay() {
        save(Map.of(COST, "10"));
        admin.post("/settings/modules/hr/disable", Map.of());
        assertThat(principal.get("/goals/" + goal.id()).body()).doesNotContain("Kostnad i tkr");
        assertThat(principal.get("/goals/" + goal.id() + "/edit").body()).doesNotContain("Kostnad i tkr", "hr:cost");
        assertThat(principal.get("/goals/" + goal.id() + "/history").body()).doesNotContain("Kostnad i tkr");
        assertThat(samsyn.api("rektor").get("/api/v1/goals/" + goal.id()).json().path("customFields").toString())
                .isEqualTo("{}");
        assertThat(save(Map.of("title", "Alla läser bättre", COST, "55")).status()).isEqualTo(303);
        assertThat(now().customFields()).isEqualTo(Map.of("hr:cost", "10"));
        admin.post("/settings/modules/hr/enable", Map.of());
        assertThat(principal.get("/goals/" + goal.id()).body()).contains("<dt>Kostnad i tkr</dt><dd>10</dd>");
    }

    @Test
    void areGoneOnceThePluginsDataAreErased() {
        save(Map.of(COST, "10"));
        admin.post("/settings/modules/hr/disable", Map.of());
        assertThat(admin.get("/settings/modules/hr/erase").body()).contains("Värden i egna fält</th>");
        String name = "Tillägget hr";
        TestClient.Answer erased = admin.post("/settings/modules/hr/erase", Map.of("name", name));
        assertThat(erased.status()).isEqualTo(303);
        assertThat(samsyn.rows("select * from custom_field_value")).isEmpty();
        admin.post("/settings/modules/hr/enable", Map.of());
        assertThat(principal.get("/goals/" + goal.id()).body()).doesNotContain("Kostnad i tkr");
        save(Map.of("title", "Alla läser bättre"));
        assertThat(principal.get("/goals/" + goal.id() + "/history").body())
                .as("nothing is left in the history either")
                .doesNotContain("Kostnad i tkr");
    }

    @Test
    void areFrozenWithThePlan() {
        save(Map.of(COST, "10"));
        long planId = now().planId();
        Plan plan = samsyn.app().planning().plans().get(samsyn.system(), planId);
        samsyn.adopted(plan);
        TestClient.Answer refused = samsyn.api("rektor")
                .json("PATCH", "/api/v1/goals/" + goal.id(), "{\"customFields\":{\"hr:cost\":\"11\"}}", "If-Match", "\"2\"");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(now().customFields()).isEqualTo(Map.of("hr:cost", "10"));
    }

    @Test
    void thePluginReadsItsOwnAsTheCallerMay() {
        save(Map.of(COST, "10"));
        String address = "/modules/hr/values?goal=" + goal.id() + "&goal=999999&goal=x";
        assertThat(principal.get(address).body()).isEqualTo("{\"" + goal.id() + "\":{\"cost\":\"10\"}}");
        samsyn.user("anna", Role.EMPLOYEE, samsyn.otherSchool());
        assertThat(samsyn.app().planning().goals().on(samsyn.acting("anna"), goal.id(), samsyn.school().id())).isFalse();
        assertThat(samsyn.signIn("anna").get(address).body()).isEqualTo("{}");
    }
}
