package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.core.TestSamsyn;

/** Requests that no browser sends. */
class BadRequestTest {

    private static TestSamsyn samsyn;

    @BeforeAll
    static void start() {
        samsyn = TestSamsyn.start();
    }

    @AfterAll
    static void stop() {
        samsyn.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"samsyn_notice=%zz", "samsyn_notice=%0A", "samsyn_notice=web.title%0Ax", "samsyn_notice=search.found%0A1e900000000",
        "samsyn_session=%00", "samsyn_form="})
    void cookiesThatAreNotOursAreNoCookies(String cookie) throws Exception {
        HttpResponse<String> answer = send(request("/login").header("Cookie", cookie));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("name=\"password\"");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded; charset=nonsense, username=a, 400",
        "application/x-www-form-urlencoded; charset=\u00e5, username=a, 400",
        "text/plain; charset=nonsense, username=a, 400",
        "multipart/form-data, username=a, 400",
        "multipart/form-data; boundary=x, username=a, 400",
        "application/x-www-form-urlencoded, %zz=%a, 403",
        "application/json, {, 403"
    })
    void formsThatCannotBeReadAreSaidToBeSo(String type, String body, int status) throws Exception {
        HttpResponse<String> answer =
                send(request("/login").header("Content-Type", type).POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("<h1");
    }

    @Test
    void anAddressCannotLeadOutOfTheStaticFiles() throws Exception {
        assertThat(send(request("/static/..%2f..%2fsamsyn.db")).statusCode()).isBetween(400, 404);
    }

    @Test
    void aMethodThatAPageDoesNotKnowIsRefusedWithThoseItKnows() throws Exception {
        HttpResponse<String> answer = send(request("/login").DELETE());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.body()).as("plain words").contains("Adressen används när", "Inget har ändrats").doesNotContain("POST");
        assertThat(send(request("/login").method("TRACE", BodyPublishers.noBody())).statusCode()).isEqualTo(405);
    }

    @Test
    void headIsGetWithoutItsBody() throws Exception {
        HttpResponse<String> answer = send(request("/login").method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).isEmpty();
        assertThat(send(request("/nowhere").method("HEAD", BodyPublishers.noBody())).statusCode()).isEqualTo(404);
    }

    @Test
    void aSlashAtTheEndChangesNothing() throws Exception {
        assertThat(send(request("/login/")).statusCode()).isEqualTo(200);
        assertThat(send(request("/login//x")).statusCode()).isBetween(400, 404);
    }

    /** As many as take all of the server's threads if each waits with one. */
    @Test
    void thoseWhoSendSlowlyKeepNoneWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                slow.add(halfSent(samsyn));
            }
            assertThat(send(request("/login").timeout(Duration.ofSeconds(10))).statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** The database's own log is gone once it has been closed in good order. */
    @Test
    void whoHasNotSentAllWhenTheServerStopsKeepsNothingFromBeingClosed() throws Exception {
        TestSamsyn stopped = TestSamsyn.start();
        assertThat(stopped.folder().resolve("samsyn.db-wal")).exists();
        try (Socket slow = halfSent(stopped)) {
            assertThat(slow.isConnected()).isTrue();
            stopped.close();
        }
        assertThat(stopped.folder().resolve("samsyn.db-wal")).doesNotExist();
    }

    private static Socket halfSent(TestSamsyn to) throws IOException {
        Socket socket = new Socket("127.0.0.1", to.app().port());
        socket.getOutputStream()
                .write(("POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                + "Content-Length: 60000\r\n\r\na")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + samsyn.app().port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
