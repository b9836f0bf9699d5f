package se.samsyn.core.plugin;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.StorageException;
import se.samsyn.core.plugin.jar.PluginInspection;
import se.samsyn.core.plugin.jar.PluginInspector;
import se.samsyn.core.plugin.jar.PluginJar;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.jar.PluginManifest.Text;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.PluginProblem.Stage;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.plugin.jar.PluginStaging;
import se.samsyn.core.plugin.jar.PluginStore;
import se.samsyn.core.plugin.jar.Provenance;
import se.samsyn.core.plugin.jar.Versions;
import se.samsyn.core.web.Localized;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;

/**
 * Brings plugins in, puts newer ones in their place, removes them and erases what they have saved, while Samsyn runs.
 * Nothing of it is to be called within a unit of work.
 */
public final class PluginInstaller {

    private static final Logger LOG = LoggerFactory.getLogger(PluginInstaller.class);

    private final Database database;
    private final PluginLifecycle lifecycle;
    private final PluginRepository repository;
    private final PluginStore store;
    private final PluginStaging staging;
    private final PluginData data;
    private final PluginMemory memory;
    private final boolean safeMode;

    PluginInstaller(
            Database database,
            PluginLifecycle lifecycle,
            PluginRepository repository,
            PluginStore store,
            PluginStaging staging,
            PluginData data,
            PluginMemory memory,
            boolean safeMode) {
        this.database = database;
        this.lifecycle = lifecycle;
        this.repository = repository;
        this.store = store;
        this.staging = staging;
        this.data = data;
        this.memory = memory;
        this.safeMode = safeMode;
    }

    /**
     * Keeps a jar until someone has looked at it. Nothing of it is run.
     *
     * @throws PluginNotInstalled when it cannot be used
     */
    public PluginInspection stage(InputStream content) {
        try {
            String sha256 = staging.keep(content);
            try {
                return inspect(sha256, staging.find(sha256).orElseThrow());
            } catch (PluginRefused e) {
                staging.discard(sha256);
                throw e;
            }
        } catch (PluginRefused e) {
            throw new PluginNotInstalled(PluginProblem.of(Stage.CHECK, e), e);
        }
    }

    /** What a jar that waits would bring; empty when none waits under it any more. */
    public Optional<PluginInspection> staged(String sha256) {
        return staging.find(sha256).map(file -> inspect(sha256, file));
    }

    /** What keeps a plugin from being turned on, or from taking the place of the version that is on, as things are now. */
    List<PluginProblem> hindrances(PluginManifest manifest) {
        PluginDependencies dependencies = lifecycle.dependencies();
        List<PluginRefused> hindrances = new ArrayList<>(dependencies.unmet(manifest));
        try {
            dependencies.requireServes(manifest);
        } catch (PluginRefused e) {
            hindrances.add(e);
        }
        return hindrances.stream().map(e -> PluginProblem.of(Stage.CHECK, e)).toList();
    }

    public void discard(String sha256) {
        staging.discard(sha256);
    }

    private PluginInspection inspect(String sha256, Path file) {
        PluginManifest manifest = PluginManifest.read(file);
        String id = manifest.id();
        Optional<PluginJar> installed = lifecycle.standing(id).map(PluginLifecycle.Standing::jar);
        installed.ifPresent(jar -> requireReplaceable(jar, sha256));
        Set<String> others = new HashSet<>(repository.all().keySet());
        lifecycle.standings().forEach(other -> others.add(other.id()));
        others.remove(id);
        PluginStore.requireApart(id, others);
        lifecycle.dependencies().requireNoCircle(manifest);
        String before = installed.map(jar -> jar.manifest().version()).orElse(null);
        boolean newer = before == null || Versions.later(manifest.version(), before);
        return new PluginInspection(sha256, manifest, before, newer, PluginInspector.inspect(file, manifest));
    }

    private static void requireReplaceable(PluginJar jar, String sha256) {
        if (jar.provenance() == Provenance.DEVELOPMENT) {
            throw new PluginRefused("developed", jar.manifest().label());
        }
        if (jar.provenance() == Provenance.BUNDLED) {
            throw new PluginRefused("bundled", jar.manifest().label());
        }
        if (jar.sha256().equals(sha256)) {
            throw new PluginRefused("same", jar.manifest().label(), jar.manifest().version());
        }
    }

