package se.samsyn.core.plugin;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.MDC;
import se.samsyn.api.web.InputException;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.database.StorageException;

/**
 * The one way into a running plugin, on the caller's thread: counts and times the calls, limits how many there are at
 * once, interrupts those that run too long, and lets nothing that a plugin throws reach core unawares.
 */
final class PluginGateway {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);
    private static final String LOG_TAG = "plugin";

    private final String id;
    private final ClassLoader classes;
    private final PluginLimits limits;
    private final ScheduledExecutorService watchdog;
    private final Clock clock;
    private final Semaphore places;
    private final Set<Thread> inside = ConcurrentHashMap.newKeySet();
    private final AtomicReference<PluginHealth> health = new AtomicReference<>(PluginHealth.NONE);
    private volatile boolean closed;

    PluginGateway(
            String id, ClassLoader classes, PluginLimits limits, ScheduledExecutorService watchdog, Clock clock) {
        this.id = id;
        this.classes = classes;
        this.limits = limits;
        this.watchdog = watchdog;
        this.clock = clock;
        this.places = new Semaphore(limits.callsAtOnce());
    }

    /** Whether a request may come in. */
    enum Entry {
        ADMITTED,
        BUSY,
        CLOSED
    }

    /** Takes a place for the length of a request; {@link #leave} gives it back when it was admitted. */
    Entry enter() {
        try {
            if (closed) {
                return Entry.CLOSED;
            }
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return closed ? Entry.CLOSED : Entry.BUSY;
            }
            if (closed) {
                places.release();
                return Entry.CLOSED;
            }
            inside.add(Thread.currentThread());
            return Entry.ADMITTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Entry.BUSY;
        }
    }

    void leave() {
        inside.remove(Thread.currentThread());
        places.release();
    }

    /** Lets no more requests in and waits for those inside; what stays too long is interrupted, and named if it stays. */
    List<String> close() {
        closed = true;
        if (drained(limits.drain())) {
            return List.of();
        }
        inside.forEach(Thread::interrupt);
        if (drained(AFTER_INTERRUPT)) {
            return List.of();
        }
        return inside.stream().map(PluginCallbacks::describe).toList();
    }

    private boolean drained(Duration patience) {
        try {
            return places.tryAcquire(limits.callsAtOnce(), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    PluginHealth health() {
        return health.get();
    }

    /**
     * Calls into the plugin.
     *
     * @throws PluginFailure for whatever the plugin threw, but what core itself knows how to answer
     */
    <T> T call(String what, Callable<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Watch watch = new Watch(thread);
        long period = limits.call().toMillis();
        ScheduledFuture<?> watching = watchdog.scheduleWithFixedDelay(watch, period, period, TimeUnit.MILLISECONDS);
        long start = System.nanoTime();
        thread.setContextClassLoader(classes);
        try (MDC.MDCCloseable tag = MDC.putCloseable(LOG_TAG, id)) {
            return work.call();
        } catch (InputException | AccessDenied | StorageException | PluginFailure known) {
            throw known;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            String error = what + ": " + e.toString().lines().findFirst().orElse("");
            health.updateAndGet(h -> h.afterError(error, clock.instant()));
            throw new PluginFailure(id, what, e);
        } finally {
            watching.cancel(false);
            watch.end();
            thread.setContextClassLoader(before);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            health.updateAndGet(h -> h.afterCall(what, millis));
        }
    }

    /** Interrupts one call; never the thread once the call is over. */
    private static final class Watch implements Runnable {

        private final Thread thread;
        private boolean ended;
        private boolean interrupted;

        private Watch(Thread thread) {
            this.thread = thread;
        }

        @Override
        public synchronized void run() {
            if (!ended) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /** An interrupt that the plugin did not take must not hit what the thread does next. */
        private synchronized void end() {
            ended = true;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }
}
