package se.samsyn.core.plugin;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.database.StorageException;
import se.samsyn.core.plugin.jar.ApiVersion;
import se.samsyn.core.plugin.jar.PluginJar;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.PluginProblem.Stage;
import se.samsyn.core.plugin.jar.PluginRefused;

/** Takes plugins from state to state, one step at a time on one thread. */
final class PluginLifecycle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginLifecycle.class);

    private final PluginHost host;
    private final PublishedPlugins published;
    private final PluginLimits limits;
    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> daemon(task, "plugin-lifecycle"));
    private final ScheduledThreadPoolExecutor watchdog =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "plugin-watchdog"));

    PluginLifecycle(PluginHost host, PublishedPlugins published, PluginLimits limits, Collection<PluginJar> jars) {
        this.host = host;
        this.published = published;
        this.limits = limits;
        watchdog.setRemoveOnCancelPolicy(true);
        jars.forEach(this::add);
    }

    /** A plugin that there is, and how it is doing. Changed by the lifecycle thread alone. */
    private static final class Entry {
        private volatile PluginJar jar;
        private volatile Actual actual = new Actual(PluginState.DISCOVERED, null, List.of());
        private final List<WeakReference<ClassLoader>> earlier = new CopyOnWriteArrayList<>();
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

    /** Makes a plugin known that was not. */
    void add(PluginJar jar) {
        Entry entry = new Entry(jar);
        resolve(entry);
        entries.put(jar.manifest().id(), entry);
    }

    /** Lets go of a plugin that is not active. */
    void remove(String id) {
        entries.remove(id);
    }

    /**
     * Puts another jar in a plugin's place; on the lifecycle thread. One that is active goes on answering until the new
     * one does, so that no request meets neither.
     *
     * @param settle makes it last; the old one goes on if that fails
     * @throws PluginRefused when it needs what is not there, or others need another version
     * @throws PluginNotInstalled when the new one does not come up; the old one goes on then
     * @throws StorageException when it cannot be made to last; the old one goes on then
     */
    void replace(PluginJar jar, Map<String, String> settings, Runnable settle) {
        Entry entry = entries.get(jar.manifest().id());
        PluginRun before = entry.run;
        if (before == null) {
            settle.run();
            entry.jar = jar;
            resolve(entry);
            return;
        }
        dependencies().requireMet(jar.manifest());
        dependencies().requireServes(jar.manifest());
        PluginRun next = new PluginRun(jar, host, limits, watchdog);
        try {
            ActivePlugin active = next.begin(settings);
            settle.run();
            published.publish(active);
        } catch (StorageException e) {
            keepAnEyeOn(entry, next.trace(), next.end().stuck());
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} {} could not be taken into use, at {}", jar.manifest().id(), jar.manifest().version(), next.stage(), e);
            PluginProblem problem = PluginProblem.of(next.stage(), e);
            keepAnEyeOn(entry, next.trace(), next.end().stuck());
            throw new PluginNotInstalled(problem, e);
        }
        entry.run = next;
        entry.jar = jar;
        keepAnEyeOn(entry, before.trace(), before.end().stuck());
        LOG.info("The plugin {} is now {}", jar.manifest().id(), jar.manifest().version());
    }

    /** A run that is over beside one that is active. */
    private void keepAnEyeOn(Entry entry, WeakReference<ClassLoader> classes, List<String> stuck) {
        List<String> all = new ArrayList<>(entry.actual.stuck());
        all.addAll(stuck);
        entry.actual = new Actual(PluginState.ACTIVE, null, all);
        lookLater(entry, classes);
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

    /**
     * A plugin as it stands now.
     *
     * @param restartNeeded whether an earlier run's classes are still in memory
     */
    record Standing(PluginJar jar, Actual actual, boolean restartNeeded) {

        String id() {
            return jar.manifest().id();
        }
    }

    PluginDependencies dependencies() {
        return new PluginDependencies(standings());
    }

    List<Standing> standings() {
        return entries.values().stream().map(PluginLifecycle::standing).toList();
    }

    Optional<Standing> standing(String id) {
        return Optional.ofNullable(entries.get(id)).map(PluginLifecycle::standing);
    }

    private static Standing standing(Entry entry) {
        return new Standing(entry.jar, entry.actual, entry.earlier.stream().anyMatch(one -> one.get() != null));
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
        try {
            dependencies().requireMet(entry.jar.manifest());
        } catch (PluginRefused e) {
            LOG.error("The plugin {} could not be enabled: {}", id, e.getMessage());
            entry.actual = new Actual(PluginState.FAILED, PluginProblem.of(Stage.CHECK, e), List.of());
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
        watchdog.schedule(
                () -> {
                    System.gc();
                    entry.earlier.removeIf(one -> one.get() == null);
                    if (classes.get() != null) {
                        entry.earlier.add(classes);
                    }
                },
                1,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        alone(() -> {
            List<String> order = new ArrayList<>(dependencies().inOrder());
            Collections.reverse(order);
            order.forEach(this::stop);
            return true;
        });
        thread.shutdown();
        watchdog.shutdownNow();
    }
}
