package se.samsyn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.testkit.ServerProcess;

/** A folder in which nothing can be written, and someone without rights who serves it: there is reading all the same. */
class ReadOnlyFolderIT {

    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    /** Root writes everywhere, so the server runs as nobody. */
    private static final List<String> UNPRIVILEGED =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private Path outer;
    private Prepared prepared;

    @BeforeEach
    void prepare() throws IOException {
        outer = Files.createTempDirectory("samsyn-read-only");
        prepared = Prepared.in(outer.resolve("data"));
        set("r--r--r--", "r-xr-xr-x");
    }

    @AfterEach
    void clear() throws IOException {
        set("rw-------", "rwx------");
        new DataFolder(outer).delete();
    }

    @Test
    void readingGoesOnAndWritingIsRefusedInWords() throws Exception {
        Path jar = Files.copy(ServerProcess.jar(), outer.resolve("samsyn.jar"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("r--r--r--"));
        try (ServerProcess server = ServerProcess.launch(ROOT ? UNPRIVILEGED : List.of(), jar, prepared.folder())) {
            server.awaitReady();
            assertThat(server.output()).containsPattern("WARN .*Nothing can be written in " + prepared.folder());

            HttpResponse<String> read = send(request(server).GET());
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(read.body()).contains("Provköpings kommun");

            String unit = "{\"name\":\"Ny skola\",\"kind\":\"COMPULSORY_SCHOOL\",\"parentId\":\"" + prepared.municipality()
                    + "\"}";
            HttpResponse<String> write =
                    send(request(server).POST(HttpRequest.BodyPublishers.ofString(unit)));
            assertThat(write.statusCode()).isEqualTo(503);
            assertThat(write.body()).contains("Inget har ändrats");
            assertThat(write.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");

            HttpResponse<String> health =
                    send(HttpRequest.newBuilder(URI.create(server.url() + "/health")).GET());
            assertThat(health.body()).contains("\"database\":\"read-only\"");

            server.stop();
            assertThat(server.output()).contains("ERROR Failures: /api/v1/units failed", "readonly database");
        }
    }

    private HttpRequest.Builder request(ServerProcess server) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/units"))
                .header("Authorization", "Bearer " + prepared.token())
                .header("Accept-Language", "sv");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void set(String files, String folders) throws IOException {
        try (Stream<Path> all = Files.walk(prepared.folder())) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? folders : files));
            }
        }
        Files.setPosixFilePermissions(outer, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
