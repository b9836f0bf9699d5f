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

class SignInTest {

    private static final String PASSWORD = "fyra korrekta hästar";

    private TestSamsyn samsyn;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        User rektor = samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.app().people().credentials().setPassword(samsyn.system(), rektor, PASSWORD);
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void whoIsNotSignedInIsLedToTheFormAndBack() {
        TestClient client = samsyn.client();
        Answer answer = client.get("/units?q=skola");
        assertThat(answer.location()).isEqualTo("/login?next=%2Funits%3Fq%3Dskola");
        assertThat(client.follow(answer).body()).contains("name=\"password\"").contains("/units?q=skola");
        Answer in = client.post(
                "/login", Map.of("username", " Rektor ", "password", PASSWORD, "next", "/units?q=skola"));
        assertThat(in.location()).isEqualTo("/units?q=skola");
        assertThat(client.get("/units").status()).isEqualTo(200);
        String cookie = client.cookie("samsyn_session").orElseThrow();
        assertThat(samsyn.rows("select token_hash from session").toString()).doesNotContain(cookie);
    }

    @Test
    void whoeverSentAFormSignedOutIsToldAndComesBackToThePageItWasOn() {
        TestClient client = samsyn.client();
        client.get("/login");
        Answer bare = client.post("/plan-types", Map.of("name", "Ny enhet"));
        assertThat(bare.location()).isEqualTo("/login");
        assertThat(client.follow(bare).body()).contains("Du var utloggad, så det du skickade är inte sparat. Logga in och gör om det.");
        TestClient browser = samsyn.client().always("Referer", "http://localhost/units/2/edit?from=unit");
        browser.get("/login");
        Answer sent = browser.post("/plan-types", Map.of("name", "Ny enhet"));
        assertThat(sent.location()).isEqualTo("/login?next=%2Funits%2F2%2Fedit%3Ffrom%3Dunit");
        assertThat(browser.follow(sent).body())
                .contains("/units/2/edit?from=unit", "Logga in, så kommer du tillbaka dit du var");
        Answer fromForm = samsyn.client().always("Referer", "http://localhost/account/language").post("/plan-types", Map.of());
        assertThat(fromForm.location()).as("no page to come back to").isEqualTo("/login");
        browser = samsyn.client().always("Referer", "inte en adress");
        browser.get("/login");
        assertThat(browser.post("/plan-types", Map.of()).location()).isEqualTo("/login");
    }

    @Test
    void whoeverSignsOutWhenTheSessionHasEndedIsOut() {
        TestClient client = samsyn.signIn("rektor");
        client.get("/units");
        samsyn.clock().forward(Accounts.IDLE.plusMinutes(1));
        Answer out = client.post("/logout", Map.of());
        assertThat(out.location()).isEqualTo("/login");
        assertThat(client.follow(out).body()).contains("Du är utloggad.").doesNotContain("inte sparat");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
        TestClient client = samsyn.client();
        client.get("/login");
        Answer wrong = client.post("/login", Map.of("username", "rektor", "password", "fel lösenord"));
        Answer unknown = client.post("/login", Map.of("username", "ingen", "password", "fel lösenord"));
        assertThat(wrong.status()).isEqualTo(422).isEqualTo(unknown.status());
        assertThat(unknown.body().replace("ingen", "rektor")).isEqualTo(wrong.body());
        assertThat(wrong.body()).doesNotContain("fel lösenord");
    }

    @Test
    void whoeverGuessesHasToWait() {
        TestClient client = samsyn.client();
        client.get("/login");
        for (int i = 0; i < SignIn.FAILURES_ALLOWED; i++) {
            client.post("/login", Map.of("username", "rektor", "password", "gissning " + i));
        }
        Answer paused = client.post("/login", Map.of("username", "rektor", "password", PASSWORD));
        assertThat(paused.status()).isEqualTo(429);
        assertThat(paused.body()).contains("för många försök").contains("10:15");
        samsyn.clock().forward(SignIn.PAUSE.plusSeconds(1));
        assertThat(client.post("/login", Map.of("username", "rektor", "password", PASSWORD)).location())
                .isEqualTo("/");
    }

    @Test
    void whatNobodyWouldTypeIsRefusedLikeAnyOther() {
        TestClient client = samsyn.client();
        client.get("/login");
        for (String text : List.of("x".repeat(1_000_000), "\u202E😀<script>", "' or 1=1 --", "", "\u0000")) {
            assertThat(client.post("/login", Map.of("username", text, "password", text)).status()).isEqualTo(422);
        }
        assertThat(client.postWithoutToken("/login", Map.of("username", "rektor", "password", PASSWORD)).status())
                .isEqualTo(403);
        assertThat(client.post("/login/demo", Map.of("username", "rektor")).status()).isEqualTo(404);
    }

    @Test
    void aSessionEndsWhenItIsOldUnusedOrForged() {
        TestClient client = samsyn.signIn("rektor");
        samsyn.clock().forward(Accounts.IDLE.minusMinutes(1));
        assertThat(client.get("/units").status()).isEqualTo(200);
        samsyn.clock().forward(Accounts.IDLE.minusMinutes(1));
        assertThat(client.get("/units").status()).isEqualTo(200);
        samsyn.clock().forward(Accounts.IDLE);
        assertThat(client.get("/units").location()).startsWith("/login");

        TestClient steady = samsyn.signIn("rektor");
        for (Duration since = Duration.ZERO; since.compareTo(Accounts.ABSOLUTE) < 0; since = since.plusHours(6)) {
            assertThat(steady.get("/units").status()).isEqualTo(200);
            samsyn.clock().forward(Duration.ofHours(6));
        }
        assertThat(steady.get("/units").location()).startsWith("/login");

        TestClient forged = samsyn.client();
        forged.cookie("samsyn_session", "forged");
        assertThat(forged.get("/units").location()).startsWith("/login");
    }

    @Test
    void signingOutEndsTheSession() {
        TestClient client = samsyn.signIn("rektor");
        String cookie = client.cookie("samsyn_session").orElseThrow();
        assertThat(client.postWithoutToken("/logout", Map.of()).status()).isEqualTo(403);
        assertThat(client.post("/logout", Map.of()).location()).isEqualTo("/login");
        client.cookie("samsyn_session", cookie);
        assertThat(client.get("/").location()).startsWith("/login");
    }

    @Test
    void anotherSessionsFormTokenDoesNotWork() {
        samsyn.user("annan", Role.PRINCIPAL, samsyn.otherSchool());
        TestClient other = samsyn.signIn("annan");
        TestClient client = samsyn.signIn("rektor");
        String theirs = other.get("/account").body().replaceAll("(?s).*name=\"csrf\" content=\"([^\"]*)\".*", "$1");
        assertThat(client.postWithoutToken("/account/language", Map.of("locale", "en", "_csrf", theirs)).status())
                .isEqualTo(403);
    }
}
