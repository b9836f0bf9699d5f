package se.samsyn.core.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import se.samsyn.core.database.Json;
import se.samsyn.core.settings.DataFolder;

/**
 * The server that works on a folder now, as its file in the folder tells.
 *
 * @param port where it listens for commands, on loopback
 * @param secret what a command must show, to prove that it may read the folder
 */
record RunningServer(int port, String secret) {

    static final String FILE = "server.json";
    static final String PATH = "/command";
    static final String SECRET_HEADER = "X-Samsyn-Secret";

    /** A command's words, and where they were typed. */
    record Order(List<String> words, String folder) {}

    /** What became of it. */
    record Outcome(int exit, String out, String err) {}

    static RunningServer of(DataFolder folder) throws IOException {
        try {
            return Json.read(Files.readString(folder.path().resolve(FILE)), RunningServer.class);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("Another command works on " + folder.path() + " right now; try again when it is done.");
        }
    }

    Outcome run(Order order) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH))
                .header(SECRET_HEADER, secret)
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(order)))
                .build();
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new CommandFailure("The running server did not take the command (" + response.statusCode() + ").");
        }
        return Json.read(response.body(), Outcome.class);
    }
}
