package se.samsyn.api.planning;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An activity that a plugin makes. It stands on its owners' 'Min sida' and on the goal or the unit.
 *
 * <pre>{@code
 * NewActivity wanted = new NewActivity(
 *         action.goalId(),
 *         action.unitId(),
 *         action.text(),
 *         "",
 *         Set.of(action.ownerId()),
 *         action.due(),
 *         origin(request, place, action));
 * }</pre>
 *
 * @param goalId the goal that it is to serve, or null when it is the unit's own
 * @param unitId the unit that does it; with a goal, the goal's unit
 * @param title what is to be done, at most 300 characters
 * @param description more about it; may be empty
 * @param ownerIds the users who are to do it
 * @param due the last day, or null
 * @param origin where it comes from
 * @since 0.9.0
 */
public record NewActivity(
        @Nullable String goalId,
        String unitId,
        String title,
        String description,
        Set<String> ownerIds,
        @Nullable LocalDate due,
        Origin origin) {

    public NewActivity {
        Objects.requireNonNull(unitId);
        Objects.requireNonNull(title);
        Objects.requireNonNull(description);
        Objects.requireNonNull(origin);
        ownerIds = Set.copyOf(ownerIds);
    }

    /**
     * Where an activity comes from, shown on its page.
     *
     * @param text such as a meeting's name and day, at most 200 characters; read by everyone who reads the activity
     * @param path the route of the plugin that shows it, such as {@code /meetings/12}; who may see it is the plugin's to say
     */
    public record Origin(String text, String path) {}
}
