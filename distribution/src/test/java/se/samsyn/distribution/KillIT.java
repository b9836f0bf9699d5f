package se.samsyn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.database.Database;
import se.samsyn.core.settings.Settings;
import se.samsyn.testkit.Command;
import se.samsyn.testkit.ServerProcess;

/** The server is killed while several write, round after round: what was acknowledged is there, and nothing is half. */
class KillIT {

    private static final int ROUNDS = Integer.getInteger("samsyn.rounds", 20);
    private static final int WRITERS = 4;

    /** How many writes of each round are acknowledged before the kill. */
    private static final int ENOUGH = 25;

    @TempDir
    private Path temporary;

    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();

    @Test
    void whatIsAcknowledgedSurvives() throws Exception {
        Prepared prepared = Prepared.in(temporary.resolve("data"));
        for (int round = 1; round <= ROUNDS; round++) {
            writeAndKill(prepared, round);
            check(prepared.folder(), round);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ENOUGH);
        assertThat(Command.run(prepared.folder(), "doctor").out()).contains("The whole file is sound.");
    }

    private void writeAndKill(Prepared prepared, int round) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(ENOUGH);
        ServerProcess server = ServerProcess.start(prepared.folder());
        List<Thread> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> new Thread(() -> write(server, prepared, round + "-" + writer, enough)))
                .toList();
        writers.forEach(Thread::start);
        boolean reached = enough.await(60, TimeUnit.SECONDS);
        server.kill();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(reached).as("enough writes in round " + round + ":\n" + server.output()).isTrue();
    }

    /** Creates units one after the other until the server no longer answers. */
    private void write(ServerProcess server, Prepared prepared, String prefix, CountDownLatch enough) {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; ; i++) {
            String name = "Enhet " + prefix + "-" + i;
            String body = "{\"name\":\"" + name + "\",\"kind\":\"COMPULSORY_SCHOOL\",\"parentId\":\""
                    + prepared.municipality() + "\"}";
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/units"))
                    .header("Authorization", "Bearer " + prepared.token())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 201) {
                    throw new AssertionError(response.statusCode() + " " + response.body());
                }
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            acknowledged.add(name);
            enough.countDown();
        }
    }

    private void check(Path folder, int round) {
        try (Database database = Database.open(Settings.of(folder).databaseFile())) {
            assertThat(database.integrity()).as("round " + round).isEqualTo("ok");
            Set<String> kept = database.jdbi().withHandle(handle -> handle.createQuery("select name from unit")
                    .mapTo(String.class)
                    .collect(Collectors.toSet()));
            assertThat(kept).as("acknowledged by round " + round).containsAll(acknowledged);
            assertThat(halfWritten(database)).as("units without their first version, round " + round).isZero();
        }
    }

    /** A unit and the note of who made it are one write. */
    private static long halfWritten(Database database) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        """
                        select count(*) from unit u where not exists (
                            select 1 from entity_version v where v.entity = 'unit' and v.entity_id = u.id)
                        """)
                .mapTo(Long.class)
                .one());
    }
}
