package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.core.plugin.PluginLifecycle.Standing;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.jar.PluginManifest.Dependency;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.plugin.jar.Versions;

/** Which plugins need which. */
final class PluginDependencies {

    private final Map<String, Standing> plugins = new LinkedHashMap<>();

    PluginDependencies(Collection<Standing> plugins) {
        plugins.forEach(plugin -> this.plugins.put(plugin.id(), plugin));
    }

    /**
     * @throws PluginRefused when a plugin needs itself, by way of others or not
     */
    void requireNoCircle(PluginManifest manifest) {
        List<String> begun = new ArrayList<>();
        List<String> needed = new ArrayList<>();
        manifest.dependencies().forEach(one -> visit(one.id(), begun, needed));
        boolean itself = manifest.dependencies().stream().anyMatch(one -> one.id().equals(manifest.id()));
        if (itself || needed.contains(manifest.id())) {
            throw new PluginRefused("dependency.circle", manifest.label());
        }
    }

    /**
     * @throws PluginRefused when a plugin that this one needs is missing, is of another version, or is off
     */
    void requireMet(PluginManifest manifest) {
        requireNoCircle(manifest);
        List<PluginRefused> unmet = unmet(manifest);
        if (!unmet.isEmpty()) {
            throw unmet.get(0);
        }
    }

    /** For each plugin that this one needs and cannot have now, why. */
    List<PluginRefused> unmet(PluginManifest manifest) {
        return manifest.dependencies().stream().map(this::unmet).flatMap(Optional::stream).toList();
    }

    private Optional<PluginRefused> unmet(Dependency needed) {
        Standing found = plugins.get(needed.id());
        if (found == null) {
            return Optional.of(new PluginRefused("dependency.missing", needed.id(), needed.range()));
        }
        PluginManifest other = found.jar().manifest();
        if (!Versions.within(other.version(), needed.range())) {
            return Optional.of(new PluginRefused("dependency.version", other.label(), needed.range(), other.version()));
        }
        return found.actual().state() == PluginState.ACTIVE
                ? Optional.empty()
                : Optional.of(new PluginRefused("dependency.off", other.label()));
    }

    /** The active plugins that need this one. */
    List<PluginManifest> needing(String id) {
        return plugins.values().stream()
                .filter(plugin -> plugin.actual().state() == PluginState.ACTIVE)
                .map(plugin -> plugin.jar().manifest())
                .filter(manifest -> range(manifest, id).isPresent())
                .toList();
    }

    /**
     * @throws PluginRefused when an active plugin needs this one in another version
     */
    void requireServes(PluginManifest manifest) {
        for (PluginManifest other : needing(manifest.id())) {
            String range = range(other, manifest.id()).orElseThrow();
            if (!Versions.within(manifest.version(), range)) {
                throw new PluginRefused("dependency.breaks", other.label(), manifest.label(), range);
            }
        }
    }

    private static Optional<String> range(PluginManifest manifest, String id) {
        return manifest.dependencies().stream()
                .filter(needed -> needed.id().equals(id))
                .map(Dependency::range)
                .findFirst();
    }

    /** The ids of all, each after those that it needs; in a circle some come too early, and are refused. */
    List<String> inOrder() {
        List<String> order = new ArrayList<>();
        List<String> begun = new ArrayList<>();
        plugins.keySet().forEach(id -> visit(id, begun, order));
        return order;
    }

    private void visit(String id, List<String> begun, List<String> order) {
        Standing plugin = plugins.get(id);
        if (plugin == null || begun.contains(id)) {
            return;
        }
        begun.add(id);
        plugin.jar().manifest().dependencies().forEach(needed -> visit(needed.id(), begun, order));
        order.add(id);
    }
}
