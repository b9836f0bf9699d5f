package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
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

    private final String id;
    private final ClassLoader classes;
    private final Duration limit;

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
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return callback.call();
            } catch (PluginRefused refused) {
                throw refused;
            } catch (Throwable e) {
                throw new PluginFailure(id, what, PluginError.retold(e, classes));
            }
        });
        Thread thread = new Thread(task, "plugin-" + id + "-" + what);
        thread.setDaemon(true);
        thread.setContextClassLoader(classes);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PluginRefused refused) {
                throw refused;
            }
            Throwable thrown = e.getCause().getCause();
            throw new PluginRefused("callback", thrown, what, PluginError.line(thrown));
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new PluginRefused("hangs", what, limit.toSeconds());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new PluginRefused("interrupted", what);
        }
    }
}
