package se.samsyn.core.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.organisation.Unit.Standing;

class UnitPagesTest {

    private TestSamsyn samsyn;
    private TestClient admin;
    private String school;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        admin = samsyn.signIn("admin");
        school = "/units/" + samsyn.school().id();
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void theTreeIsInSwedishOrderAndCanBeSearched() {
        samsyn.unit(samsyn.administration(), UnitKind.PRESCHOOL, "Zinkens förskola");
        String page = admin.get("/units").body();
        assertThat(page.indexOf("Ekbackens skola")).isLessThan(page.indexOf("Zinkens förskola"));
        assertThat(page.indexOf("Zinkens förskola")).isLessThan(page.indexOf("Ålunda skola"));
        String found = admin.get("/units?q=%C3%A5LUNDA").body();
        assertThat(found).contains("Ålunda skola").contains("Utbildningsförvaltningen").doesNotContain("Ekbackens skola");
        assertThat(admin.get("/units?q=%25").body()).contains("Ingen enhet passar");
    }

    @Test
    void aUnitIsMadeChangedMovedAndEnded() {
        Map<String, Object> form = form("Norra skolan", samsyn.administration());
        form.put("identifier.skolenhetskod", "12345678");
        Answer made = admin.post("/units/new", form);
        assertThat(made.status()).isEqualTo(303);
        String path = made.location();
        assertThat(admin.follow(made).body()).contains("Norra skolan").contains("12345678").contains("är sparad");

        form.put("parentId", samsyn.municipality().id());
        form.put("validTo", "2026-06-30");
        form.put("version", 1);
        assertThat(admin.post(path + "/edit", form).location()).isEqualTo(path);
        assertThat(admin.get(path).body()).contains("Enheten avslutades 30 juni 2026");
        assertThat(admin.get("/units").body()).doesNotContain("Norra skolan");
        assertThat(admin.get("/units?closed=true").body()).contains("Norra skolan");
        assertThat(admin.get(path + "/history").body())
                .contains("Admin Testsson")
                .contains("Ligger under")
                .contains("Utbildningsförvaltningen")
                .contains("Testköpings kommun");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingIsSaved() {
        Map<String, Object> form = form("<script>alert(1)</script> 😀 \u202Eabc", samsyn.administration());
        form.put("kind", "CASTLE");
        form.put("validFrom", "2026-02-30");
        form.put("identifier.skolenhetskod", "12x");
        Answer answer = admin.post("/units/new", form);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; 😀")
                .doesNotContain("<script>alert(1)")
                .contains("12x")
                .contains("<a href=\"#f-validFrom\">Från och med: ");
        assertThat(samsyn.rows("select id from unit")).hasSize(4);

        Map<String, Object> below = form("Ekbackens skola", samsyn.school());
        below.put("version", 1);
        assertThat(admin.post(school + "/edit", below).body()).contains("kan inte ligga under sig själv");
        Map<String, Object> code = form("Ekbackens skola", samsyn.administration());
        code.put("version", 1);
        code.put("identifier.skolenhetskod", "123");
        assertThat(admin.post(school + "/edit", code).body()).contains("En skolenhetskod har åtta siffror");
        assertThat(admin.post("/units/new", form("x".repeat(1_000_000), samsyn.administration())).status())
                .isEqualTo(422);
        assertThat(admin.post("/units/new", form("\u0000\u0007", samsyn.administration())).status())
                .isEqualTo(422);
    }

    @Test
    void whatHasUnitsBelowItStaysTheMunicipalitysOwn() {
        Map<String, Object> top = form("Testköpings kommun", samsyn.municipality());
        top.remove("parentId");
        top.put("standing", "INDEPENDENT");
        top.put("version", 1);
        Answer root = admin.post("/units/" + samsyn.municipality().id() + "/edit", top);
        assertThat(root.status()).isEqualTo(422);
        assertThat(root.body()).contains("Kommunen själv kan inte bli något annat");

        Map<String, Object> middle = form("Utbildningsförvaltningen", samsyn.municipality());
        middle.put("standing", "COMPARISON");
        middle.put("version", 1);
        Answer children = admin.post("/units/" + samsyn.administration().id() + "/edit", middle);
        assertThat(children.status()).isEqualTo(422);
        assertThat(children.body()).contains("id=\"e-standing\"").contains("Enheten har andra enheter under sig");
        assertThat(samsyn.rows("select id from unit where standing <> 'OWN'")).isEmpty();

        Map<String, Object> leaf = form("Ekbackens skola", samsyn.administration());
        leaf.put("standing", "INDEPENDENT");
        leaf.put("version", 1);
        assertThat(admin.post(school + "/edit", leaf).status()).isEqualTo(303);
    }

    @Test
    void whoeverComesSecondKeepsWhatTheyTyped() {
        Map<String, Object> first = form("Ekbackens skola F–6", samsyn.administration());
        first.put("version", 1);
        Map<String, Object> second = form("Ekbackens nya skola", samsyn.administration());
        second.put("version", 1);
        assertThat(admin.post(school + "/edit", first).status()).isEqualTo(303);
        Answer conflict = admin.post(school + "/edit", second);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains("Ekbackens nya skola").contains("Ekbackens skola F–6").contains("value=\"2\"");
        second.put("version", 2);
        assertThat(admin.post(school + "/edit", second).status()).isEqualTo(303);
    }

    @Test
    void onlyThoseWhoMayEditTheUnitDo() {
        TestClient rektor = samsyn.signIn("rektor");
        assertThat(rektor.get(school).status()).isEqualTo(200);
        assertThat(rektor.get(school).body()).doesNotContain("Ändra enheten");
        assertThat(rektor.get(school + "/edit").status()).isEqualTo(403);
        assertThat(rektor.post(school + "/edit", form("Kapad", samsyn.administration())).status()).isEqualTo(403);
        assertThat(rektor.post("/units/new", form("Ny", samsyn.school())).status()).isEqualTo(403);

        samsyn.user("skoladmin", Role.ADMINISTRATOR, samsyn.school());
        TestClient local = samsyn.signIn("skoladmin");
        Map<String, Object> out = form("Ekbackens skola", samsyn.municipality());
        out.put("version", 1);
        assertThat(local.post(school + "/edit", out).status()).isEqualTo(403);
        assertThat(local.post("/units/new", form("Ny", samsyn.otherSchool())).status()).isEqualTo(403);
        assertThat(local.post("/units/new", form("Ny", samsyn.school())).status()).isEqualTo(303);
        assertThat(local.get("/settings").status()).isEqualTo(403);
        assertThat(local.post("/settings", Map.of("name", "Kapad", "colour", "#000000", "locale", "sv", "version", 1))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void unknownAddressesAreNotFound() {
        for (String path : List.of("/units/999999", "/units/0", "/units/x", "/units/1'--", "/units/99999999999999999999")) {
            assertThat(admin.get(path.replace("'", "%27")).status()).as(path).isEqualTo(404);
        }
        assertThat(admin.get(school + "?asof=2026-13-01").status()).isEqualTo(422);
        assertThat(samsyn.client().get(school).location()).startsWith("/login?next=");
        assertThat(admin.postWithoutToken("/units/new", form("Ny", samsyn.school())).status()).isEqualTo(403);
    }

    @Test
    void independentSchoolsAndComparisonsStandApart() {
        UnitService service = samsyn.app().organisation().unitService();
        for (int i = 0; i < 60; i++) {
            service.create(
                    samsyn.system(),
                    new UnitDetails(null, Standing.COMPARISON, UnitKind.MUNICIPALITY, "Kommun " + (100 + i), Map.of(), null, null));
        }
        Unit independent = service.create(
                samsyn.system(),
                new UnitDetails(null, Standing.INDEPENDENT, UnitKind.COMPULSORY_SCHOOL, "Friskolan", Map.of(), null, null));
        assertThat(admin.get("/units").body()).doesNotContain("Friskolan").contains("60 kommuner");
        assertThat(admin.get("/units/independent").body()).contains("Friskolan");
        assertThat(admin.get("/units/" + independent.id()).body()).contains("En fristående skola");
        assertThat(admin.get("/units/comparison").body()).contains("Kommun 100").doesNotContain("Kommun 155").contains("1–50 av 60");
        assertThat(admin.get("/units/comparison?page=2").body()).contains("Kommun 155");
        assertThat(admin.get("/units/comparison?q=155").body()).contains("Kommun 155").doesNotContain("Kommun 154");
        assertThat(admin.get("/units/comparison?kind=COUNTRY&page=99999999999").status()).isEqualTo(200);
    }

    @Test
    void aUnitIsSeenAsItWas() {
        Map<String, Object> form = form("Ekbackens nya skola", samsyn.administration());
        form.put("version", 1);
        samsyn.clock().set(java.time.LocalDate.of(2026, 11, 1));
        TestClient later = samsyn.signIn("admin");
        later.post(school + "/edit", form);
        assertThat(later.get(school).body()).contains("<h1>Ekbackens nya skola</h1>");
        Answer before = later.get(school + "?asof=2020-01-01");
        assertThat(before.status()).isEqualTo(404);
        assertThat(before.body()).contains("Fanns inte den 1 januari 2020", "Visa som det är nu");
        assertThat(later.get(school + "?asof=2026-10-20").body()).contains("<h1>Ekbackens skola</h1>").contains("20 oktober 2026");
    }

    @Test
    void theMunicipalitysColourAndNameAreOnEveryPage() {
        Map<String, Object> form =
                new HashMap<>(Map.of("name", "Nya kommunen", "colour", "#FFD500", "locale", "sv", "version", 1));
        assertThat(admin.post("/settings", form).location()).isEqualTo("/settings");
        assertThat(admin.get("/settings").body()).contains("Nya kommunen").contains("/theme/ffd500.css").contains("För ljus");
        assertThat(admin.post("/settings", form).status()).isEqualTo(409);
        form.put("version", 2);
        form.put("colour", "red}body{display:none");
        assertThat(admin.post("/settings", form).status()).isEqualTo(422);
        assertThat(samsyn.signIn("rektor").get("/settings").status()).isEqualTo(403);
    }

    private Map<String, Object> form(String name, Unit parent) {
        return new HashMap<>(Map.of(
                "name", name, "kind", "COMPULSORY_SCHOOL", "standing", "OWN", "parentId", parent.id()));
    }
}
