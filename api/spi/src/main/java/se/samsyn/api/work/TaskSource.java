package se.samsyn.api.work;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;

/**
 * Tells what waits for a person: rows on 'Min sida', beside core's own and sorted with them by date.
 *
 * <pre>{@code
 * tasks.add(new Task(
 *         request.text("task.answer", place.unit()),
 *         request.text("task.reason", place.framework(), place.period()),
 *         null,
 *         "list-checks",
 *         round.path() + "/answer",
 *         request.text(waiting.begun() ? "task.continue" : "task.begin")));
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(teacher.get("/my-page").body())
 *         .contains(waiting, "Exempel: självskattning i skolan", round + "/answer", "Börja");
 * }</pre>
 *
 * @since 0.9.0
 */
@FunctionalInterface
public interface TaskSource {

    /**
     * Called when the person opens the page, on the request's thread, so it must be quick: all of a plugin's sources have two
     * seconds together. When it fails or is slow the page says that the plugin's tasks could not be read.
     *
     * @param request the request for the page: who, which language, and Samsyn's data as they may see it
     * @return the most urgent first; those after the fiftieth are not shown
     */
    List<Task> tasks(Request request);

    /**
     * Something that waits.
     *
     * @param title in the person's language; begins with a verb
     * @param reason why it is theirs
     * @param due the last day, or null
     * @param icon the name of an icon in core's set
     * @param path the route of the plugin that leads straight to the step
     * @param action what the button says
     * @param finish the route of the plugin that says that it is done, or null when it takes more than one press. It is posted
     *     to with the field {@code from}, which is {@code my-page}, and answers with a redirect to {@code /my-page}
     */
    record Task(
            String title,
            String reason,
            @Nullable LocalDate due,
            String icon,
            String path,
            String action,
            @Nullable String finish) {

        public Task(String title, String reason, @Nullable LocalDate due, String icon, String path, String action) {
            this(title, reason, due, icon, path, action, null);
        }
    }
}
