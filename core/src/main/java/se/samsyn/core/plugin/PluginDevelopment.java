package se.samsyn.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.access.Grant;
import se.samsyn.core.plugin.development.DevelopedFolder;
import se.samsyn.core.plugin.development.Explainer;
import se.samsyn.core.plugin.development.Explanation;
import se.samsyn.core.plugin.jar.PluginJar;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.PluginProblem.Stage;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.plugin.jar.PluginStore;

/**
 * Runs plugins from the folders that they are compiled into, and takes each change into use when it is saved, as a newer
 * version is. Of what goes wrong it keeps where it did.
 */
final class PluginDevelopment implements PluginLifecycle.Observer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginDevelopment.class);

    /** A change is taken when two looks in a row have seen the same, so that the compiler is done. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final List<Watched> watched;
    private final PluginRepository repository;
    private final Path packed;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService looking;

    PluginDevelopment(List<Path> folders, PluginRepository repository, Path packed) {
        this.watched = folders.stream().map(path -> new Watched(new DevelopedFolder(path))).toList();
        this.repository = repository;
        this.packed = packed;
    }

    /** Why what was saved last is not in use. */
    record Failure(PluginProblem problem, Explanation explanation) {}

    /** A folder, and what of it is in use. What was seen is the watching thread's, the jar and id the lifecycle thread's. */
    private static final class Watched {
        private final DevelopedFolder folder;
        private SortedMap<String, String> seen = new TreeMap<>();
        private SortedMap<String, String> taken = new TreeMap<>();
        private @Nullable PluginJar jar;
        private volatile String id = "";

        private Watched(DevelopedFolder folder) {
            this.folder = folder;
        }
    }

    /** Makes the plugins known and wanted, in the place of those that are installed; they are started with the others. */
    void begin(PluginLifecycle lifecycle) {
        if (watched.isEmpty()) {
            return;
        }
        for (Watched one : watched) {
            one.taken = one.folder.state();
            lifecycle.alone(() -> use(one, lifecycle));
        }
        looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "plugin-development");
            thread.setDaemon(true);
            return thread;
        });
        long millis = BETWEEN_LOOKS.toMillis();
        looking.scheduleWithFixedDelay(() -> look(lifecycle), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void look(PluginLifecycle lifecycle) {
        for (Watched one : watched) {
            try {
                SortedMap<String, String> now = one.folder.state();
                boolean settled = now.equals(one.seen);
                one.seen = now;
                if (settled && !now.equals(one.taken)) {
                    take(one, lifecycle);
                }
            } catch (RuntimeException e) {
                LOG.error("{} could not be looked at", one.folder.classes(), e);
            }
        }
    }

    private void take(Watched one, PluginLifecycle lifecycle) {
        one.taken = one.folder.state();
        lifecycle.alone(() -> {
            if (use(one, lifecycle) && repository.find(one.id).enabled()) {
                lifecycle.start(one.id, repository.find(one.id).settings());
            }
            return true;
        });
    }

    /** Sees to it that a plugin that is off is started as it is now; on the lifecycle thread. */
    void useLatest(String id, PluginLifecycle lifecycle) {
        boolean active = lifecycle.standing(id).map(p -> p.actual().state() == PluginState.ACTIVE).orElse(false);
        watched.stream().filter(one -> one.id.equals(id) && !active).forEach(one -> use(one, lifecycle));
    }

    /** What fails in what the plugin does itself has been told by the lifecycle. */
    private boolean use(Watched one, PluginLifecycle lifecycle) {
        PluginJar jar = null;
        try {
            jar = one.folder.pack(packed);
            put(one, jar, lifecycle);
            discard(one.jar);
            one.jar = jar;
            return true;
        } catch (PluginNotInstalled e) {
            discard(jar);
        } catch (PluginRefused e) {
            LOG.error("What lies in {} cannot be used as a plugin: {}", one.folder.classes(), e.getMessage());
            remember(one, PluginProblem.of(Stage.CHECK, e), e);
            discard(jar);
        }
        return false;
    }

    private void put(Watched one, PluginJar jar, PluginLifecycle lifecycle) {
        String id = jar.manifest().id();
        if (!one.id.isEmpty() && !one.id.equals(id)) {
            throw new PluginRefused("development.id", one.id, id);
        }
        DesiredState wanted = repository.find(id);
        if (lifecycle.standing(id).isEmpty()) {
            Set<String> others = new HashSet<>(repository.all().keySet());
            others.remove(id);
            lifecycle.standings().forEach(other -> others.add(other.id()));
            PluginStore.requireApart(id, others);
            lifecycle.add(jar);
        } else {
            lifecycle.replace(jar, wanted.settings(), () -> {});
        }
        if (one.id.isEmpty()) {
            LOG.warn("Development: the plugin {} is run from {}. Its errors show its code.", id, one.folder.classes());
            if (!wanted.enabled()) {
                repository.save(Grant.system("cli"), wanted.withEnabled(true));
            }
        }
        one.id = id;
        failures.remove(one.folder.classes().toString());
        failures.remove(id);
    }

    private static void discard(@Nullable PluginJar jar) {
        try {
            if (jar != null) {
                Files.deleteIfExists(jar.file());
            }
        } catch (IOException e) {
            LOG.debug("{} stays until the next start", jar.file(), e);
        }
    }

    /** Under the folder's name for as long as no plugin has been found in it. */
    private void remember(Watched one, PluginProblem problem, RuntimeException failure) {
        failures.put(
                one.id.isEmpty() ? one.folder.classes().toString() : one.id,
                new Failure(problem, new Explainer(one.folder).explain(failure)));
    }

    @Override
    public void active(PluginJar jar) {
        failures.remove(jar.manifest().id());
    }

    @Override
    public void failed(PluginJar jar, PluginProblem problem, RuntimeException failure) {
        DevelopedFolder.of(jar)
                .map(folder -> new Explainer(folder).explain(failure))
                .ifPresent(explanation -> {
                    LOG.error("In the plugin {}: {}", jar.manifest().id(), explanation.line());
                    failures.put(jar.manifest().id(), new Failure(problem, explanation));
                });
    }

    @Override
    public void off(String id) {
        failures.remove(id);
    }

    /** Why what was saved last of a plugin is not in use; empty when it is. */
    Optional<Failure> failure(String id) {
        return Optional.ofNullable(failures.get(id));
    }

    /** The folder that a plugin is run from; empty for one that is installed. */
    Optional<DevelopedFolder> folder(String id) {
        return watched.stream().filter(one -> one.id.equals(id)).map(one -> one.folder).findFirst();
    }

    /** The folders in which no plugin has been found, and why. */
    List<PluginStore.Unusable> unusable() {
        return watched.stream()
                .filter(one -> one.id.isEmpty())
                .map(one -> one.folder.classes().toString())
                .flatMap(folder -> failure(folder).stream().map(why -> new PluginStore.Unusable(folder, why.problem())))
                .toList();
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.shutdownNow();
        }
    }
}