    /**
     * Takes a jar that waits into use: a new plugin is there but off, one that replaces an active plugin is active.
     *
     * @return the plugin's id
     * @throws PluginNotInstalled when it cannot be; the one that was there goes on
     * @throws NotFound when no jar waits under it
     */
    public String install(String sha256, Grant grant) {
        return lifecycle.alone(() -> {
            Path file = staging.find(sha256).orElseThrow(() -> new NotFound("staged plugin " + sha256));
            try {
                String id = inspect(sha256, file).manifest().id();
                take(store.add(file), grant);
                return id;
            } catch (PluginRefused e) {
                throw new PluginNotInstalled(PluginProblem.of(Stage.CHECK, e), e);
            }
        });
    }

    /** The row says which jar it is from now on; a cut before or after it leaves one that works. */
    private void take(PluginJar jar, Grant grant) {
        String id = jar.manifest().id();
        Optional<PluginJar> before = lifecycle.standing(id).map(PluginLifecycle.Standing::jar);
        DesiredState wanted = repository.find(id).withJar(jar, before.isEmpty());
        try {
            if (before.isEmpty()) {
                repository.save(grant, wanted);
                lifecycle.add(jar);
            } else {
                lifecycle.replace(jar, wanted.settings(), () -> repository.save(grant, wanted));
            }
        } catch (RuntimeException e) {
            store.delete(jar);
            throw e;
        }
        staging.discard(jar.sha256());
        before.ifPresent(this::forget);
        if (wanted.enabled() && !safeMode) {
            lifecycle.start(id, wanted.settings());
        }
    }

    /** The row knows better than a file that cannot be deleted. */
    private void forget(PluginJar before) {
        try {
            store.delete(before);
        } catch (StorageException e) {
            LOG.warn("{} stays, but is not used any more", before.source(), e);
        }
    }

    /**
     * @throws Rejection when another one that is active needs this one
     */
    void requireNotNeeded(String id) {
        List<Text> needing = lifecycle.dependencies().needing(id).stream().map(PluginManifest::label).toList();
        if (!needing.isEmpty()) {
            Localized all = locale -> needing.stream().map(one -> one.in(locale)).collect(Collectors.joining(", "));
            throw Rejection.of("", "plugin.needed", lifecycle.standing(id).orElseThrow().jar().manifest().label(), all);
        }
    }

    /**
     * Stops a plugin and takes its jar away. Its data stay.
     *
     * @throws NotFound when there is no such plugin, or it comes with Samsyn
     * @throws Rejection when another one that is active needs it
     */
    public void remove(String id, Grant grant) {
        lifecycle.alone(() -> {
            requireNotNeeded(id);
            PluginJar jar = lifecycle.standing(id)
                    .map(PluginLifecycle.Standing::jar)
                    .filter(found -> found.provenance() == Provenance.CUSTOMER)
                    .orElseThrow(() -> new NotFound("plugin " + id));
            memory.keepName(jar.manifest());
            repository.save(grant, repository.find(id).removed());
            lifecycle.stop(id);
            store.delete(jar);
            lifecycle.remove(id);
            return true;
        });
    }

    /** The ids of plugins that have been removed and whose data are still there. */
    public List<String> leftBehind() {
        return repository.all().keySet().stream()
                .filter(id -> lifecycle.standing(id).isEmpty())
                .filter(id -> !data.rows(id).isEmpty())
                .toList();
    }

    /** A plugin's tables and how many rows each has. */
    public Map<String, Long> rows(String id) {
        return data.rows(id);
    }

    /** Whether a plugin's data may be erased: it has some, and is disabled or removed. */
    public boolean erasable(String id) {
        DesiredState wanted = repository.all().get(id);
        boolean used = wanted == null || wanted.enabled() && lifecycle.standing(id).isPresent();
        return !used && !data.rows(id).isEmpty();
    }

    /**
     * Erases all that a plugin has saved, its settings too. It cannot be undone.
     *
     * @throws NotFound when it has nothing, or is enabled
     */
    public void erase(String id, Grant grant) {
        lifecycle.alone(() -> {
            if (!erasable(id)) {
                throw new NotFound("data of the plugin " + id);
            }
            database.write(() -> {
                String what = data.rows(id).entrySet().stream()
                        .map(table -> table.getKey() + ": " + table.getValue())
                        .collect(Collectors.joining(", "));
                data.erase(id, grant);
                repository.save(grant, repository.find(id).withErased(what));
            });
            return true;
        });
    }
}
