package se.samsyn.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.Goal;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;
import se.samsyn.core.planning.PlanningModule;

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
        assertThat(admin.post(path + "/roles", Map.of("role", "", "unit", "")).body())
                .contains("Välj ett av alternativen.")
                .doesNotContain("Fyll i det här");
        assertThat(admin.get("/people?q=%C3%A5sa").body()).contains("1 person").contains("Rektor, Ekbackens skola");
        assertThat(admin.get("/people?role=HEAD").body()).doesNotContain("Åsa Öst");
        assertThat(admin.get("/people?unit=" + samsyn.school().id()).body()).contains("Åsa Öst").doesNotContain("Admin Testsson</a>");
        assertThat(admin.get(path).body()).contains("från 1 augusti 2026").contains("gav rollen Rektor på Ekbackens skola");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndWhatWasTypedIsKept() {
        Answer answer = admin.post(
                "/people/new",
                Map.of("name", "<b>Ada</b> 😀", "username", "a b", "email", "ingen adress", "locale", "xx"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("&lt;b&gt;Ada&lt;/b&gt; 😀").contains("value=\"a b\"").contains("Skriv en e-postadress");
        assertThat(answer.body()).contains("<a href=\"#f-email\">E-post: Skriv en e-postadress");
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
    void staleDaysOfARoleKeepWhatWasTypedAndSayWhatIsSaved() {
        User rektor = samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        long role = samsyn.app().people().roles().ofUsers(List.of(rektor.id())).get(0).id();
        String roles = "/people/" + rektor.id() + "/roles/" + role;
        assertThat(admin.post(roles + "/dates", Map.of("version", 1, "validTo", "2027-06-30")).status()).isEqualTo(303);

        Answer stale = admin.post(roles + "/dates", Map.of("version", 1, "validFrom", "2026-08-01", "validTo", "2028-01-31"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body())
                .contains("Admin Testsson har ändrat sedan")
                .contains("value=\"2026-08-01\"")
                .contains("value=\"2028-01-31\"")
                .contains("till och med 30 juni 2027")
                .contains("name=\"version\" value=\"2\"");
        assertThat(admin.post(roles + "/remove", Map.of("version", 1)))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(409))
                .satisfies(answer -> assertThat(answer.body()).contains("inget är gjort"));
        Answer wrong = admin.post(roles + "/dates", Map.of("version", 2, "validFrom", "2027-01-01", "validTo", "2026-01-01"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("value=\"2026-01-01\"").contains("Sista dagen kan inte vara före");
        assertThat(admin.post("/people/" + adminUser.id() + "/roles/" + role + "/dates", Map.of("version", 2)).status())
                .isEqualTo(404);
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
        samsyn.app().people().credentials().setPassword(samsyn.system(), larare, PASSWORD);
        TestClient client = samsyn.signIn("larare");
        String token = samsyn.app().people().credentials().newToken(samsyn.system(), larare, "test");
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
        User larare = samsyn.user("hemlig", Role.PRINCIPAL, samsyn.school());
        samsyn.app().people().userService().update(
                samsyn.system(), larare.id(), 1, new UserDetails("hemlig", "Hemlig Testsson", "hemlig@example.se", "sv"));
        workedFor("hemlig");
        samsyn.app().people().credentials().newToken(samsyn.system(), larare, "Hemligs dator");
        admin.post("/people/" + larare.id() + "/link", Map.of());
        samsyn.client().post("/login", Map.of("username", "hemlig", "password", "fel"));
        assertThat(everything()).as("it is looked for where it is").contains("emlig");
        assertThat(admin.post("/people/" + larare.id() + "/erase", Map.of("version", 2)).status()).isEqualTo(303);
        assertThat(everything()).doesNotContain("emlig");
        assertThat(samsyn.rows("select * from person").toString()).doesNotContain("emlig");
        assertThat(samsyn.rows("select * from entity_version where entity = 'user'").toString()).doesNotContain("emlig");
        assertThat(samsyn.rows("select * from assignment where person_id = " + larare.id())).isEmpty();
        assertThat(samsyn.rows("select * from api_token")).isEmpty();
        assertThat(samsyn.rows("select * from one_time_link")).isEmpty();
        assertThat(admin.get("/people/" + larare.id()).body()).contains("Raderad person");
        assertThat(admin.get("/people").body()).doesNotContain("emlig");
        assertThat(admin.post("/people/" + larare.id() + "/unblock", Map.of("version", 3)).status()).isEqualTo(404);
        assertThat(admin.get("/plans/1/editions").body()).contains("Nämnden");
        assertThat(admin.get("/plans/1?asof=" + samsyn.clock().today()).body()).contains("Raderad person");
    }

    /** Has a plan with a goal and an activity of their own, which has been adopted. */
    private void workedFor(String username) {
        CurrentUser rektor = samsyn.acting(username);
        PlanningModule planning = samsyn.app().planning();
        PlanType type = planning.types().createDefault(samsyn.system(), PlanType.Calendar.FISCAL_YEAR);
        Plan plan = planning.plans().create(rektor, type.id(), samsyn.school().id(), Period.of("2026"), "Skolans plan");
        Goal goal = planning.goals().create(rektor, plan.id(), new GoalDraft(
                type.levels().get(2).id(), "Alla läser", "", rektor.userId(), List.of(), List.of(), null));
        planning.activities().create(rektor, goal.id(), new ActivityDraft(
                "Läslyftet", "", List.of(rektor.userId()), null, null, Activity.State.ONGOING, 10));
        samsyn.adopted(planning.plans().get(rektor, plan.id()));
    }

    /** What every table has in every row. */
    private String everything() {
        StringBuilder all = new StringBuilder();
        for (Map<String, Object> table : samsyn.rows("select name from sqlite_master where type = 'table'")) {
            all.append(samsyn.rows("select * from \"" + table.get("name") + "\""));
        }
        return all.toString();
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
