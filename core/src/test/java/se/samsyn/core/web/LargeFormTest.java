package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;

class LargeFormTest {

    private static final String LARGE = "x".repeat(5 << 20);

    @ParameterizedTest
    @CsvSource({
        "sv, större än 4 MB, Gå tillbaka i webbläsaren: det du skrev står kvar",
        "en, larger than 4 MB, Go back in the browser: what you wrote is still there"
    })
    void saysTheLimitAndWhereTheTextIs(String language, String limit, String back) {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            TestClient client = samsyn.signIn("rektor", Role.PRINCIPAL);
            client.post("/account/language", Map.of("locale", language));
            Answer answer = client.post("/account/tokens", Map.of("label", LARGE));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains(limit).contains(back);
            Answer api = samsyn.api("rektor").json("POST", "/api/v1/goals", Map.of("title", LARGE));
            assertThat(api.status()).isEqualTo(413);
            assertThat(api.json().get("detail").asString()).contains("4 MB").doesNotContain("webbläsaren");
        }
    }

    /** Each is refused before it is read; an answer that comes while the browser still sends is lost. */
    @Test
    void isAnsweredHoweverMuchIsSent() {
        String huge = "x".repeat(20 << 20);
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            TestClient nobody = TestClient.of(samsyn.app());
            nobody.get("/login");
            for (int time = 0; time < 5; time++) {
                assertThat(nobody.post("/account/tokens", Map.of("label", huge)).status()).isEqualTo(303);
                assertThat(nobody.post("/no/such/address", Map.of("label", huge)).status()).isEqualTo(404);
                assertThat(nobody.post("/my-page", Map.of("label", huge)).status()).isEqualTo(405);
                assertThat(nobody.json("POST", "/api/v1/goals", Map.of("title", huge)).status()).isEqualTo(401);
            }
        }
    }
}
