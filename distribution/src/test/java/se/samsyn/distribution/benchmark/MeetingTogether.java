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
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import se.samsyn.core.Heard;
import se.samsyn.core.TestClient;

/**
 * All members write at once at a meeting. Each listens as a browser does: what is told makes it fetch that part of the page
 * anew, and what another wrote is seen when it stands there. Server and all clients share the machine.
 */
final class MeetingTogether {

    private static final Pattern TEXT = Pattern.compile("skrivet-(\\d+)-\\d+");

    private final List<TestClient> members;
    private final Round round;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Double> seen = new ConcurrentLinkedQueue<>();

    /**
     * What is written and read.
     *
     * @param times how often each writes
     * @param pauseMillis how long each waits in between
     * @param event what is told when it is written at the item that the member with the number has open
     * @param part what that makes the member fetch
     * @param others how many of the others write there
     */
    record Round(
            String what, int times, long pauseMillis, IntFunction<String> event, IntFunction<String> part, int others, Writing writing) {}

    /** Writes as the member with the number; answers the status. */
    @FunctionalInterface
    interface Writing {
        int write(TestClient member, int number, String text);
    }

    private MeetingTogether(List<TestClient> members, Round round) {
        this.members = members;
        this.round = round;
    }

    static void run(List<TestClient> members, String meeting, Round round) throws Exception {
        new MeetingTogether(members, round).run(meeting);
    }

    private void run(String meeting) throws Exception {
        CountDownLatch listening = new CountDownLatch(members.size());
        ExecutorService threads = Executors.newFixedThreadPool(2 * members.size());
        List<Future<Integer>> readers = new ArrayList<>();
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            int number = i;
            members.get(number).get(round.part().apply(number));
            readers.add(threads.submit(() -> read(meeting, number, listening)));
        }
        listening.await();
        for (int i = 0; i < members.size(); i++) {
            int number = i;
            writers.add(threads.submit(() -> write(members.get(number), number)));
        }
        int complete = 0;
        try {
            for (Future<?> writer : writers) {
                writer.get(5, TimeUnit.MINUTES);
            }
            for (Future<Integer> reader : readers) {
                complete += reader.get(5, TimeUnit.MINUTES) == awaited() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }
        Figures.say(
                "30 writers", "%d %s; those of the others seen by %d of %d; in %.0f ms, p99 %.0f ms, at most %.0f ms (p99 at most 1000)",
                sent.size(), round.what(), complete, members.size(), percentile(0.5), percentile(0.99), percentile(1));
    }

    /** How many texts of others each is to see. */
    private int awaited() {
        return round.others() * round.times();
    }

    private void write(TestClient member, int number) {
        // Thirty do not press at the same moment.
        LockSupport.parkNanos(number * round.pauseMillis() * 1_000_000 / members.size());
        for (int i = 0; i < round.times(); i++) {
            String text = "skrivet-" + number + "-" + i;
            sent.put(text, System.nanoTime());
            int status = round.writing().write(member, number, text);
            if (status / 100 != 2 && status != 303) {
                throw new IllegalStateException("What is written is answered " + status);
            }
            LockSupport.parkNanos(round.pauseMillis() * 1_000_000);
        }
    }

    /** How many of the others' the member has seen once there are all, or two minutes have passed. */
    private int read(String meeting, int number, CountDownLatch listening) throws Exception {
        TestClient member = members.get(number);
        Set<String> known = ConcurrentHashMap.newKeySet();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        try (Heard heard = member.listen(meeting + "/live")) {
            heard.next();
            listening.countDown();
            while (known.size() < awaited() && System.nanoTime() < end) {
                if (isTold(heard, round.event().apply(number))) {
                    fetch(member, number, known);
                }
            }
        }
        return known.size();
    }

    /** Whether the event was told; what was told meanwhile is fetched at once. */
    private static boolean isTold(Heard heard, String name) throws InterruptedException {
        boolean told = false;
        Optional<String> event = heard.within(Duration.ofMillis(200));
        while (event.isPresent()) {
            told |= event.get().equals(name) || event.get().startsWith(name + " ");
            event = heard.within(Duration.ZERO);
        }
        return told;
    }

    private void fetch(TestClient member, int number, Set<String> known) {
        String body = member.get(round.part().apply(number)).body();
        long now = System.nanoTime();
        TEXT.matcher(body).results()
                .filter(found -> Integer.parseInt(found.group(1)) != number)
                .map(found -> found.group())
                .distinct()
                .filter(known::add)
                .forEach(text -> seen.add((now - sent.get(text)) / 1e6));
    }

    private double percentile(double part) {
        double[] sorted = seen.stream().mapToDouble(millis -> millis).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(sorted.length * part) - 1];
    }
}
