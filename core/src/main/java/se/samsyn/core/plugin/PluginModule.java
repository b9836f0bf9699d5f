package se.samsyn.core.plugin;

import io.javalin.config.JavalinConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.plugin.jar.PluginInspection;
import se.samsyn.core.plugin.jar.PluginManifest.Text;
import se.samsyn.core.plugin.jar.PluginStaging;
import se.samsyn.core.plugin.jar.PluginStore;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.web.Dispatcher;
import se.samsyn.core.web.NavigationItem;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.Scope;
import se.samsyn.core.web.StaleVersion;

/** The plugins: which there are, which are wanted, and how each is doing. */
public final class PluginModule implements AutoCloseable {

    private final PluginHost host;
    private final PublishedPlugins published;
    private final PluginRepository repository;
    private final PluginLifecycle lifecycle;
    private final List<PluginStore.Unusable> unusable;
    private final History history;
    private final boolean safeMode;
    private final boolean uploads;
    private final PluginInstaller installer;
    private final PluginOverview overview;
    private final PluginDevelopment development;
    private volatile boolean begun;

    /**
     * Finds the plugins; none is started yet.
     *
     * @param published where they are to be seen once they are active
     */
    public PluginModule(
            Settings settings,
            PluginHost host,
            ChangeLog changes,
            History history,
            PublishedPlugins published,
            PluginLimits limits) {
        this(
                settings,
                host,
                changes,
                history,
                published,
                new PluginStore(settings.data(), PluginModule.class.getClassLoader()),
                limits);
    }

    PluginModule(
            Settings settings,
            PluginHost host,
            ChangeLog changes,
            History history,
            PublishedPlugins published,
            PluginStore store,
            PluginLimits limits) {
        this.host = host;
        this.published = published;
        this.repository = new PluginRepository(host.database(), changes);
        this.history = history;
        PluginMemory memory = new PluginMemory(host.database());
        history.describe(PluginRepository.ENTITY, new PluginHistory(published, memory, host.messages()).format());
        this.safeMode = settings.safeMode();
        PluginStore.Found found = store.discover(repository.jars());
        this.unusable = found.unusable();
        this.development = new PluginDevelopment(settings.developed(), repository, store.developed());
        this.lifecycle = new PluginLifecycle(host, published, limits, development, memory, found.plugins());
        this.uploads = settings.pluginUpload();
        PluginData data = new PluginData(host);
        this.overview = new PluginOverview(lifecycle, published, repository, data, development, memory);
        this.installer = new PluginInstaller(
                host.database(), lifecycle, repository, store, new PluginStaging(settings.data()), data, memory, safeMode);
    }

    /** Starts every plugin that is wanted, each after those that it needs; one that fails stops only those that need it. */
    public void startEnabled() {
        begun = true;
        if (safeMode) {
            return;
        }
        development.begin(lifecycle);
        Map<String, DesiredState> wanted = repository.all();
        for (String id : lifecycle.dependencies().inOrder()) {
            DesiredState state = wanted.get(id);
            if (state != null && state.enabled()) {
                lifecycle.alone(() -> {
                    lifecycle.start(state.id(), state.settings());
                    return true;
                });
            }
        }
    }

    /** Starts what is wanted for a command that runs in its own process, where no server has done so. */
    public void startForCommands() {
        if (!begun) {
            startEnabled();
        }
    }

    /** What plugins add to the command line. */
    public PluginCommands commands() {
        return new PluginCommands(published, host);
    }

    /** The pages where plugins are turned on and off. */
    public List<Route> routes() {
        JobPages jobs = new JobPages(this, host);
        List<Route> routes = new ArrayList<>(new PluginPages(this, host, jobs, history).routes());
        routes.addAll(new PluginInstallPages(this, host).routes());
        routes.addAll(jobs.routes());
        return routes;
    }

    public List<NavigationItem> navigation() {
        NavigationItem modules = new NavigationItem(
                "web.navigation.administration",
                "plugin.navigation.title",
                "puzzle",
                PluginPages.PATH,
                CorePermissions.SYSTEM_MANAGE);
        return List.of(modules.forThoseOverAll());
    }

