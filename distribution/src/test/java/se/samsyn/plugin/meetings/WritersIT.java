package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.plugin.meetings.TestMeetings.ok;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.Heard;
import se.samsyn.core.TestClient;

/** Several who write at a meeting at once. */
class WritersIT {

    private TestMeetings world;
    private String series;
    private String meeting;
    private String item;
    private String number;

    @BeforeEach
    void start() {
        world = new TestMeetings();
        series = world.series(false);
        meeting = world.meeting(series, "2026-12-03");
        number = world.items(meeting).get(1);
        item = meeting + "/items/" + number;
        world.rektor.post(meeting + "/state", Map.of("to", "ONGOING"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void whoeverHasTheMeetingOpenIsToldOfFilesMembersAndWhatIsDone() throws InterruptedException {
        try (Heard heard = world.larare.listen(meeting + "/live")) {
            heard.next();
            ok(world.rektor.upload(item + "/files", Map.of(), "file", "buss.txt", "Pris".getBytes(StandardCharsets.UTF_8)));
            until(heard, "agenda");
            String file = world.samsyn.rows("select id from attachment").get(0).get("id").toString();
            ok(world.rektor.post(item + "/files/" + file + "/remove", Map.of()));
            until(heard, "agenda");
            world.member(series, "kollega", "MEMBER");
            until(heard, "presence");
            ok(world.rektor.post(series + "/members/" + world.id("kollega") + "/remove", Map.of()));
            until(heard, "presence");
            ok(world.rektor.post(item + "/actions", Map.of("newaction", "Boka buss")));
            ok(world.rektor.post(item + "/actions/" + world.last("action") + "/done", Map.of("done", "true")));
            until(heard, "following");
        }
    }

    private static void until(Heard heard, String event) throws InterruptedException {
        while (!heard.next().startsWith(event)) {
            continue;
        }
    }

    /** The figure that a meeting is held to: each of thirty sees the others' within a second, and nothing is lost. */
    @Test
    void thirtyWritersSeeEachOthersWithinASecond() throws Exception {
        List<TestClient> writers = new ArrayList<>();
        List<Heard> heard = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String name = "skrivare" + i;
            world.samsyn.user(name, Role.EMPLOYEE, world.samsyn.school());
            world.member(series, name, "MEMBER");
            TestClient writer = world.samsyn.signIn(name);
            writers.add(writer);
            heard.add(writer.listen(meeting + "/live"));
        }
        bePresent(heard);
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        int rounds = 5;
        for (int round = 0; round < rounds; round++) {
            write(writers, heard, times, round);
        }
        Collections.sort(times);
        long p99 = times.get((int) Math.ceil(times.size() * 0.99) - 1);
        assertThat(world.samsyn.rows("select id from p_meetings_decision")).hasSize(30 * rounds + 1);
        assertThat(Duration.ofNanos(p99)).as("p99 of " + times.size()).isLessThan(Duration.ofSeconds(1));
        heard.forEach(Heard::close);
        String[] all = IntStream.range(0, 30 * rounds).mapToObj(i -> "\nBeslut " + i / 30 + " av " + i % 30 + "</textarea>").toArray(String[]::new);
        for (TestClient writer : writers) {
            assertThat(writer.get(meeting + "/room/results?item=" + number).body()).contains(all);
        }
    }

    /** Each has heard of one decision, and so before it of all who came. */
    private void bePresent(List<Heard> heard) throws InterruptedException {
        ok(world.rektor.post(item + "/decisions", Map.of("newdecision", "Vi är här")));
        for (Heard one : heard) {
            while (!one.next().startsWith("results-")) {
                continue;
            }
        }
    }

    /** All write at once; each time is from the sending of one to when the last of the listeners has heard of that many. */
    private void write(List<TestClient> writers, List<Heard> heard, List<Long> times, int round) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(60);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < writers.size(); i++) {
            String text = "Beslut " + round + " av " + i;
            TestClient writer = writers.get(i);
            done.add(threads.submit(() -> {
                go.await();
                assertThat(writer.post(item + "/decisions", Map.of("newdecision", text)).status()).isEqualTo(303);
                return true;
            }));
        }
        long start = System.nanoTime();
        for (Heard one : heard) {
            done.add(threads.submit(() -> {
                int results = 0;
                while (results < writers.size()) {
                    if (one.next().startsWith("results-")) {
                        results++;
                        times.add(System.nanoTime() - start);
                    }
                }
                return true;
            }));
        }
        go.countDown();
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();
    }
}
