package se.samsyn.core.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of a job, from its begin to its end. */
final class JobExecution implements RunningJob {

    /** How long one that has been asked to end gets before its stack is shown. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int FRAMES = 8;
    private static final int LONGEST_PROGRESS = 500;

    private final ScheduledJob job;
    private final Thread thread = Thread.currentThread();
    private final Clock clock;
    private final Instant started;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile String progress = "";
    private volatile @Nullable JobOutcome reason;
    private volatile long askedNanos;
    private volatile boolean leftAlone;
    private boolean ended;

    JobExecution(ScheduledJob job, Clock clock) {
        this.job = job;
        this.clock = clock;
        this.started = clock.instant();
    }

    ScheduledJob job() {
        return job;
    }

    Instant started() {
        return started;
    }

    /** Why it was asked to end; null when it was not. */
    @Nullable JobOutcome reason() {
        return reason;
    }

    @Override
    public boolean cancelled() {
        return reason != null;
    }

    @Override
    public void progress(String text) {
        progress = text.length() <= LONGEST_PROGRESS ? text : text.substring(0, LONGEST_PROGRESS);
    }

    /** Asks it to end. */
    synchronized void interrupt(JobOutcome why) {
        if (!ended) {
            if (reason == null) {
                reason = why;
                askedNanos = System.nanoTime();
            }
            thread.interrupt();
        }
    }

    /** The work has returned; an interrupt that it did not take must not hit what the thread does next. */
    synchronized void returned() {
        ended = true;
        if (reason != null) {
            Thread.interrupted();
        }
    }

    /** All is done, the writing down as well. */
    void over() {
        over.countDown();
    }

    boolean awaitOver(Duration patience) throws InterruptedException {
        return over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From now on the job goes on without it. */
    void leaveAlone() {
        leftAlone = true;
    }

    boolean leftAlone() {
        return leftAlone;
    }

    JobStatus.Running status() {
        boolean late = reason != null && System.nanoTime() - askedNanos > PATIENCE.toNanos();
        return new JobStatus.Running(started, progress, reason != null, late ? stack() : List.of());
    }

    private List<String> stack() {
        return Stream.of(thread.getStackTrace()).limit(FRAMES).map(StackTraceElement::toString).toList();
    }

    /** Which thread it is and where. */
    String describe() {
        return Stream.concat(Stream.of(thread.getName() + " (" + job.id().name() + ")"), stack().stream().map(line -> "  at " + line))
                .reduce((a, b) -> a + "\n" + b)
                .orElseThrow();
    }
}