    /** Adds the addresses under which plugins live. */
    public void register(JavalinConfig config, Dispatcher dispatcher, Scope core) {
        new PluginRoutes(published, development, new PluginOff(lifecycle, safeMode), dispatcher, core).register(config);
    }

    /** Whether plugins stay off for this run of the server, whatever is wanted. */
    public boolean safeMode() {
        return safeMode;
    }

    /** What each plugin is doing, by its id; asks nothing of the database. */
    public Map<String, String> states() {
        return overview.states();
    }

    /** Every plugin that there is, in the order of their ids. */
    public List<PluginInfo> list() {
        return overview.list();
    }

    public Optional<PluginInfo> find(String id) {
        return overview.find(id);
    }

    /** Brings plugins in, replaces and removes them. */
    public PluginInstaller installer() {
        return installer;
    }

    /** Whether the server lets plugins in through the pages. */
    boolean uploads() {
        return uploads;
    }

    /** Files that were meant as plugins and cannot be. */
    List<PluginStore.Unusable> unusable() {
        List<PluginStore.Unusable> all = new ArrayList<>(unusable);
        all.addAll(development.unusable());
        return all;
    }

    PluginDevelopment development() {
        return development;
    }

    /**
     * Wants the plugin, and starts it at once. Whether it came up is told by the answer's state. Not to be called within
     * a unit of work.
     *
     * @throws NotFound when there is no such plugin
     */
    public PluginInfo enable(String id, Grant grant) {
        return change(id, grant, true);
    }

    /**
     * Does not want the plugin any more, and stops it at once. Its data stay. Not to be called within a unit of work.
     *
     * @throws NotFound when there is no such plugin
     * @throws Rejection when another one that is active needs it
     */
    public PluginInfo disable(String id, Grant grant) {
        return change(id, grant, false);
    }

    private PluginInfo change(String id, Grant grant, boolean enabled) {
        requireKnown(id);
        lifecycle.alone(() -> {
            DesiredState before = repository.find(id);
            if (!enabled) {
                installer.requireNotNeeded(id);
            }
            if (before.enabled() != enabled) {
                repository.save(grant, before.withEnabled(enabled));
            }
            if (!enabled) {
                host.events().forget(PluginWork.owner(id));
            }
            if (!enabled) {
                lifecycle.stop(id);
            } else if (!safeMode) {
                development.useLatest(id, lifecycle);
                lifecycle.start(id, before.settings());
            }
            return true;
        });
        return find(id).orElseThrow(() -> new NotFound(id));
    }

    /** What a plugin adds, as far as it is known of one that is off. */
    PluginAdds adds(String id) {
        return overview.adds(id);
    }

    /** What the jar of a plugin that is here holds; empty when it cannot be read. */
    Optional<PluginInspection.Contents> contents(String id) {
        return lifecycle.standing(id).flatMap(plugin -> PluginAdds.contents(plugin.jar()));
    }

    /** What a plugin is called, or was before it was removed. */
    Text name(String id) {
        return overview.name(id);
    }

    /** A plugin that is active now. */
    Optional<ActivePlugin> active(String id) {
        return published.find(id);
    }

    /**
     * Saves the values of a plugin's settings, which hold from now on.
     *
     * @param version the version that the person saw
     * @throws StaleVersion when someone else changed them first
     */
    void saveSettings(String id, int version, Map<String, String> values, Grant grant) {
        requireKnown(id);
        lifecycle.alone(() -> {
            DesiredState before = repository.find(id);
            repository.save(grant, before.seenAs(version).withSettings(values));
            active(id).ifPresent(plugin -> plugin.settings().replace(values));
            return true;
        });
    }

    long number(String id) {
        return repository.number(id);
    }

    private void requireKnown(String id) {
        if (lifecycle.standing(id).isEmpty()) {
            throw new NotFound("plugin " + id);
        }
    }

    /** Stops every plugin; what is wanted stays as it is. */
    @Override
    public void close() {
        development.close();
        lifecycle.close();
    }
}
