package se.samsyn.core.plugin;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import se.samsyn.api.web.InputException;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.database.StorageException;
import se.samsyn.core.web.Rejection;

/**
 * The one way into a running plugin, on the caller's thread: counts and times the calls, limits how many there are at
 * once, interrupts those that run too long, and lets nothing that a plugin throws reach core unawares.
 */
final class PluginGateway {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** How many times as long as one step all of them may take. */
    private static final int MOST_STEPS = 20;
    private static final String LOG_TAG = "plugin";
    private static final String LATE = ": interrupted, since it took too long";

    private final String id;
    private final ClassLoader classes;
    private final PluginLimits limits;
    private final PluginWatchdog watchdog;
    private final Clock clock;
    private final Semaphore places;
    private final HealthCount health = new HealthCount();
    private volatile boolean closed;

    PluginGateway(String id, ClassLoader classes, PluginLimits limits, PluginWatchdog watchdog, Clock clock) {
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
            // Those who wait hold threads that others need.
            if (places.getQueueLength() >= limits.callsAtOnce()) {
                return Entry.BUSY;
            }
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return closed ? Entry.CLOSED : Entry.BUSY;
            }
            if (closed) {
                places.release();
                return Entry.CLOSED;
            }
            return Entry.ADMITTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Entry.BUSY;
        }
    }

    void leave() {
        places.release();
    }

    /** Lets no more requests in and waits for those inside; those that stay too long are interrupted. */
    void close() {
        closed = true;
        if (!drained(limits.drain())) {
            watchdog.interrupt(classes);
            drained(limits.afterInterrupt());
        }
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
        return health.health();
    }

    /** The threads whose calls have taken too long, and go on though they were interrupted. */
    List<Thread> overdue() {
        return watchdog.overdue(classes);
    }

    /**
     * Calls into the plugin.
     *
     * @param what it is, as the modules page names it
     * @throws PluginFailure for whatever the plugin threw, but what core itself knows how to answer
     */
    <T> T call(String what, Callable<T> work) {
        return call(what, limits.call(), work);
    }

    /** As {@link #call(String, Callable)}, for work that has a limit of its own. */
    <T> T call(String what, Duration limit, Callable<T> work) {
        return call(what, watchdog.call(limit, classes), () -> false, work);
    }

    /** As {@link #call(String, Duration, Callable)}, for work that someone else may have found to be late. */
    <T> T call(String what, Duration limit, BooleanSupplier late, Callable<T> work) {
        return call(what, watchdog.call(limit, classes), late, work);
    }

    /** Work that is given something to run at each step that it takes. */
    interface Stepwise<T> {
        T call(Runnable step) throws Exception;
    }

    /** As {@link #call(String, Callable)}, for work that may go on for long as long as each step is within the limit. */
    <T> T callInSteps(String what, Stepwise<T> work) {
        PluginWatchdog.Call watched = watchdog.call(limits.call(), classes);
        long end = System.nanoTime() + limits.call().multipliedBy(MOST_STEPS).toNanos();
        return call(what, watched, () -> false, () -> work.call(() -> watched.extend(limits.call(), end)));
    }

    private <T> T call(String what, PluginWatchdog.Call watched, BooleanSupplier late, Callable<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        String outer = MDC.get(LOG_TAG);
        long start = System.nanoTime();
        boolean counted = false;
        thread.setContextClassLoader(classes);
        MDC.put(LOG_TAG, id);
        try {
            return work.call();
        } catch (InputException | AccessDenied | Rejection | StorageException | PluginFailure known) {
            throw known;
        } catch (OutOfMemoryError e) {
            counted = true;
            health.failed(what + ": " + e, clock.instant());
            throw e;
        } catch (Throwable e) {
            counted = true;
            Throwable told = PluginError.retold(e, classes);
            health.failed(what + ": " + PluginError.line(told), clock.instant());
            throw new PluginFailure(id, what, told);
        } finally {
            watched.close();
            tag(outer);
            thread.setContextClassLoader(before);
            if (!counted && (watched.interrupted() || late.getAsBoolean())) {
                health.failed(what + LATE, clock.instant());
            }
            health.called(what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }

    private static void tag(@Nullable String outer) {
        if (outer == null) {
            MDC.remove(LOG_TAG);
        } else {
            MDC.put(LOG_TAG, outer);
        }
    }
}
