package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
    private static final Duration COLLECTION = Duration.ofSeconds(1);

    private final PluginHost host;
    private final PublishedPlugins published;
    private final PluginLimits limits;
    private final Observer observer;
    private final PluginMemory memory;
    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> daemon(task, "plugin-lifecycle"));
    private final PluginWatchdog watchdog = new PluginWatchdog();
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "plugin-watchdog"));

    PluginLifecycle(PluginHost host, PublishedPlugins published, PluginLimits limits, Observer observer,
            PluginMemory memory, Collection<PluginJar> jars) {
        this.host = host;
        this.published = published;
        this.limits = limits;
        this.observer = observer;
        this.memory = memory;
        jars.forEach(this::add);
        every(PluginWatchdog.PERIOD, watchdog);
        every(COLLECTION, this::collect);
    }

    private void every(Duration period, Runnable task) {
        looking.scheduleWithFixedDelay(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Once a plugin has ended, memory is collected, so that what it still holds can be told. */
    private void collect() {
        if (entries.values().stream().anyMatch(entry -> entry.ended.worthCollecting())) {
            System.gc();
            entries.values().forEach(entry -> entry.ended.lookAfterCollection());
        }
    }

    /** Is told what becomes of plugins, on the lifecycle thread. */
    interface Observer {

        void active(PluginJar jar);

        /** It could not be enabled, or not put in the place of the one that is active. */
        void failed(PluginJar jar, PluginProblem problem, RuntimeException failure);

        void off(String id);
    }

    /** A plugin that there is, and how it is doing. Changed by the lifecycle thread alone. */
    private static final class Entry {
        private volatile PluginJar jar;
        private volatile Actual actual = new Actual(PluginState.DISCOVERED, null);
        private final EndedRuns ended = new EndedRuns();
        private @Nullable PluginRun run;

        private Entry(PluginJar jar) {
            this.jar = jar;
        }
    }

    /** How a plugin is doing. */
    record Actual(PluginState state, @Nullable PluginProblem problem) {}

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
            end(entry, next);
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} {} could not be taken into use, at {}", jar.manifest().id(), jar.manifest().version(), next.stage(), e);
            PluginProblem problem = PluginProblem.of(next.stage(), e);
            end(entry, next);
            observer.failed(jar, problem, e);
            throw new PluginNotInstalled(problem, e);
        }
        observer.active(jar);
        entry.run = next;
        entry.jar = jar;
        before.hearNoMore();
        ActivePlugin active = published.find(jar.manifest().id()).orElseThrow();
        next.goToWork(active);
        memory.keep(active);
        end(entry, before);
        LOG.info("The plugin {} is now {}", jar.manifest().id(), jar.manifest().version());
    }

    private static @Nullable PluginProblem end(Entry entry, PluginRun run) {
        PluginProblem problem = run.end();
        entry.ended.add(run.classes());
        return problem;
    }

    private static void resolve(Entry entry) {
        try {
            ApiVersion.require(entry.jar.manifest().requires());
            entry.actual = new Actual(PluginState.RESOLVED, null);
        } catch (PluginRefused e) {
            PluginProblem problem = PluginProblem.of(Stage.CHECK, e);
            entry.actual = new Actual(PluginState.INCOMPATIBLE, problem);
        }
    }

    /** A plugin as it stands now. */
    record Standing(PluginJar jar, Actual actual, EndedRuns ended) {

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
        return new Standing(entry.jar, entry.actual, entry.ended);
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
            entry.actual = new Actual(PluginState.FAILED, PluginProblem.of(Stage.CHECK, e));
            observer.failed(entry.jar, PluginProblem.of(Stage.CHECK, e), e);
            return;
        }
        entry.actual = new Actual(PluginState.STARTING, null);
        PluginRun run = new PluginRun(entry.jar, host, limits, watchdog);
        try {
            ActivePlugin active = run.begin(settings);
            published.publish(active);
            entry.run = run;
            entry.actual = new Actual(PluginState.ACTIVE, null);
            observer.active(entry.jar);
            run.goToWork(active);
            memory.keep(active);
            LOG.info("The plugin {} {} is active", id, entry.jar.manifest().version());
        } catch (RuntimeException e) {
            LOG.error("The plugin {} could not be enabled, at {}", id, run.stage(), e);
            PluginProblem problem = PluginProblem.of(run.stage(), e);
            observer.failed(entry.jar, problem, e);
            published.withdraw(id);
            entry.run = null;
            end(entry, run);
            entry.actual = new Actual(PluginState.FAILED, problem);
        }
    }

    /** Disables the plugin when it is active; on the lifecycle thread. */
    void stop(String id) {
        Entry entry = entries.get(id);
        PluginRun run = entry.run;
        observer.off(id);
        if (run == null) {
            if (entry.actual.state() != PluginState.INCOMPATIBLE) {
                entry.actual = new Actual(PluginState.OFF, null);
            }
            return;
        }
        entry.actual = new Actual(PluginState.STOPPING, null);
        published.withdraw(id);
        entry.run = null;
        entry.actual = new Actual(PluginState.OFF, end(entry, run));
        LOG.info("The plugin {} is off", id);
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
        looking.shutdownNow();
    }
}
