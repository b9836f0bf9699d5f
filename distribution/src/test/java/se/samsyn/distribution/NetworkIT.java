package se.samsyn.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.testkit.Command;
import se.samsyn.testkit.ServerProcess;

/** The server on a network: over TLS of its own, behind a proxy that ends TLS, and never in the clear. */
class NetworkIT {

    private static final int WRONG_PASSWORDS = 20;

    @TempDir
    private Path temporary;

    private Prepared prepared;
    private String password;

    @BeforeEach
    void prepare() {
        prepared = Prepared.in(temporary.resolve("data"));
        password = Command.run(prepared.folder(), "user", "password", "admin").out().strip();
    }

    @Test
    void overTls() throws IOException {
        Certificate certificate = Certificate.make(temporary, "own", "EC");
        try (ServerProcess server = ServerProcess.start(
                prepared.folder(),
                "--host", "0.0.0.0",
                "--tls-cert", certificate.certificate().toString(),
                "--tls-key", certificate.key().toString())) {
            assertThat(server.url()).startsWith("https://localhost:");
            TestClient client = TestClient.at(server.url(), certificate.context());
            Answer form = client.get("/login");
            assertThat(form.status()).isEqualTo(200);
            assertThat(form.header("Strict-Transport-Security").orElse("")).isEqualTo("max-age=31536000");
            cookiesAreForTlsAlone(form);
            Answer in = client.post("/login", Map.of("username", "admin", "password", password));
            assertThat(in.status()).isEqualTo(303);
            assertThat(in.location()).isEqualTo("/");
            cookiesAreForTlsAlone(in);
            assertThat(client.get("/units").body()).contains("Provköpings kommun");

            TestClient plain = TestClient.at(server.url().replace("https:", "http:"));
            assertThatThrownBy(() -> plain.get("/login")).as("in the clear").hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void behindAProxyThatEndsTls() throws IOException {
        Certificate certificate = Certificate.make(temporary, "proxy", "RSA");
        try (ServerProcess server = ServerProcess.start(prepared.folder(), "--trusted-proxy");
                Proxy proxy = Proxy.before(server, certificate)) {
            TestClient client = TestClient.at(proxy.url(), certificate.context());
            Answer away = client.get("/units?q=a");
            assertThat(away.location()).isEqualTo("/login?next=%2Funits%3Fq%3Da");
            cookiesAreForTlsAlone(away);
            assertThat(client.follow(away).status()).isEqualTo(200);
            Answer in = client.post("/login", Map.of("username", "admin", "password", password, "next", "/units?q=a"));
            assertThat(in.location()).isEqualTo("/units?q=a");
            cookiesAreForTlsAlone(in);
            assertThat(client.get(in.location()).status()).isEqualTo(200);
            assertThat(oneTimeLink(client)).as("the address that people use").startsWith(proxy.url() + "/welcome/");

            assertThat(client.get("/metrics").status()).as("metrics, for the network").isEqualTo(403);
            assertThat(TestClient.at(server.url()).get("/metrics").status()).as("metrics, for the machine").isEqualTo(200);
        }
    }

    @Test
    void withoutAProxyWhatCallersClaimIsNotBelieved() {
        try (ServerProcess server = ServerProcess.start(prepared.folder())) {
            TestClient client = TestClient.at(server.url())
                    .always("X-Forwarded-Proto", "https", "X-Forwarded-Host", "elsewhere.example", "Forwarded", "host=elsewhere.example");
            client.get("/login");
            client.post("/login", Map.of("username", "admin", "password", password));
            assertThat(oneTimeLink(client)).startsWith(server.url() + "/welcome/");
            assertThat(client.get("/metrics").status()).isEqualTo(403);

            for (int i = 0; i < WRONG_PASSWORDS; i++) {
                TestClient guesser = TestClient.at(server.url())
                        .always("X-Forwarded-For", "203.0.113." + i, "X-Real-IP", "203.0.113." + i);
                guesser.get("/login");
                assertThat(guesser.post("/login", Map.of("username", "admin", "password", "gissning " + i)).status())
                        .isEqualTo(422);
            }
            TestClient last = TestClient.at(server.url()).always("X-Forwarded-For", "203.0.113.99");
            last.get("/login");
            assertThat(last.post("/login", Map.of("username", "admin", "password", password)).status())
                    .isEqualTo(429);
        }
    }

    @Test
    void nothingIsServedInTheClearOrByAKeyThatDoesNotFit() throws IOException {
        refused(2, "--tls-cert and --tls-key, or --trusted-proxy", "--host", "0.0.0.0");
        Certificate one = Certificate.make(temporary, "one", "EC");
        Certificate other = Certificate.make(temporary, "other", "EC");
        Certificate rsa = Certificate.make(temporary, "rsa", "RSA");
        Path text = Files.writeString(temporary.resolve("text"), "no certificate");
        refused(2, "go together", "--tls-cert", one.certificate().toString());
        for (Path key : List.of(other.key(), rsa.key())) {
            refused(1, "do not belong together", "--tls-cert", one.certificate().toString(), "--tls-key", key.toString());
        }
        refused(1, "Cannot read", "--tls-cert", temporary.resolve("none").toString(), "--tls-key", one.key().toString());
        refused(1, text.toString(), "--tls-cert", text.toString(), "--tls-key", one.key().toString());
        refused(1, "openssl pkcs8", "--tls-cert", one.certificate().toString(), "--tls-key", one.certificate().toString());
    }

    private void refused(int exit, String why, String... flags) {
        String[] words = new String[flags.length + 3];
        words[0] = "serve";
        words[1] = "--port";
        words[2] = "0";
        System.arraycopy(flags, 0, words, 3, flags.length);
        Command command = Command.run(prepared.folder(), words);
        assertThat(command.err()).contains(why).hasLineCount(1);
        assertThat(command.exit()).as(why).isEqualTo(exit);
    }

    private String oneTimeLink(TestClient admin) {
        String id = admin.get("/people").body().replaceAll("(?s).*?href=\"/people/(\\d+)\".*", "$1");
        return admin.post("/people/" + id + "/link", Map.of())
                .body()
                .replaceAll("(?s).*?(https?://[^\\s\"<]*/welcome/[^\\s\"<]*).*", "$1");
    }

    private static void cookiesAreForTlsAlone(Answer answer) {
        List<String> cookies = answer.response().headers().allValues("Set-Cookie");
        assertThat(cookies).isNotEmpty();
        assertThat(cookies).allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Lax"));
    }
}
