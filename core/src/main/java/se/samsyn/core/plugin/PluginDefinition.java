package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.ContributionList;
import se.samsyn.api.Contributions;
import se.samsyn.api.Setting;
import se.samsyn.api.access.Permission;
import se.samsyn.api.command.Command;
import se.samsyn.api.event.EventListener;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.imports.Importer;
import se.samsyn.api.job.Job;
import se.samsyn.api.measuring.IndicatorSource;
import se.samsyn.api.search.SearchAudience;
import se.samsyn.api.shared.SharedRecord;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Route;
import se.samsyn.api.work.CalendarSource;
import se.samsyn.api.work.TaskSource;

/**
 * What a plugin said that it adds.
 *
 * @param events what it publishes
 * @param searches who finds what it lets be found; at most one
 * @param migrations the folder of its migrations, or null
 * @param messages the base name of its message bundle, or null
 */
record PluginDefinition(
        List<Route> routes,
        List<Route> endpoints,
        List<NavigationEntry> navigation,
        List<Panel> panels,
        List<Permission> permissions,
        List<Setting> settings,
        List<Job> jobs,
        List<EventListener> listeners,
        List<EventType> events,
        List<SharedRecord> shared,
        List<IndicatorSource> indicatorSources,
        List<Importer> importers,
        List<CustomField> customFields,
        List<TaskSource> tasks,
        List<CalendarSource> calendars,
        List<SearchAudience> searches,
        List<Command> commands,
        @Nullable String migrations,
        @Nullable String messages) {

    /** What it adds, as a jar tells it. */
    ContributionList told() {
        ContributionList list = new ContributionList();
        routes.forEach(list::route);
        endpoints.forEach(list::endpoint);
        navigation.forEach(list::navigation);
        panels.forEach(list::panel);
        permissions.forEach(list::permission);
        settings.forEach(list::setting);
        jobs.forEach(list::job);
        listeners.forEach(list::listener);
        events.forEach(event -> list.publishes(event.name(), event.version()));
        shared.forEach(list::shares);
        indicatorSources.forEach(list::indicatorSource);
        importers.forEach(list::importer);
        customFields.forEach(list::customField);
        tasks.forEach(list::tasks);
        calendars.forEach(list::calendar);
        searches.forEach(list::search);
        commands.forEach(list::command);
        return list;
    }

    /** An event that the plugin publishes. */
    record EventType(String name, int version) {}

    /** Collects what the plugin says, until it has said all. */
    static final class Collector implements Contributions {

        private final List<Route> routes = new ArrayList<>();
        private final List<Route> endpoints = new ArrayList<>();
        private final List<NavigationEntry> navigation = new ArrayList<>();
        private final List<Panel> panels = new ArrayList<>();
        private final List<Permission> permissions = new ArrayList<>();
        private final List<Setting> settings = new ArrayList<>();
        private final List<Job> jobs = new ArrayList<>();
        private final List<EventListener> listeners = new ArrayList<>();
        private final List<EventType> events = new ArrayList<>();
        private final List<SharedRecord> shared = new ArrayList<>();
        private final List<IndicatorSource> indicatorSources = new ArrayList<>();
        private final List<Importer> importers = new ArrayList<>();
        private final List<CustomField> customFields = new ArrayList<>();
        private final List<TaskSource> tasks = new ArrayList<>();
        private final List<CalendarSource> calendars = new ArrayList<>();
        private final List<SearchAudience> searches = new ArrayList<>();
        private final List<Command> commands = new ArrayList<>();
        private @Nullable String migrations;
        private @Nullable String messages;

        PluginDefinition definition() {
            return new PluginDefinition(
                    List.copyOf(routes),
                    List.copyOf(endpoints),
                    List.copyOf(navigation),
                    List.copyOf(panels),
                    List.copyOf(permissions),
                    List.copyOf(settings),
                    List.copyOf(jobs),
                    List.copyOf(listeners),
                    List.copyOf(events),
                    List.copyOf(shared),
                    List.copyOf(indicatorSources),
                    List.copyOf(importers),
                    List.copyOf(customFields),
                    List.copyOf(tasks),
                    List.copyOf(calendars),
                    List.copyOf(searches),
                    List.copyOf(commands),
                    migrations,
                    messages);
        }

        @Override
        public Contributions route(Route route) {
            routes.add(route);
            return this;
        }

        @Override
        public Contributions endpoint(Route route) {
            endpoints.add(route);
            return this;
        }

        @Override
        public Contributions navigation(NavigationEntry entry) {
            navigation.add(entry);
            return this;
        }

        @Override
        public Contributions panel(Panel panel) {
            panels.add(panel);
            return this;
        }

        @Override
        public Contributions permission(Permission permission) {
            permissions.add(permission);
            return this;
        }

        @Override
        public Contributions setting(Setting setting) {
            settings.add(setting);
            return this;
        }

        @Override
        public Contributions job(Job job) {
            jobs.add(job);
            return this;
        }

        @Override
        public Contributions listener(EventListener listener) {
            listeners.add(listener);
            return this;
        }

        @Override
        public Contributions shares(SharedRecord record) {
            shared.add(record);
            return this;
        }

        @Override
        public Contributions indicatorSource(IndicatorSource source) {
            indicatorSources.add(source);
            return this;
        }

        @Override
        public Contributions importer(Importer importer) {
            importers.add(importer);
            return this;
        }

        @Override
        public Contributions customField(CustomField field) {
            customFields.add(field);
            return this;
        }

        @Override
        public Contributions tasks(TaskSource source) {
            tasks.add(source);
            return this;
        }

        @Override
        public Contributions calendar(CalendarSource source) {
            calendars.add(source);
            return this;
        }

        @Override
        public Contributions search(SearchAudience audience) {
            searches.add(audience);
            return this;
        }

        @Override
        public Contributions command(Command command) {
            commands.add(command);
            return this;
        }

        @Override
        public Contributions publishes(String name, int version) {
            events.add(new EventType(name, version));
            return this;
        }

        @Override
        public Contributions migrations(String folder) {
            migrations = folder;
            return this;
        }

        @Override
        public Contributions messages(String base) {
            messages = base;
            return this;
        }
    }
}
