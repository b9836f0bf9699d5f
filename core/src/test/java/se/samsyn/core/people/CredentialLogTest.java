package se.samsyn.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;

class CredentialLogTest {

    private static final String PASSWORD = "fyra korrekta hästar";
    private static final String OTHER = "ett alldeles nytt lösenord";

    private TestSamsyn samsyn;
    private User larare;
    private TestClient admin;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        larare = samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        admin = samsyn.signIn("admin");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void aPasswordThatAPersonChoosesIsTold() {
        String path = samsyn.app()
                .people()
                .links()
                .make(samsyn.acting("admin"), List.of(larare.id()))
                .get(0)
                .path();
        TestClient client = samsyn.client();
        client.get(path);
        client.post(path, Map.of("password", PASSWORD, "again", PASSWORD));
        client.get("/account");
        client.post("/account/password", Map.of("current", PASSWORD, "password", OTHER, "again", OTHER));

        assertThat(samsyn.rows("select c.user_id, c.origin, v.version from entity_version v join change c on c.id = v.change_id"
                        + " where v.entity = 'password' and v.entity_id = " + larare.id() + " order by v.version"))
                .containsExactly(
                        Map.of("user_id", id(), "origin", "web", "version", 1),
                        Map.of("user_id", id(), "origin", "web", "version", 2));
        assertThat(page())
                .contains("<b>Admin Testsson</b> skapade en engångslänk")
                .contains("<b>Larare Testsson</b> satte ett lösenord")
                .contains("<b>Larare Testsson</b> bytte lösenord");
        assertThat(samsyn.rows("select state from entity_version").toString()).doesNotContain(PASSWORD).doesNotContain("argon");
    }

    @Test
    void tokensThatAPersonMakesAndRevokesAreTold() {
        TestClient client = samsyn.signIn("larare");
        client.get("/account");
        String made = client.post("/account/tokens", Map.of("label", "Karins dator")).body();
        String secret = made.replaceAll("(?s).*<code id=\"token\">([^<]*)<.*", "$1");
        assertThat(secret).startsWith("samsyn_");
        Object token = samsyn.rows("select id from api_token").get(0).get("id");
        assertThat(client.post("/account/tokens/" + token + "/revoke", Map.of()).status()).isEqualTo(303);
        assertThat(client.post("/account/tokens/" + token + "/revoke", Map.of()).status()).isEqualTo(404);

        assertThat(page())
                .contains("<b>Larare Testsson</b> skapade nyckeln Karins dator")
                .contains("<b>Larare Testsson</b> återkallade nyckeln Karins dator");
        String log = samsyn.rows("select state from entity_version").toString();
        assertThat(log).doesNotContain(secret).doesNotContain(Secrets.hash(secret));

        admin.post("/people/" + larare.id() + "/erase", Map.of("version", 1));
        assertThat(samsyn.rows("select state from entity_version").toString()).doesNotContain("Karin");
    }

    @Test
    void rolesAreNamedWhenTheyAreGivenChangedAndEnded() {
        String roles = "/people/" + larare.id() + "/roles";
        admin.post(roles, Map.of("role", "PRINCIPAL", "unit", samsyn.otherSchool().id()));
        long role = samsyn.app().people().roles().ofUsers(List.of(larare.id())).get(1).id();
        admin.post(roles + "/" + role + "/dates", Map.of("version", 1, "validTo", "2027-06-30"));
        admin.post(roles + "/" + role + "/remove", Map.of("version", 2));

        assertThat(page())
                .contains("<b>Admin Testsson</b> gav rollen Rektor på Ålunda skola")
                .contains("ändrade datum för rollen Rektor på Ålunda skola")
                .contains("tog bort rollen Rektor på Ålunda skola");
        assertThat(admin.get("/units/" + samsyn.otherSchool().id()).body())
                .contains("gav rollen Rektor till <a href=\"/roles/" + role + "\">Larare Testsson</a>")
                .contains("tog bort rollen Rektor från <a");
    }

    private String page() {
        return admin.get("/people/" + larare.id()).body();
    }

    private Object id() {
        return (int) larare.id();
    }
}
