package se.samsyn.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;

class PeoplePagesTest {

    private static final String PASSWORD = "fyra korrekta hästar";

    private TestSamsyn samsyn;
    private User adminUser;
    private TestClient admin;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        adminUser = samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        admin = samsyn.signIn("admin");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void peopleAreAddedGivenRolesAndFound() {
        Answer added = admin.post(
                "/people/new", Map.of("name", "Åsa Öst", "username", "ASA.Ost", "email", "asa@lindvik.se", "locale", "sv"));
        String path = added.location();
        assertThat(admin.follow(added).body()).contains("Åsa Öst").contains("asa.ost");
        Map<String, Object> role =
                Map.of("role", "PRINCIPAL", "unit", samsyn.school().id(), "validFrom", "2026-08-01", "validTo", "");
        assertThat(admin.post(path + "/roles", role).location()).isEqualTo(path);
        assertThat(admin.post(path + "/roles", role).body()).contains("redan den rollen");
        assertThat(admin.get("/people?q=%C3%A5sa").body()).contains("1 person").contains("Rektor, Ekbackens skola");
        assertThat(admin.get("/people?role=HEAD").body()).doesNotContain("Åsa Öst");
        assertThat(admin.get("/people?unit=" + samsyn.school().id()).body()).contains("Åsa Öst").doesNotContain("Admin Testsson</a>");
        assertThat(admin.get(path).body()).contains("från 1 augusti 2026").contains("gav en roll");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndWhatWasTypedIsKept() {
        Answer answer = admin.post(
                "/people/new",
                Map.of("name", "<b>Ada</b> 😀", "username", "a b", "email", "ingen adress", "locale", "xx"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("&lt;b&gt;Ada&lt;/b&gt; 😀").contains("value=\"a b\"").contains("Skriv en e-postadress");
        assertThat(admin.post("/people/new", Map.of("name", "x".repeat(1_000_000), "username", "ada", "locale", "sv"))
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/people/new", Map.of("name", "Ada", "username", "ADMIN", "locale", "sv")).body())
                .contains("upptaget");
        assertThat(samsyn.rows("select id from person")).hasSize(1);
    }

    @Test
    void aStaleFormKeepsWhatWasTyped() {
        User ada = samsyn.person("ada");
        String edit = "/people/" + ada.id() + "/edit";
        assertThat(admin.post(edit, form("Ada Ett", 1)).status()).isEqualTo(303);
        Answer conflict = admin.post(edit, form("Ada Två", 1));
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains("value=\"Ada Två\"").contains("Ada Ett").contains("har ändrat sedan");
    }

    @Test
    void nobodyReachesAboveThemselves() {
        User chef = samsyn.user("chef", Role.HEAD, samsyn.administration());
        User larare = samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        samsyn.user("skoladmin", Role.ADMINISTRATOR, samsyn.school());
        TestClient local = samsyn.signIn("skoladmin");
        String above = "/people/" + chef.id();
        assertThat(local.post(above + "/link", Map.of()).status()).isEqualTo(403);
        assertThat(local.post(above + "/block", Map.of("version", 1)).status()).isEqualTo(403);
        assertThat(local.post(above + "/erase", Map.of("version", 1)).status()).isEqualTo(403);
        assertThat(local.get(above + "/edit").status()).isEqualTo(403);
        assertThat(local.post(above + "/edit", form("Kapad", 1)).status()).isEqualTo(403);
        assertThat(local.post("/people/links", Map.of("user", List.of(chef.id()))).status()).isEqualTo(403);
        for (Role role : Role.values()) {
            assertThat(local.post(
                                    "/people/" + larare.id() + "/roles",
                                    Map.of("role", role, "unit", samsyn.administration().id()))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(local.post("/people/" + larare.id() + "/roles", Map.of("role", "READER", "unit", samsyn.school().id()))
                        .status())
                .isEqualTo(303);
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        for (String path : List.of("/people", "/people/new", "/people/" + chef.id())) {
            assertThat(principal.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(admin.get("/people/999999").status()).isEqualTo(404);
        assertThat(admin.get("/people/x").status()).isEqualTo(404);
    }

    @Test
    void someoneIsAlwaysLeftWhoAdministers() {
        RoleAssignment role =
                samsyn.app().people().roles().ofUsers(List.of(adminUser.id())).get(0);
        String self = "/people/" + adminUser.id();
        assertThat(admin.post(self + "/roles/" + role.id() + "/remove", Map.of("version", 1)).body())
                .contains("Någon måste vara kvar");
        assertThat(admin.post(self + "/roles/" + role.id() + "/dates", Map.of("version", 1, "validTo", "2026-12-31")).status())
                .isEqualTo(422);
        assertThat(admin.post(self + "/block", Map.of("version", 1)).status()).isEqualTo(422);
        assertThat(admin.post(self + "/erase", Map.of("version", 1)).status()).isEqualTo(422);
        assertThat(admin.get("/people").status()).isEqualTo(200);
        samsyn.user("admin2", Role.ADMINISTRATOR, samsyn.municipality());
        assertThat(admin.post(self + "/roles/" + role.id() + "/remove", Map.of("version", 1)).status()).isEqualTo(303);
        assertThat(admin.get("/people").status()).isEqualTo(403);
    }

    @Test
    void whoIsBlockedIsOutAtOnce() {
        User larare = samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        samsyn.app().people().passwords().set(larare, PASSWORD);
        TestClient client = samsyn.signIn("larare");
        String token = samsyn.app().people().createToken(larare, "test");
        assertThat(samsyn.client().bearer(token).get("/api/v1/units").status()).isEqualTo(200);
        assertThat(admin.post("/people/" + larare.id() + "/block", Map.of("version", 1)).status()).isEqualTo(303);
        assertThat(client.get("/units").location()).startsWith("/login");
        assertThat(samsyn.client().bearer(token).get("/api/v1/units").status()).isEqualTo(401);
        TestClient again = samsyn.client();
        again.get("/login");
        assertThat(again.post("/login", Map.of("username", "larare", "password", PASSWORD)).status()).isEqualTo(422);
        assertThat(admin.post("/people/" + larare.id() + "/unblock", Map.of("version", 2)).status()).isEqualTo(303);
        assertThat(again.post("/login", Map.of("username", "larare", "password", PASSWORD)).status()).isEqualTo(303);
    }

    @Test
    void erasingLeavesNothingThatSaysWhoItWas() {
        User larare = samsyn.user("hemlig", Role.EMPLOYEE, samsyn.school());
        samsyn.app().people().createToken(larare, "test");
        admin.post("/people/" + larare.id() + "/link", Map.of());
        assertThat(admin.post("/people/" + larare.id() + "/erase", Map.of("version", 1)).status()).isEqualTo(303);
        assertThat(samsyn.rows("select * from person").toString()).doesNotContain("emlig");
        assertThat(samsyn.rows("select * from entity_version where entity = 'user'").toString()).doesNotContain("emlig");
        assertThat(samsyn.rows("select * from assignment where person_id = " + larare.id())).isEmpty();
        assertThat(samsyn.rows("select * from api_token")).isEmpty();
        assertThat(samsyn.rows("select * from one_time_link")).isEmpty();
        assertThat(admin.get("/people/" + larare.id()).body()).contains("Raderad person");
        assertThat(admin.get("/people").body()).doesNotContain("emlig");
        assertThat(admin.post("/people/" + larare.id() + "/unblock", Map.of("version", 2)).status()).isEqualTo(404);
    }

    @Test
    void aOneTimeLinkGivesAPasswordOnce() {
        User larare = samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        String page = admin.post("/people/" + larare.id() + "/link", Map.of()).body();
        String link = page.replaceAll("(?s).*<code id=\"link\">http://[^/]*(/welcome/[^<]*)<.*", "$1");
        TestClient client = samsyn.client();
        assertThat(client.get(link).body()).contains("Larare Testsson");
        assertThat(client.post(link, Map.of("password", "kort", "again", "kort")).body()).contains("minst 12 tecken");
        assertThat(client.post(link, Map.of("password", PASSWORD, "again", "något annat")).body()).contains("inte lika");
        assertThat(client.post(link, Map.of("password", PASSWORD, "again", PASSWORD)).location()).isEqualTo("/");
        assertThat(client.get("/account").status()).isEqualTo(200);

        TestClient other = samsyn.client();
        Answer replayed = other.get(link);
        assertThat(replayed.status()).isEqualTo(410);
        assertThat(replayed.body()).contains("redan använd");
        assertThat(other.post(link, Map.of("password", "helt annat lösenord", "again", "helt annat lösenord")).status())
                .isEqualTo(410);
        assertThat(other.post("/login", Map.of("username", "larare", "password", PASSWORD)).location()).isEqualTo("/");
        assertThat(other.get("/welcome/forged").status()).isEqualTo(410);
        assertThat(samsyn.rows("select token_hash from one_time_link").toString())
                .doesNotContain(link.substring("/welcome/".length()));
    }

    @Test
    void aLinkExpiresAndANewOneReplacesIt() {
        User larare = samsyn.person("larare");
        OneTimeLinks links = samsyn.app().people().links();
        String first = links.make(samsyn.system(), List.of(larare.id())).get(0).path();
        String second = links.make(samsyn.system(), List.of(larare.id())).get(0).path();
        assertThat(samsyn.client().get(first).status()).isEqualTo(410);
        assertThat(samsyn.client().get(second).status()).isEqualTo(200);
        samsyn.clock().forward(Duration.ofDays(7).plusSeconds(1));
        assertThat(samsyn.client().get(second).body()).contains("har gått ut");
    }

    @Test
    void linksForAMailMergeAreForThoseWithoutPassword() {
        User with = samsyn.person("med");
        samsyn.app().people().passwords().set(with, PASSWORD);
        samsyn.app()
                .people()
                .userService()
                .create(samsyn.system(), new UserDetails("formel", "=cmd|' /C calc';\"x\"", "f@lindvik.se", "sv"));
        samsyn.person("utan");
        Answer csv = admin.post("/people/links", Map.of("all", "true"));
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body().lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("Utan Testsson;utan;;http://127\\.0\\.0\\.1:\\d+/welcome/[\\w-]{43};2026-10-19"))
                .anyMatch(line -> line.startsWith("\"'=cmd|' /C calc';\"\"x\"\"\";formel;"))
                .noneMatch(line -> line.contains("Med Testsson"));
        assertThat(admin.post("/people/links", Map.of("user", List.of(with.id(), 999999, "x"))).status()).isEqualTo(422);
    }

    @Test
    void onesOwnAccount() {
        TestClient client = samsyn.signIn("rektor", Role.PRINCIPAL);
        assertThat(client.post("/account/language", Map.of("locale", "en")).status()).isEqualTo(303);
        assertThat(client.get("/account").body()).contains("My account").contains("lang=\"en\"");
        assertThat(client.post("/account/language", Map.of("locale", "xx")).status()).isEqualTo(422);

        Answer made = client.post("/account/tokens", Map.of("label", "Statistik"));
        String token = made.body().replaceAll("(?s).*<code id=\"token\">([^<]*)<.*", "$1");
        assertThat(samsyn.client().bearer(token).get("/api/v1/units").status()).isEqualTo(200);
        assertThat(client.get("/account").body()).contains("Statistik").doesNotContain(token);
        long id = ((Number) samsyn.rows("select id from api_token").get(0).get("id")).longValue();
        assertThat(admin.post("/account/tokens/" + id + "/revoke", Map.of()).status()).isEqualTo(404);
        assertThat(client.post("/account/tokens/" + id + "/revoke", Map.of()).status()).isEqualTo(303);
        assertThat(samsyn.client().bearer(token).get("/api/v1/units").status()).isEqualTo(401);

        TestClient elsewhere = samsyn.signIn("rektor");
        assertThat(client.post("/account/password", Map.of("password", PASSWORD, "again", PASSWORD)).status()).isEqualTo(303);
        assertThat(client.get("/account").status()).isEqualTo(200);
        assertThat(elsewhere.get("/account").location()).startsWith("/login");
        String next = "ett alldeles nytt lösenord";
        client.get("/account");
        assertThat(client.post("/account/password", Map.of("current", "fel", "password", next, "again", next)).status())
                .isEqualTo(422);
        assertThat(client.post("/account/password", Map.of("current", PASSWORD, "password", next, "again", next)).status())
                .isEqualTo(303);
    }

    private static Map<String, Object> form(String name, int version) {
        return Map.of("name", name, "username", "ada", "locale", "sv", "version", version);
    }
}
