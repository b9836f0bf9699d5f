package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import se.samsyn.api.web.Request;
import se.samsyn.api.work.TaskSource;
import se.samsyn.api.work.TaskSource.Task;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.WorkSource;

/** The active plugins' tasks for 'Min sida'. A plugin that fails or is slow is told of and keeps nobody else's away. */
public final class PublishedTasks implements WorkSource {

    /** The page waits for all of them, so each gets little. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final String WHAT = "tasks";
    private static final int MOST = 50;

    private final PublishedPlugins published;

    public PublishedTasks(PublishedPlugins published) {
        this.published = published;
    }

    @Override
    public Work waiting(Request request) {
        List<Waiting> waiting = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (ActivePlugin plugin : published.all()) {
            if (plugin.definition().tasks().isEmpty()) {
                continue;
            }
            PluginAsked<List<Waiting>> asked = of(plugin, request);
            if (asked.answer() != null) {
                waiting.addAll(asked.answer());
            } else if (asked.missing()) {
                missing.add(plugin.manifest().name().in(request.locale()));
            }
        }
        return new Work(waiting, missing);
    }

    private static PluginAsked<List<Waiting>> of(ActivePlugin plugin, Request request) {
        Request own = HttpRequest.in(request, plugin.scope());
        return PluginAsked.ask(plugin.scope(), WHAT, LIMIT, () -> {
            List<Waiting> waiting = new ArrayList<>();
            for (TaskSource source : plugin.definition().tasks()) {
                source.tasks(own).stream().limit(MOST).map(task -> waiting(plugin, task)).forEach(waiting::add);
            }
            return waiting;
        });
    }

    private static Waiting waiting(ActivePlugin plugin, Task task) {
        for (String part : new String[] {task.title(), task.reason(), task.icon(), task.path(), task.action()}) {
            Objects.requireNonNull(part, "A task has a part that is null");
        }
        return new Waiting(
                task, plugin.address(task.path()), task.finish() == null ? null : plugin.address(task.finish()));
    }
}
