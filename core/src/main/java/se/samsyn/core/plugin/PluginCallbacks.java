package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import se.samsyn.core.plugin.jar.PluginRefused;

/**
 * Calls a plugin's constructor, define, start and stop, each on a thread of its own with a time limit, so that one that
 * hangs stops nothing but itself.
 */
final class PluginCallbacks {

    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

    private final String id;
    private final ClassLoader classes;
    private final Duration limit;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    PluginCallbacks(String id, ClassLoader classes, Duration limit) {
        this.id = id;
        this.classes = classes;
        this.limit = limit;
    }

    /**
     * @param what the callback's name
     * @throws PluginRefused when it threw or took too long
     */
    <T> T call(String what, Callable<T> callback) {
        FutureTask<T> task = new FutureTask<>(callback);
        Thread thread = new Thread(task, "plugin-" + id + "-" + what);
        thread.setDaemon(true);
        thread.setContextClassLoader(classes);
        threads.add(thread);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PluginRefused refused) {
                throw refused;
            }
            throw new PluginRefused("callback", e.getCause(), what, e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new PluginRefused("hangs", what, limit.toSeconds());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new PluginRefused("interrupted", what);
        }
    }

    /** The callbacks that have not returned though they were interrupted, each with where it is. */
    List<String> stuck() {
        List<String> stuck = new ArrayList<>();
        for (Thread thread : threads) {
            try {
                thread.join(AFTER_INTERRUPT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                stuck.add(describe(thread));
            }
        }
        return stuck;
    }

    /** A thread's name and the uppermost lines of its stack. */
    static String describe(Thread thread) {
        StringBuilder text = new StringBuilder(thread.getName());
        StackTraceElement[] stack = thread.getStackTrace();
        for (int i = 0; i < Math.min(stack.length, 5); i++) {
            text.append("\n  at ").append(stack[i]);
        }
        return text.toString();
    }
}
