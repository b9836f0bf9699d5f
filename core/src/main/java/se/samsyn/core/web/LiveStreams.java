package se.samsyn.core.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All who listen to server-sent events. One thread hands out what is told, without waiting for anyone; another looks every
 * ten seconds at who is still there and still may listen.
 */
public final class LiveStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

    static final int PER_PERSON = 20;
    static final int IN_ALL = 4_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LIFE = Duration.ofMinutes(9);

    private final Consumer<Runnable> afterCommit;
    private final Duration heartbeat;
    private final ThreadPoolExecutor writer =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> thread(task, "live-writer"));
    private final ScheduledThreadPoolExecutor watch =
            new ScheduledThreadPoolExecutor(1, task -> thread(task, "live-watch"));
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> perPerson = new HashMap<>();
    private boolean closed;

    /**
     * @param afterCommit runs what it is given once what the thread writes is saved; at once when it writes nothing
     */
    public LiveStreams(Consumer<Runnable> afterCommit) {
        this(afterCommit, HEARTBEAT);
    }

    LiveStreams(Consumer<Runnable> afterCommit, Duration heartbeat) {
        this.afterCommit = afterCommit;
        this.heartbeat = heartbeat;
        // Begun here, so that they inherit nothing of a plugin's whose telling would begin them.
        writer.prestartAllCoreThreads();
        watch.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        watch.scheduleWithFixedDelay(this::look, heartbeat.toMillis(), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A channel for one who tells; what is told there is heard there alone. */
    public LiveChannel channel() {
        return new LiveChannel(this, afterCommit);
    }

    /** Takes a place for the stream; false when there is none. */
    synchronized boolean enter(LiveStream stream) {
        int own = perPerson.getOrDefault(stream.userId(), 0);
        if (closed || own >= PER_PERSON || streams.size() >= IN_ALL) {
            return false;
        }
        perPerson.put(stream.userId(), own + 1);
        streams.add(stream);
        return true;
    }

    synchronized void leave(LiveStream stream) {
        if (streams.remove(stream)) {
            perPerson.computeIfPresent(stream.userId(), (user, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Writes on the writer's thread. */
    void write(Runnable work) {
        try {
            writer.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("Told after the end");
        }
    }

    /** Does the work in a while. */
    void later(Runnable work, Duration delay) {
        try {
            watch.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Left after the end");
        }
    }

    /** Ends those that may not listen any more or have for long, and lets the others notice when nobody is there. */
    private void look() {
        long now = System.nanoTime();
        for (LiveStream stream : streams) {
            try {
                if (stream.olderThan(LIFE, now) || !stream.admitted()) {
                    stream.end();
                } else {
                    stream.beat();
                    // The first word to one who has gone is lost without a trace; the second one tells.
                    later(stream::beat, heartbeat.dividedBy(5));
                }
            } catch (RuntimeException e) {
                LOG.warn("Whether someone may still listen could not be found out", e);
            }
        }
    }

    /** Ends them all, so that a server that stops does not wait for them. */
    @Override
    public void close() {
        List<LiveStream> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(streams);
        }
        all.forEach(LiveStream::end);
        watch.shutdownNow();
        writer.shutdown();
    }
}
