package se.samsyn.api.planning;

import java.util.Collection;
import java.util.Map;

/**
 * Reads and makes activities, with the caller's permissions.
 *
 * <pre>{@code
 * Activity activity = request.services().activities().create(wanted);
 * store.actions().becomes(handle, action, activity.id(), request.caller().id());
 * }</pre>
 *
 * <p>A test of it, as whoever is to do it:
 *
 * <pre>{@code
 * assertThat(world.larare.get("/my-page").body()).contains("Boka buss");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Activities {

    /**
     * These activities by id, in a fixed number of queries. Those that the caller may not read, unknown ones and removed ones
     * are left out. Whoever is to do an activity may read it.
     */
    Map<String, Activity> find(Collection<String> ids);

    /**
     * Makes an activity. Within {@code PluginDatabase.write} it is saved with what is written there, or not at all.
     *
     * @throws se.samsyn.api.web.InputException when the caller may not make activities there, or a part of it cannot be;
     *     the errors are by the names of {@link NewActivity}'s parts, in the caller's language
     * @throws IllegalArgumentException when the path of its origin is no path
     */
    Activity create(NewActivity activity);

    /**
     * Changes what is to be done, by whom and when; how far it has come stays, and it stays on its goal or unit. Where it
     * comes from is changed by the plugin that made it alone. What the plugin does not mean to change it gives back as {@link
     * #find} told it: people write on the activity's own page too.
     *
     * @param version the version that was seen
     * @throws se.samsyn.api.web.InputException as for {@link #create}, and when someone else changed it first
     */
    Activity change(String id, int version, NewActivity activity);
}
