package se.samsyn.core.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import se.samsyn.core.Samsyn;
import se.samsyn.core.database.Json;
import se.samsyn.core.settings.DataFolder;

/**
 * Takes commands from those who can read the data folder. Apart from the web server, on a loopback port of its own, so
 * that no proxy leads to it.
 */
final class CommandListener implements AutoCloseable {

    private static final int LARGEST_ORDER = 64 * 1024;

    private final Samsyn samsyn;
    private final DataFolder folder;
    private final byte[] secret;
    private final HttpServer server;
    private final ExecutorService executor;

    private CommandListener(Samsyn samsyn, DataFolder folder, String secret, HttpServer server) {
        this.samsyn = samsyn;
        this.folder = folder;
        this.secret = secret.getBytes(StandardCharsets.US_ASCII);
        this.server = server;
        this.executor = Executors.newFixedThreadPool(2, work -> new Thread(work, "command"));
    }

    static CommandListener start(Samsyn samsyn, DataFolder folder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        CommandListener listener = new CommandListener(samsyn, folder, newSecret(), server);
        server.setExecutor(listener.executor);
        server.createContext(RunningServer.PATH, listener::handle);
        server.start();
        RunningServer running =
                new RunningServer(server.getAddress().getPort(), new String(listener.secret, StandardCharsets.US_ASCII));
        folder.writePrivate(RunningServer.FILE, Json.write(running).getBytes(StandardCharsets.UTF_8));
        return listener;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST") || !mayCommand(exchange)) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_ORDER);
            RunningServer.Order order =
                    Json.read(new String(body, StandardCharsets.UTF_8), RunningServer.Order.class);
            byte[] answer = Json.write(Cli.inServer(samsyn, order)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        }
    }

    private boolean mayCommand(HttpExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst(RunningServer.SECRET_HEADER);
        boolean direct = !exchange.getRequestHeaders().containsKey("Forwarded")
                && !exchange.getRequestHeaders().containsKey("X-Forwarded-For");
        return direct
                && shown != null
                && MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.US_ASCII));
    }

    private static String newSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Lets a command that is under way finish. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.path().resolve(RunningServer.FILE));
        executor.shutdown();
        try {
            executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }
}
