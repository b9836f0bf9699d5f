package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through everything that runs in plugins, a few times a second, and interrupts what has run too long. So a call
 * costs no more than its place in a set.
 */
final class PluginWatchdog implements Runnable {

    /** How often to look. */
    static final Duration PERIOD = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(PluginWatchdog.class);

    /** What did not hear an interrupt, or went on after it, gets another. */
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(1);

    private final Set<Watched> all = ConcurrentHashMap.newKeySet();

    /** Something that is looked at for as long as it lasts. */
    interface Watched {

        /**
         * On the watchdog's thread.
         *
         * @param now as {@link System#nanoTime} tells it
         */
        void look(long now);
    }

    void add(Watched watched) {
        all.add(watched);
    }

    void remove(Watched watched) {
        all.remove(watched);
    }

    /** Looks once. */
    @Override
    public void run() {
        long now = System.nanoTime();
        for (Watched watched : all) {
            try {
                watched.look(now);
            } catch (RuntimeException e) {
                LOG.error("What runs in a plugin could not be looked at", e);
            }
        }
    }

    /** A call on the current thread into the plugin of the class loader, which may take so long. */
    Call call(Duration limit, ClassLoader plugin) {
        Call call = new Call(Thread.currentThread(), plugin, System.nanoTime() + limit.toNanos());
        all.add(call);
        return call;
    }

    /** Interrupts every call into a plugin now. */
    void interrupt(ClassLoader plugin) {
        calls(plugin).forEach(call -> call.look(call.due));
    }

    /** The threads whose calls into a plugin have been interrupted and have not returned. */
    List<Thread> overdue(ClassLoader plugin) {
        return calls(plugin).filter(call -> call.interrupted).map(call -> call.thread).distinct().toList();
    }

    /** The threads that are in a call into any plugin. */
    Set<Thread> inCall() {
        return all.stream()
                .filter(Call.class::isInstance)
                .map(watched -> ((Call) watched).thread)
                .collect(Collectors.toSet());
    }

    private Stream<Call> calls(ClassLoader plugin) {
        return all.stream().filter(Call.class::isInstance).map(Call.class::cast).filter(call -> call.plugin == plugin);
    }

    /** A call in progress, to be closed on its own thread. */
    final class Call implements Watched, AutoCloseable {

        private final Thread thread;
        private final ClassLoader plugin;
        private volatile long due;
        private boolean ended;
        private volatile boolean interrupted;

        private Call(Thread thread, ClassLoader plugin, long due) {
            this.thread = thread;
            this.plugin = plugin;
            this.due = due;
        }

        /** Never interrupts the thread once the call is over. */
        @Override
        public synchronized void look(long now) {
            if (!ended && now - due >= 0) {
                interrupted = true;
                due = now + AGAIN;
                thread.interrupt();
            }
        }

        /** Gives it so long from now, but not beyond the end. */
        synchronized void extend(Duration limit, long end) {
            long later = System.nanoTime() + limit.toNanos();
            if (!interrupted) {
                due = later - end < 0 ? later : end;
            }
        }

        /** Whether it has taken too long. */
        boolean interrupted() {
            return interrupted;
        }

        /** An interrupt that the plugin did not take must not hit what the thread does next. */
        @Override
        public void close() {
            all.remove(this);
            end();
        }

        private synchronized void end() {
            ended = true;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }
}
