package se.samsyn.core.plugin;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.plugin.PluginProblem.Stage;

/** Takes plugins from state to state, one step at a time on one thread. */
final class PluginLifecycle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginLifecycle.class);

    private final PluginHost host;
    private final PublishedPlugins published;
    private final PluginLimits limits;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> daemon(task, "plugin-lifecycle"));
    private final ScheduledThreadPoolExecutor watchdog =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "plugin-watchdog"));

    PluginLifecycle(PluginHost host, PublishedPlugins published, PluginLimits limits, Collection<PluginJar> jars) {
        this.host = host;
        this.published = published;
        this.limits = limits;
        watchdog.setRemoveOnCancelPolicy(true);
        jars.forEach(jar -> entries.put(jar.manifest().id(), new Entry(jar)));
        entries.values().forEach(PluginLifecycle::resolve);
    }

    /** A plugin that there is, and how it is doing. Changed by the lifecycle thread alone. */
    private static final class Entry {
        private final PluginJar jar;
        private volatile Actual actual = new Actual(PluginState.DISCOVERED, null, List.of());
        private volatile boolean held;
        private @Nullable PluginRun run;

        private Entry(PluginJar jar) {
            this.jar = jar;
        }
    }

    /**
     * How a plugin is doing.
     *
     * @param stuck calls of an earlier run that have not returned
     */
    record Actual(PluginState state, @Nullable PluginProblem problem, List<String> stuck) {}

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void resolve(Entry entry) {
        try {
            ApiVersion.require(entry.jar.manifest().requires());
            entry.actual = new Actual(PluginState.RESOLVED, null, List.of());
        } catch (PluginRefused e) {
            PluginProblem problem = PluginProblem.of(Stage.CHECK, e);
            entry.actual = new Actual(PluginState.INCOMPATIBLE, problem, List.of());
        }
    }

    Collection<PluginJar> jars() {
        return entries.values().stream().map(entry -> entry.jar).toList();
    }

    Actual actual(String id) {
        return entries.get(id).actual;
    }

    /** Whether an earlier run's classes are still in memory. */
    boolean restartNeeded(String id) {
        return entries.get(id).held;
    }

    /** Runs work on the lifecycle thread and waits for it. Not to be called within a unit of work, which it may need. */
    <T> T alone(Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a plugin was enabled or disabled", e);
        }
    }

    /** Enables the plugin unless it is active; on the lifecycle thread. */
    void start(String id, Map<String, String> settings) {
        Entry entry = entries.get(id);
        PluginState state = entry.actual.state();
        if (state == PluginState.ACTIVE || state == PluginState.INCOMPATIBLE) {
            return;
        }
        entry.actual = new Actual(PluginState.STARTING, null, List.of());
        PluginRun run = new PluginRun(entry.jar, host, limits, watchdog);
        try {
            ActivePlugin active = run.begin(settings);
            published.publish(active);
            entry.run = run;
            entry.actual = new Actual(PluginState.ACTIVE, null, List.of());
            LOG.info("The plugin {} {} is active", id, entry.jar.manifest().version());
        } catch (RuntimeException e) {
            LOG.error("The plugin {} could not be enabled, at {}", id, run.stage(), e);
            PluginProblem problem = PluginProblem.of(run.stage(), e);
            PluginRun.Ended ended = run.end();
            entry.actual = new Actual(PluginState.FAILED, problem, ended.stuck());
            lookLater(entry, run.trace());
        }
    }

    /** Disables the plugin when it is active; on the lifecycle thread. */
    void stop(String id) {
        Entry entry = entries.get(id);
        PluginRun run = entry.run;
        if (run == null) {
            if (entry.actual.state() != PluginState.INCOMPATIBLE) {
                entry.actual = new Actual(PluginState.OFF, null, entry.actual.stuck());
            }
            return;
        }
        entry.actual = new Actual(PluginState.STOPPING, null, List.of());
        published.withdraw(id);
        entry.run = null;
        PluginRun.Ended ended = run.end();
        entry.actual = new Actual(PluginState.OFF, ended.problem(), ended.stuck());
        lookLater(entry, run.trace());
        LOG.info("The plugin {} is off", id);
    }

    /** Looks whether the classes are gone once nothing of this thread's stack refers to them any more. */
    private void lookLater(Entry entry, WeakReference<ClassLoader> classes) {
        entry.held = false;
        watchdog.schedule(
                () -> {
                    System.gc();
                    entry.held = classes.get() != null;
                },
                1,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        alone(() -> {
            entries.keySet().forEach(this::stop);
            return true;
        });
        thread.shutdown();
        watchdog.shutdownNow();
    }
}
