package se.samsyn.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.settings.Version;
import tools.jackson.databind.JsonNode;

class OperationTest {

    private final TestSamsyn samsyn = TestSamsyn.start();
    private final TestClient client = samsyn.client();

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void healthIsToldWithoutSignIn() {
        TestClient.Answer answer = client.get("/health");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode health = answer.json();
        assertThat(health.get("status").asString()).isEqualTo("up");
        assertThat(health.get("version").asString()).isEqualTo(Version.current());
        assertThat(health.get("database").asString()).isEqualTo("up");
        assertThat(health.get("plugins").isObject()).isTrue();
    }

    @Test
    void aDatabaseThatFailsIsToldToo() {
        samsyn.app().database().write(() -> samsyn.app().database().jdbi().useHandle(
                handle -> handle.execute("alter table setting rename to gone")));
        TestClient.Answer answer = client.get("/health");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("status").asString()).isEqualTo("down");
    }

    @Test
    void requestsAreCountedByRoute() {
        client.get("/health");
        client.get("/health");
        TestClient.Answer metrics = client.get("/metrics");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(metrics.body())
                .contains("samsyn_http_request_duration_seconds_count{method=\"GET\",route=\"/health\",status=\"200\"} 2")
                .contains("samsyn_build_info{version=\"" + Version.current() + "\"} 1")
                .contains("samsyn_heap_used_bytes", "samsyn_database_bytes");
    }

    @Test
    void theAccessLogKeepsNoOneTimeSecret() {
        Logger log = (Logger) LoggerFactory.getLogger("access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        Level before = log.getLevel();
        log.setLevel(Level.INFO);
        try {
            new AccessLog((method, route, path, status, millis) -> {})
                    .answered("GET", "/welcome/{secret}", "/welcome/aSecret", 200, 3);
            new AccessLog((method, route, path, status, millis) -> {}).answered("GET", "/units/{unit}", "/units/7", 200, 3);
        } finally {
            log.setLevel(before);
            log.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("GET /welcome/*** 200 3 ms", "GET /units/7 200 3 ms")
                .noneMatch(line -> line.contains("aSecret"));
    }

    @Test
    void whatAProxyForwardsSeesNoMetrics() {
        assertThat(client.get("/metrics", "X-Forwarded-For", "127.0.0.1").status()).isEqualTo(403);
        assertThat(client.get("/metrics", "Forwarded", "for=127.0.0.1").status()).isEqualTo(403);
    }
}
