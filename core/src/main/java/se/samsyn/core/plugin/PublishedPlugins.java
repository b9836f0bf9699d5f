package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.samsyn.api.access.Permission;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.web.Messages;
import se.samsyn.core.field.FieldDefinition;
import se.samsyn.core.field.FieldSource;
import se.samsyn.core.imports.ImportType;
import se.samsyn.core.web.NavigationItem;
import se.samsyn.core.web.PanelSource;

/** What the active plugins add, as one immutable whole that is replaced in one step. */
public final class PublishedPlugins implements PanelSource, FieldSource {

    private static final Pattern PAGE = Pattern.compile("/modules/([^/]+)(|/.*)");

    private record Snapshot(SortedMap<String, ActivePlugin> plugins, Map<String, Permission> permissions) {}

    private final AtomicReference<Snapshot> snapshot =
            new AtomicReference<>(new Snapshot(Collections.emptySortedMap(), Map.of()));

    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /** Runs this each time that a plugin comes, goes or gets another version, once it has; it is to be quick. */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Every permission that the active plugins declare, by its full name, {@code <plugin id>:<name>}. */
    public Map<String, Permission> permissions() {
        return snapshot.get().permissions();
    }

    /** The plugins' entries of the main navigation. */
    public List<NavigationItem> navigation(Locale locale) {
        List<NavigationItem> items = new ArrayList<>();
        for (ActivePlugin plugin : snapshot.get().plugins().values()) {
            for (NavigationEntry entry : plugin.definition().navigation()) {
                items.add(new NavigationItem(
                        "plugin.navigation.section",
                        plugin.scope().messages().text(locale, entry.labelKey()),
                        entry.icon(),
                        plugin.address(entry.path()),
                        plugin.scope().permission(entry.permission())));
            }
        }
        return items;
    }

    /** The plugins' endpoints of the REST interface at their whole addresses, by plugin id. */
    public SortedMap<String, List<Route>> endpoints() {
        SortedMap<String, List<Route>> endpoints = new TreeMap<>();
        for (ActivePlugin plugin : snapshot.get().plugins().values()) {
            endpoints.put(
                    plugin.id(),
                    plugin.definition().endpoints().stream()
                            .map(route -> new Route(
                                    route.method(), "/api/v1" + plugin.address(route.path()), route.access(), route.handler()))
                            .toList());
        }
        return endpoints;
    }

    /** A plugin's own texts. */
    public record Texts(String id, PluginManifest.Text name, Messages messages) {}

    /** The texts of those active plugins that have any, by their ids. */
    public List<Texts> texts() {
        return snapshot.get().plugins().values().stream()
                .filter(plugin -> plugin.definition().messages() != null)
                .map(plugin -> new Texts(plugin.id(), plugin.manifest().name(), plugin.scope().messages()))
                .toList();
    }

    @Override
    public List<PanelLink> panels(Place place, CurrentUser user) {
        List<PanelLink> links = new ArrayList<>();
        for (ActivePlugin plugin : snapshot.get().plugins().values()) {
            List<Panel> panels = plugin.definition().panels();
            for (int i = 0; i < panels.size(); i++) {
                Panel panel = panels.get(i);
                if (panel.slot() == place.slot() && sees(user, plugin.scope().permission(panel.permission()), place)) {
                    String title = plugin.scope().messages().text(user.locale(), panel.titleKey());
                    links.add(new PanelLink(title, plugin.address(PanelHandler.address(i, place))));
                }
            }
        }
        return links;
    }

    @Override
    public List<FieldDefinition> fields(CustomField.Target target) {
        List<FieldDefinition> fields = new ArrayList<>();
        for (ActivePlugin plugin : snapshot.get().plugins().values()) {
            for (CustomField field : plugin.definition().customFields()) {
                if (field.target() == target) {
                    fields.add(new FieldDefinition(
                            plugin.id(), plugin.manifest().name()::in, field, plugin.scope().messages()::text));
                }
            }
        }
        return fields;
    }

    /** What the plugins can read from files. */
    public List<ImportType> importTypes() {
        return snapshot.get().plugins().values().stream()
                .flatMap(plugin -> plugin.importTypes().stream())
                .toList();
    }

    private static boolean sees(CurrentUser user, String permission, Place place) {
        Long unit = place.unitId();
        return unit == null ? user.may(permission) : user.may(permission, unit);
    }

    /** Whether the plugin answers at its addresses. */
    public boolean active(String id) {
        return snapshot.get().plugins().containsKey(id);
    }

    /** Whether one of them has a page at this address, as sent. */
    public boolean hasPage(String address) {
        Matcher page = PAGE.matcher(address);
        return page.matches()
                && find(page.group(1)).flatMap(plugin -> plugin.pages().match(Route.Method.GET, page.group(2))).isPresent();
    }

    /** Every active plugin, in the order of their ids. */
    Collection<ActivePlugin> all() {
        return snapshot.get().plugins().values();
    }

    Optional<ActivePlugin> find(String id) {
        return Optional.ofNullable(snapshot.get().plugins().get(id));
    }

    void publish(ActivePlugin plugin) {
        change(plugins -> plugins.put(plugin.id(), plugin));
    }

    void withdraw(String id) {
        change(plugins -> plugins.remove(id));
    }

    private void change(Consumer<SortedMap<String, ActivePlugin>> change) {
        snapshot.updateAndGet(before -> {
            SortedMap<String, ActivePlugin> plugins = new TreeMap<>(before.plugins());
            change.accept(plugins);
            Map<String, Permission> permissions = new HashMap<>();
            plugins.values().forEach(plugin -> permissions.putAll(plugin.permissions()));
            return new Snapshot(Collections.unmodifiableSortedMap(plugins), Map.copyOf(permissions));
        });
        watchers.forEach(Runnable::run);
    }
}
