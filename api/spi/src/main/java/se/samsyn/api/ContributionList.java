package se.samsyn.api;

import java.util.ArrayList;
import java.util.List;
import se.samsyn.api.access.Permission;
import se.samsyn.api.command.Command;
import se.samsyn.api.event.EventListener;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.imports.Importer;
import se.samsyn.api.job.Job;
import se.samsyn.api.measuring.IndicatorSource;
import se.samsyn.api.search.SearchAudience;
import se.samsyn.api.shared.SharedRecord;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Route;
import se.samsyn.api.work.CalendarSource;
import se.samsyn.api.work.TaskSource;

/**
 * What a plugin adds, by name. A plugin's build writes it into the jar, so that whoever is to decide about the plugin sees it
 * before anything of it is run; when it is turned on, what {@link SamsynPlugin#define} adds must be in it.
 *
 * <p>A line is a kind, a space and a name: {@code routes GET /units/{unit} read}. A route ends with who may call it:
 * {@code everyone}, {@code signed-in}, the permission, or {@code everywhere:} and the permission where it is asked for on the
 * whole municipality.
 *
 * <pre>{@code
 * assertThat(ContributionList.of(new SchoolQualityPlugin())).contains("settings least-answers", "panels UNIT_RAIL");
 * }</pre>
 *
 * <p>Not safe for several threads at once.
 *
 * @since 0.9.0
 */
public final class ContributionList implements Contributions {

    /** Where it lies in a jar; UTF-8, a line each. */
    public static final String FILE = "META-INF/samsyn/contributions.txt";

    private final List<String> lines = new ArrayList<>();

    /** An empty one, which takes what is added to it. */
    public ContributionList() {}

    /** What the plugin's {@code define} adds, in its order; whatever that throws is thrown. */
    public static List<String> of(SamsynPlugin plugin) {
        ContributionList list = new ContributionList();
        plugin.define(list);
        return list.lines();
    }

    /** What has been added, in its order. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    private ContributionList add(String kind, String name) {
        lines.add(kind + " " + name);
        return this;
    }

    private static String words(Route route) {
        return "%s %s %s".formatted(route.method(), route.path(), words(route.access()));
    }

    private static String words(Access access) {
        return switch (access.kind()) {
            case PUBLIC -> "everyone";
            case SIGNED_IN -> "signed-in";
            case PERMISSION -> String.valueOf(access.permission());
            case PERMISSION_EVERYWHERE -> "everywhere:" + access.permission();
        };
    }

    @Override
    public ContributionList route(Route route) {
        return add("routes", words(route));
    }

    @Override
    public ContributionList endpoint(Route route) {
        return add("endpoints", words(route));
    }

    @Override
    public ContributionList navigation(NavigationEntry entry) {
        return add("navigation", entry.path());
    }

    @Override
    public ContributionList panel(Panel panel) {
        return add("panels", panel.slot().name());
    }

    @Override
    public ContributionList permission(Permission permission) {
        return add("permissions", permission.name());
    }

    @Override
    public ContributionList setting(Setting setting) {
        return add("settings", setting.name());
    }

    @Override
    public ContributionList job(Job job) {
        return add("jobs", job.name());
    }

    @Override
    public ContributionList listener(EventListener listener) {
        String heard = "%s (%s: %s %d)".formatted(listener.name(), listener.source(), listener.event(), listener.version());
        return add("listeners", heard);
    }

    @Override
    public ContributionList publishes(String name, int version) {
        return add("events", name + " " + version);
    }

    @Override
    public ContributionList shares(SharedRecord record) {
        return add("records", record.name() + " " + record.version());
    }

    @Override
    public ContributionList indicatorSource(IndicatorSource source) {
        source.indicators().forEach(indicator -> add("indicators", indicator.code()));
        return this;
    }

    @Override
    public ContributionList importer(Importer importer) {
        return add("importers", importer.name());
    }

    @Override
    public ContributionList customField(CustomField field) {
        return add("fields", field.name());
    }

    @Override
    public ContributionList tasks(TaskSource source) {
        return add("tasks", "/my-page");
    }

    @Override
    public ContributionList calendar(CalendarSource source) {
        return add("calendars", "/calendar");
    }

    @Override
    public ContributionList search(SearchAudience audience) {
        return add("search", "/search");
    }

    @Override
    public ContributionList command(Command command) {
        return add("commands", command.name());
    }

    /** Changes nothing: the jar's migrations can be read as they are. */
    @Override
    public ContributionList migrations(String folder) {
        return this;
    }

    /** Changes nothing: the jar's texts can be read as they are. */
    @Override
    public ContributionList messages(String base) {
        return this;
    }
}
