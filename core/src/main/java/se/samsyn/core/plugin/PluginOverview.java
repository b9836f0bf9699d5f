package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.plugin.PluginMemory.Known;
import se.samsyn.core.plugin.jar.PluginJar;
import se.samsyn.core.plugin.jar.PluginManifest.Text;
import se.samsyn.core.plugin.jar.ToldContributions;
import se.samsyn.core.web.NotFound;

/** Which plugins there are, what they add and how each is doing. Changes nothing. */
record PluginOverview(
        PluginLifecycle lifecycle,
        PublishedPlugins published,
        PluginRepository repository,
        PluginData data,
        PluginDevelopment development,
        PluginMemory memory) {

    /** What each plugin is doing, by its id; asks nothing of the database. */
    Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        for (PluginLifecycle.Standing plugin : lifecycle.standings()) {
            states.put(plugin.id(), plugin.actual().state().name());
        }
        return states;
    }

    List<PluginInfo> list() {
        Map<String, DesiredState> wanted = repository.all();
        List<String> tables = data.tables();
        return lifecycle.standings().stream()
                .map(plugin -> info(plugin, wanted, tables))
                .sorted(Comparator.comparing(PluginInfo::id))
                .toList();
    }

    Optional<PluginInfo> find(String id) {
        return list().stream().filter(info -> info.id().equals(id)).findFirst();
    }

    /**
     * What a plugin adds.
     *
     * @throws NotFound when there is no such plugin
     */
    PluginAdds adds(String id) {
        Optional<ActivePlugin> active = published.find(id);
        if (active.isPresent()) {
            return PluginAdds.of(active.get());
        }
        PluginJar jar = lifecycle.standing(id).orElseThrow(() -> new NotFound("plugin " + id)).jar();
        return PluginAdds.of(jar, memory.find(id));
    }

    /** What a plugin is called, or was before it was removed; its id when nobody knows any more. */
    Text name(String id) {
        return lifecycle
                .standing(id)
                .map(plugin -> plugin.jar().manifest().name())
                .or(() -> memory.find(id).map(Known::name))
                .orElse(new Text(id, id));
    }

    private PluginInfo info(PluginLifecycle.Standing plugin, Map<String, DesiredState> wanted, List<String> tables) {
        String id = plugin.id();
        PluginJar jar = plugin.jar();
        PluginLifecycle.Actual actual = plugin.actual();
        @Nullable ActivePlugin active = published.find(id).orElse(null);
        return new PluginInfo(
                jar.manifest(),
                jar.provenance(),
                jar.sha256(),
                wanted.getOrDefault(id, DesiredState.unset(id)),
                actual.state(),
                development.failure(id).map(PluginDevelopment.Failure::problem).orElse(actual.problem()),
                new ToldContributions(active == null ? List.of() : active.definition().told().lines()),
                PluginData.of(id, tables).stream()
                        .filter(table -> !table.equalsIgnoreCase(PluginMigrations.history(jar.manifest().prefix())))
                        .toList(),
                active == null ? PluginHealth.NONE : active.scope().gateway().health(),
                plugin.ended().held(),
                lifecycle.dependencies().needing(id),
                active == null ? 0 : active.scope().live().listening(),
                stuck(plugin, active));
    }

    private static List<String> stuck(PluginLifecycle.Standing plugin, @Nullable ActivePlugin active) {
        List<Thread> threads = new ArrayList<>(plugin.ended().threads());
        if (active != null) {
            threads.addAll(active.scope().gateway().overdue());
        }
        return threads.stream().map(PluginThreads::describe).toList();
    }
}
