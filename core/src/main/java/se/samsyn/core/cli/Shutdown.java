package se.samsyn.core.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets the process be asked to end, and keeps it until the server has closed. */
final class Shutdown implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Waits until the process is asked to end. Before this it ends at once, with nothing yet to close. */
    void await() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::askAndWait, "shutdown"));
        asked.await();
    }

    /** Everything has been closed; the process may go. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void askAndWait() {
        asked.countDown();
        try {
            closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
