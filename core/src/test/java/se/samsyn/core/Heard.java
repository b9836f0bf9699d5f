package se.samsyn.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What one listener heard of server-sent events, each as {@code name data}. */
public final class Heard implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);

    Heard(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "listener");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String event = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data:")) {
                    data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).stripLeading());
                } else if (line.isEmpty() && !event.isEmpty()) {
                    events.add((event + " " + data).strip());
                    event = "";
                    data.setLength(0);
                }
            }
        } catch (IOException closed) {
            // Ended by one or the other, which is what the latch says.
        } finally {
            end.countDown();
        }
    }

    public int status() {
        return response.statusCode();
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** The next event; fails when there is none within two seconds. */
    public String next() throws InterruptedException {
        String event = events.poll(2, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("Nothing was told");
        }
        return event;
    }

    /** The next event; empty when there is none in this time. */
    public Optional<String> within(Duration time) throws InterruptedException {
        return Optional.ofNullable(events.poll(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether nothing is told in this time. */
    public boolean silent(Duration time) throws InterruptedException {
        return events.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
    }

    /** Whether the answer ends within this time. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return end.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
