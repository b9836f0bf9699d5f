package se.samsyn.distribution;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import se.samsyn.testkit.ServerProcess;

/** What an operator may put in front: ends TLS, and tells the server behind it who called and how. */
final class Proxy implements AutoCloseable {

    /** Those that hold between two neighbours alone. */
    private static final Set<String> HOP = Set.of(
            "connection", "host", "content-length", "upgrade", "http2-settings", "transfer-encoding", ":status");

    private final HttpsServer listening;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String behind;

    private Proxy(HttpsServer listening, String behind) {
        this.listening = listening;
        this.behind = behind;
    }

    static Proxy before(ServerProcess server, Certificate certificate) throws IOException {
        HttpsServer listening = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        listening.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        Proxy proxy = new Proxy(listening, server.url());
        listening.createContext("/", proxy::forward);
        listening.start();
        return proxy;
    }

    String url() {
        return "https://localhost:" + listening.getAddress().getPort();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers asked = exchange.getRequestHeaders();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(
                            exchange.getRequestBody().readAllBytes()));
            asked.forEach((name, values) -> values.stream()
                    .filter(value -> !HOP.contains(name.toLowerCase(Locale.ROOT)))
                    .forEach(value -> request.header(name, value)));
            request.header("X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress());
            request.header("X-Forwarded-Proto", "https");
            request.header("X-Forwarded-Host", asked.getFirst("Host"));
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().map().forEach((name, values) -> {
                if (!HOP.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        listening.stop(0);
    }
}
