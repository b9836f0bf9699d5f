package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.Contributions;
import se.samsyn.api.Setting;
import se.samsyn.api.access.Permission;
import se.samsyn.api.command.Command;
import se.samsyn.api.event.EventListener;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.imports.Importer;
import se.samsyn.api.job.Job;
import se.samsyn.api.measuring.IndicatorDefinition;
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

    /** What it adds besides routes and permissions, for those who decide about the plugin. */
    List<PluginInfo.Part> parts() {
        return Stream.of(
                        new PluginInfo.Part("fields", customFields.stream().map(CustomField::name).toList()),
                        new PluginInfo.Part("indicators", indicatorSources.stream()
                                .flatMap(source -> source.indicators().stream())
                                .map(IndicatorDefinition::code)
                                .toList()),
                        new PluginInfo.Part("importers", importers.stream().map(Importer::name).toList()),
                        new PluginInfo.Part("jobs", jobs.stream().map(Job::name).toList()),
                        new PluginInfo.Part("listeners", listeners.stream().map(PluginDefinition::words).toList()),
                        new PluginInfo.Part("events", events.stream().map(e -> e.name() + " " + e.version()).toList()),
                        new PluginInfo.Part("records", shared.stream().map(r -> r.name() + " " + r.version()).toList()),
                        new PluginInfo.Part("commands", commands.stream().map(Command::name).toList()),
                        new PluginInfo.Part("tasks", tasks.stream().map(source -> "/my-page").toList()),
                        new PluginInfo.Part("calendars", calendars.stream().map(source -> "/calendar").toList()))
                .filter(part -> !part.names().isEmpty())
                .toList();
    }

    private static String words(EventListener listener) {
        return "%s (%s: %s %d)".formatted(listener.name(), listener.source(), listener.event(), listener.version());
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
