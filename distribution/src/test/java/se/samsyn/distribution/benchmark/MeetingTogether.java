package se.samsyn.distribution.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import se.samsyn.core.Heard;
import se.samsyn.core.TestClient;

/**
 * All members write decisions at one item of a meeting. Each listens as a browser does: what is told makes it fetch the
 * item's results anew, and a decision is seen when it stands there. Server and all clients share the machine.
 */
final class MeetingTogether {

    private static final int ROUNDS = 4;
    private static final long PAUSE_MILLIS = 8_000;
    private static final Pattern TEXT = Pattern.compile("beslut-\\d+-\\d+");

    private final List<TestClient> members;
    private final String meeting;
    private final String item;
    private final String part;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Double> seen = new ConcurrentLinkedQueue<>();
    private final int all;

    MeetingTogether(List<TestClient> members, String meeting, String item) {
        this.members = members;
        this.meeting = meeting;
        this.item = item;
        this.part = meeting + "/room/results?item=" + item;
        this.all = members.size() * ROUNDS;
    }

    void run() throws Exception {
        members.forEach(member -> member.get(part));
        CountDownLatch listening = new CountDownLatch(members.size());
        ExecutorService threads = Executors.newFixedThreadPool(2 * members.size());
        List<Future<Integer>> readers = new ArrayList<>();
        for (TestClient member : members) {
            readers.add(threads.submit(() -> read(member, listening)));
        }
        listening.await();
        for (int i = 0; i < members.size(); i++) {
            int number = i;
            threads.submit(() -> write(members.get(number), number));
        }
        int complete = 0;
        for (Future<Integer> reader : readers) {
            complete += reader.get(5, TimeUnit.MINUTES) == all ? 1 : 0;
        }
        threads.shutdownNow();
        Figures.say(
                "30 writers", "%d decisions; all of them seen by %d of %d; seen by another in %.0f ms, p99 %.0f ms, at most %.0f ms",
                sent.size(), complete, members.size(), percentile(0.5), percentile(0.99), percentile(1));
    }

    private void write(TestClient member, int number) {
        // Thirty do not press at the same moment.
        LockSupport.parkNanos(number * PAUSE_MILLIS * 1_000_000 / members.size());
        for (int round = 0; round < ROUNDS; round++) {
            String text = "beslut-" + number + "-" + round;
            sent.put(text, System.nanoTime());
            int status = member.post(meeting + "/items/" + item + "/decisions", Map.of("newdecision", text)).status();
            if (status != 303) {
                throw new IllegalStateException("A decision is answered " + status);
            }
            LockSupport.parkNanos(PAUSE_MILLIS * 1_000_000);
        }
    }

    /** How many decisions the member has seen once there are all, or two minutes have passed. */
    private int read(TestClient member, CountDownLatch listening) throws Exception {
        Set<String> known = ConcurrentHashMap.newKeySet();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        try (Heard heard = member.listen(meeting + "/live")) {
            heard.next();
            listening.countDown();
            while (known.size() < all && System.nanoTime() < end) {
                if (awaited(heard)) {
                    fetch(member, known);
                }
            }
        }
        return known.size();
    }

    /** Whether the item's results were told of; what was told meanwhile is fetched at once. */
    private boolean awaited(Heard heard) throws InterruptedException {
        boolean results = false;
        Optional<String> event = heard.within(Duration.ofMillis(200));
        while (event.isPresent()) {
            results |= event.get().startsWith("results-" + item);
            event = heard.within(Duration.ZERO);
        }
        return results;
    }

    private void fetch(TestClient member, Set<String> known) {
        String body = member.get(part).body();
        long now = System.nanoTime();
        TEXT.matcher(body).results().map(found -> found.group()).distinct().filter(known::add).forEach(text ->
                seen.add((now - sent.get(text)) / 1e6));
    }

    private double percentile(double part) {
        double[] sorted = seen.stream().mapToDouble(millis -> millis).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * part))];
    }
}
