package se.samsyn.core.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a job, from its begin to its end. */
final class JobExecution implements RunningJob {

    /** How long one that has been asked to end gets before its stack is shown. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(JobExecution.class);
    private static final int LONGEST_TOLD = 1000;
    private static final int FRAMES = 8;
    private static final int LONGEST_PROGRESS = 500;
    private static final int LONGEST_ROW = 500;
    private static final int MOST_ROWS = 100;

    private final ScheduledJob job;
    private final Thread thread = Thread.currentThread();
    private final Clock clock;
    private final Instant started;
    private final List<String> rejected = new CopyOnWriteArrayList<>();
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

    @Override
    public boolean cancelled() {
        return reason != null;
    }

    @Override
    public boolean timedOut() {
        return reason == JobOutcome.TIMED_OUT;
    }

    @Override
    public void progress(String text) {
        progress = shortened(text, LONGEST_PROGRESS);
    }

    @Override
    public void rejected(String row) {
        if (rejected.size() < MOST_ROWS) {
            rejected.add(shortened(row, LONGEST_ROW));
        }
    }

    /** Does the work on this thread, and tells how it ended. */
    JobStatus.Ended perform(ScheduledExecutorService timeOuts) {
        ScheduledFuture<?> timeOut =
                timeOuts.schedule(() -> interrupt(JobOutcome.TIMED_OUT), job.timeOut().toMillis(), TimeUnit.MILLISECONDS);
        JobOutcome outcome = JobOutcome.DONE;
        String told;
        try {
            told = job.work().run(this);
        } catch (Throwable e) {
            outcome = JobOutcome.FAILED;
            told = cancelled() ? "" : message(e);
            if (!cancelled()) {
                LOG.error("The job {} of {} failed", job.id().name(), job.id().owner(), e);
            }
        } finally {
            timeOut.cancel(false);
            returned();
        }
        JobOutcome why = reason;
        return new JobStatus.Ended(
                started,
                clock.instant(),
                why == null ? outcome : why,
                told == null ? "" : shortened(told, LONGEST_TOLD),
                List.copyOf(rejected));
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
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
    private synchronized void returned() {
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
