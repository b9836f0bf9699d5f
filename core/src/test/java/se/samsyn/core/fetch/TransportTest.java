package se.samsyn.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.TestClock;
import se.samsyn.core.fetch.FetchFailure.Reason;
import se.samsyn.core.fetch.ReplayServer.Fault;
import se.samsyn.core.settings.FetchSettings;

/** How one asks a server that is not always well. */
class TransportTest {

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final List<Duration> pauses = new ArrayList<>();
    private ReplayServer server;
    private Transport transport;

    @BeforeEach
    void start() {
        server = ReplayServer.start();
        transport = to(server.kolada(), null);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Transport to(URI base, FetchSettings.Proxy proxy) {
        return new Transport(base, proxy, Duration.ofSeconds(1), pauses::add, clock);
    }

    private String get(String path) throws FetchFailure, InterruptedException {
        return get(transport, server.koladaAddress() + path);
    }

    private String get(Transport by, String address) throws FetchFailure, InterruptedException {
        return by.get(URI.create(address), "application/json", folder.resolve("answer"), file -> {
            KoladaPage.next(file);
            return Files.readString(file);
        });
    }

    private FetchFailure refused(String path) {
        return catchThrowableOfType(FetchFailure.class, () -> get(path));
    }

    @Test
    void saysWhoItIs() throws Exception {
        assertThat(get("/municipality?per_page=5000")).contains("\"1984\"", "Arboga");
        assertThat(server.header("User-Agent")).startsWith("Samsyn/");
        assertThat(server.header("Accept")).isEqualTo("application/json");
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsAsLongAsItIsToldTo() throws Exception {
        String until = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(90).atZone(ZoneOffset.UTC));
        server.next(
                ReplayServer.status(429, "Retry-After", "7"),
                ReplayServer.status(503, "Retry-After", until),
                ReplayServer.status(429, "Retry-After", "86400"));
        assertThat(get("/municipality")).contains("Arboga");
        assertThat(pauses.get(0)).isEqualTo(Duration.ofSeconds(7));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(90));
        assertThat(pauses.get(2)).isEqualTo(Duration.ofMinutes(5));
        assertThat(transport.requests()).isEqualTo(4);
    }

    @Test
    void triesAgainWhatMayPass() throws Exception {
        server.next(
                ReplayServer.status(500),
                ReplayServer.cut(),
                ReplayServer.body("{\"values\":[{\"id\":\"0001\"},{\"i"),
                ReplayServer.status(429, "Retry-After", "soon"));
        assertThat(get("/municipality")).contains("Arboga");
        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void givesUpAtLast() {
        assertThat(always(ReplayServer.status(502))).isEqualTo(Reason.FAULTY);
        assertThat(pauses).hasSize(Transport.ATTEMPTS - 1);
        assertThat(always(ReplayServer.status(429))).isEqualTo(Reason.BUSY);
        assertThat(always(ReplayServer.cut())).isEqualTo(Reason.UNREACHABLE);
        assertThat(always(ReplayServer.body("<html>Underhåll</html>"))).isEqualTo(Reason.GARBLED);
        assertThat(always(ReplayServer.body("{\"detail\":\"none\"}"))).isEqualTo(Reason.GARBLED);
    }

    private Reason always(Fault fault) {
        server.always("/municipality", fault);
        FetchFailure failure = refused("/municipality");
        server.behave();
        assertThat(failure.details()).first().isEqualTo("127.0.0.1");
        return failure.reason();
    }

    @Test
    void doesNotAskAgainWhatWillNotPass() {
        server.next(ReplayServer.status(410));
        assertThat(refused("/municipality").reason()).isEqualTo(Reason.CLOSED);
        server.next(ReplayServer.status(400));
        assertThat(refused("/municipality").reason()).isEqualTo(Reason.REFUSED);
        assertThat(refused("/nothing/here").reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(pauses).isEmpty();
        assertThat(transport.requests()).isEqualTo(3);
    }

    @Test
    void followsToTheSameServerAlone() throws Exception {
        server.next(ReplayServer.status(302, "Location", "/v3/municipality?per_page=5000"));
        assertThat(get("/moved")).contains("Arboga");
        for (String elsewhere : List.of(
                "http://169.254.169.254/latest/meta-data",
                "http://localhost:" + server.kolada().getPort() + "/v3/municipality",
                "http://127.0.0.1:1/v3/municipality",
                "http://127.0.0.1@example.com/v3/municipality",
                "/other/municipality",
                "/v3/../other",
                "file:///etc/passwd",
                "http://[")) {
            server.next(ReplayServer.status(302, "Location", elsewhere));
            assertThat(refused("/moved").reason()).as(elsewhere).isEqualTo(Reason.ELSEWHERE);
        }
        Fault around = ReplayServer.status(307, "Location", "/v3/municipality");
        server.next(around, around, around, around, around);
        assertThat(refused("/moved").reason()).isEqualTo(Reason.ELSEWHERE);
        assertThat(pauses).isEmpty();
    }

    @Test
    void isNeverLedFromTlsToTheClear() {
        Transport secure = to(URI.create("https://127.0.0.1:" + server.kolada().getPort() + "/v3"), null);
        FetchFailure failure = catchThrowableOfType(FetchFailure.class, () -> get(secure, server.koladaAddress() + "/municipality"));
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void endsWhatIsTooSlowOrTooLarge() {
        server.next(server.silence(), server.silence(), server.silence(), server.silence(), server.silence());
        assertThat(refused("/municipality").reason()).isEqualTo(Reason.UNREACHABLE);
        server.next(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[1 << 20];
            try (var out = exchange.getResponseBody()) {
                for (int i = 0; i < 40; i++) {
                    out.write(part);
                }
            } catch (IOException hungUp) {
                assertThat(hungUp).isNotNull();
            }
            return true;
        });
        transport = new Transport(server.kolada(), null, pauses::add, clock);
        assertThat(refused("/municipality").reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(folder.resolve("answer").toFile()).isFile().satisfies(file ->
                assertThat(file.length()).isLessThanOrEqualTo(Transport.LARGEST));
    }

    @Test
    void tellsWhenNobodyAnswers() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        transport = to(URI.create("http://127.0.0.1:" + unused), null);
        FetchFailure failure = catchThrowableOfType(
                FetchFailure.class, () -> get(transport, "http://127.0.0.1:" + unused + "/municipality"));
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void goesThroughTheProxy() throws Exception {
        List<String> through = new CopyOnWriteArrayList<>();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            through.add(exchange.getRequestURI().toString());
            if (through.size() == 1) {
                ReplayServer.body("{\"values\":[{\"id\":\"0001\"}],\"next_url\":null}").instead(exchange);
            } else {
                ReplayServer.status(407, "Proxy-Authenticate", "Basic realm=\"kommunen\"").instead(exchange);
            }
        });
        proxy.start();
        try {
            Transport by = to(
                    URI.create("http://api.kolada.example/v3"),
                    new FetchSettings.Proxy("127.0.0.1", proxy.getAddress().getPort()));
            assertThat(get(by, "http://api.kolada.example/v3/municipality")).contains("0001");
            assertThat(through).containsExactly("http://api.kolada.example/v3/municipality");
            FetchFailure failure = catchThrowableOfType(
                    FetchFailure.class, () -> get(by, "http://api.kolada.example/v3/municipality"));
            assertThat(failure.reason()).isEqualTo(Reason.PROXY);
        } finally {
            proxy.stop(0);
        }
    }
}
