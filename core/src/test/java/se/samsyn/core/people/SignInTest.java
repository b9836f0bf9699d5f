package se.samsyn.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;

class SignInTest {

    private TestSamsyn samsyn;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void whoIsNotSignedInIsLedToTheFormAndBack() {
        TestClient client = samsyn.client();
        Answer answer = client.get("/");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/login?next=%2F");
        assertThat(client.follow(answer).body()).contains("Logga in").contains("name=\"password\"");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
        TestClient client = samsyn.client();
        client.get("/login");
        Answer wrong = client.post("/login", Map.of("username", "rektor", "password", "fel lösenord"));
        Answer unknown = client.post("/login", Map.of("username", "ingen", "password", "fel lösenord"));
        assertThat(wrong.status()).isEqualTo(422).isEqualTo(unknown.status());
        assertThat(unknown.body().replace("ingen", "rektor").replaceAll("csrf\" [a-z]+=\"[^\"]*", ""))
                .isEqualTo(wrong.body().replaceAll("csrf\" [a-z]+=\"[^\"]*", ""));
    }

    @Test
    void signingOutEndsTheSession() {
        TestClient client = samsyn.signIn("rektor");
        String cookie = client.cookie("samsyn_session").orElseThrow();
        assertThat(client.post("/logout", Map.of()).location()).isEqualTo("/login");
        client.cookie("samsyn_session", cookie);
        assertThat(client.get("/").location()).startsWith("/login");
    }
}
