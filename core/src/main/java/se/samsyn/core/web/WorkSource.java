package se.samsyn.core.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.api.work.TaskSource.Task;

/** What waits for a person in plugins; implemented where plugins are kept. */
@FunctionalInterface
public interface WorkSource {

    /** What waits for whoever asks, each plugin's most urgent first. */
    Work waiting(Request request);

    /**
     * What could be read, and what could not.
     *
     * @param missing the names of the plugins whose tasks could not be read, in the language of whoever asks
     */
    record Work(List<Waiting> tasks, List<String> missing) {}

    /**
     * A plugin's task.
     *
     * @param href where its step is
     * @param finish where it is said to be done, or null
     */
    record Waiting(Task task, String href, @Nullable String finish) {}
}
