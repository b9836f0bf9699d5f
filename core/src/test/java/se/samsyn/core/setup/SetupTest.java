package se.samsyn.core.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestClock;
import se.samsyn.core.TestSamsyn;

class SetupTest {

    @TempDir
    private Path folder;

    private Samsyn samsyn;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.empty(folder, new TestClock());
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void everythingLeadsToTheWizardUntilItIsDone() {
        TestClient client = TestClient.of(samsyn);
        for (String path : List.of("/", "/units", "/login", "/people/7", "/no-such-page")) {
            assertThat(client.get(path).location()).as(path).isEqualTo("/setup");
        }
        assertThat(client.get("/api/v1/units").status()).isEqualTo(503);
        assertThat(client.get("/health").status()).isEqualTo(200);
        Answer closed = client.get("/setup");
        assertThat(closed.status()).isEqualTo(403);
        assertThat(closed.body()).contains("engångskod");
    }

    @Test
    void theWizardMakesTheMunicipalityAndItsAdministrator() {
        TestClient client = begun();
        Answer end = walk(client, "IMPORT");
        assertThat(end.location()).isEqualTo("/setup/check");
        assertThat(client.follow(end).body()).contains("Testköpings kommun").contains("Ada Admin (ada)").contains("Skolans mål");
        assertThat(client.post("/setup/check", Map.of()).location()).isEqualTo("/imports");

        assertThat(samsyn.organisation().units().root().orElseThrow().name()).isEqualTo("Testköpings kommun");
        assertThat(samsyn.organisation().municipality().details().colour()).isEqualTo("#7a1450");
        assertThat(samsyn.planning().types().all()).hasSize(1);
        long ada = samsyn.people().users().byUsername("ada").orElseThrow().id();
        assertThat(samsyn.people().roles().ofUsers(List.of(ada)))
                .singleElement()
                .satisfies(role -> assertThat(role.role()).isEqualTo(Role.ADMINISTRATOR));
        assertThat(client.get("/people").status()).isEqualTo(200);

        TestClient again = TestClient.of(samsyn);
        again.get("/login");
        assertThat(again.post("/login", Map.of("username", "Ada", "password", "fyra korrekta hästar")).location())
                .isEqualTo("/");
        assertThat(again.get("/setup").status()).isEqualTo(410);
        assertThat(again.get("/setup/administrator").status()).isEqualTo(410);
        assertThat(again.post("/setup/check", Map.of()).status()).isEqualTo(410);
    }

    @Test
    void noAnswerIsKeptWhereOthersCouldReadThePassword() {
        TestClient client = begun();
        walk(client, "EMPTY");
        assertThat(values()).noneMatch(value -> value.contains("fyra korrekta"));
        client.post("/setup/check", Map.of());
        assertThat(samsyn.setup().needed()).isFalse();
        assertThat(values()).noneMatch(value -> value.contains("argon2"));
    }

    @Test
    void theTokenWorksOnceAndInOneBrowser() {
        String address = samsyn.setup().newAddress();
        TestClient first = TestClient.of(samsyn);
        assertThat(first.get(address).location()).isEqualTo("/setup/language");
        TestClient second = TestClient.of(samsyn);
        Answer replayed = second.get(address);
        assertThat(replayed.status()).isEqualTo(403);
        assertThat(replayed.body()).contains("redan använts");
        assertThat(second.get("/setup/administrator").status()).isEqualTo(403);
        assertThat(second.post("/setup/language", Map.of("locale", "sv")).status()).isEqualTo(403);
        assertThat(second.get("/setup?token=forged").status()).isEqualTo(403);
        assertThat(first.get("/setup/language").status()).isEqualTo(200);
    }

    @Test
    void itIsGoneOnWithWhereItWasLeftAlsoFromAnotherBrowser() {
        TestClient first = begun();
        first.post("/setup/language", Map.of("locale", "en"));
        first.post("/setup/municipality", Map.of("name", "Testköpings kommun", "colour", "#7a1450"));
        assertThat(first.get("/setup").location()).isEqualTo("/setup/administrator");
        assertThat(first.get("/setup/municipality").body()).contains("Testköpings kommun").contains("The municipality");

        TestClient second = begun();
        assertThat(second.get("/setup").location()).isEqualTo("/setup/administrator");
        assertThat(first.get("/setup/municipality").status()).isEqualTo(403);
        assertThat(second.get("/setup/check").location()).isEqualTo("/setup/administrator");
        assertThat(second.post("/setup/check", Map.of()).location()).isEqualTo("/setup/administrator");
    }

    @Test
    void whatCannotBeUsedIsSaidAtItsFieldAndTheRestIsKept() {
        TestClient client = begun();
        Answer short_ = client.post(
                "/setup/administrator", Map.of("name", "Ada Admin", "username", "a b", "password", "kort"));
        assertThat(short_.status()).isEqualTo(422);
        assertThat(short_.body()).contains("minst 12 tecken").contains("Ada Admin").doesNotContain("kort\"");
        assertThat(short_.body())
                .containsSubsequence("<a href=\"#f-username\">Användarnamn: ", "<a href=\"#f-password\">Lösenord: ");
        assertThat(client.post("/setup/municipality", Map.of("name", " ", "colour", "red; }")).status())
                .isEqualTo(422);
        assertThat(client.post("/setup/language", Map.of("locale", "xx")).status()).isEqualTo(422);
        assertThat(client.post("/setup/beginning", Map.of("beginning", "x")).status()).isEqualTo(422);
        assertThat(client.post("/setup/levels", Map.of("calendar", "SCHOOL_YEAR")).status()).isEqualTo(422);
        assertThat(client.post(
                                "/setup/levels",
                                Map.of("calendar", "SCHOOL_YEAR", "level1", "Mål", "level2", "Delmål", "level3", "Delmål"))
                        .body())
                .contains("<a href=\"#f-level3\">Nivå 3: Två nivåer kan inte heta likadant.")
                .doesNotContain("#f-level1\"", "#f-level2\"");
        assertThat(client.postWithoutToken("/setup/language", Map.of("locale", "sv")).status()).isEqualTo(403);
        assertThat(client.get("/setup/nothing").status()).isEqualTo(404);
        assertThat(samsyn.setup().answers()).isEqualTo(SetupAnswers.NONE);
    }

    @Test
    void anEmptyMunicipalitySaysWhatToDoFirst() {
        TestClient client = begun();
        walk(client, "EMPTY");
        assertThat(client.post("/setup/check", Map.of()).location()).isEqualTo("/");
        assertThat(client.get("/my-page").body())
                .contains("Lägg till kommunens enheter", "Lägg till dem som ska arbeta här", "Skriv den första planen");
    }

    private TestClient begun() {
        TestClient client = TestClient.of(samsyn);
        client.follow(client.get(samsyn.setup().newAddress()));
        return client;
    }

    private static Answer walk(TestClient client, String beginning) {
        client.post("/setup/language", Map.of("locale", "sv"));
        client.post("/setup/municipality", Map.of("name", "Testköpings kommun", "colour", "#7a1450"));
        client.post(
                "/setup/administrator",
                Map.of("name", "Ada Admin", "username", "Ada", "password", "fyra korrekta hästar"));
        client.post("/setup/levels", Map.of("calendar", "SCHOOL_YEAR", "level1", "Nämndens mål", "level2", "Skolans mål"));
        client.post("/setup/modules", Map.of());
        return client.post("/setup/beginning", Map.of("beginning", beginning));
    }

    private List<String> values() {
        return samsyn.database().jdbi().withHandle(handle -> handle.createQuery("select value from setting")
                .mapTo(String.class)
                .list());
    }
}
