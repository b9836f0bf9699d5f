package se.samsyn.api.planning;

import java.util.Collection;
import java.util.Map;

/**
 * Reads and makes activities, with the caller's permissions.
 *
 * @since 0.9.0
 */
public interface Activities {

    /**
     * These activities by id, in one query. Those that the caller may not read, unknown ones and removed ones are left out.
     */
    Map<String, Activity> find(Collection<String> ids);

    /**
     * Makes an activity. Within {@code PluginDatabase.write} it is saved with what is written there, or not at all.
     *
     * @throws se.samsyn.api.web.InputException when the caller may not make activities there, or a part of it cannot be;
     *     the errors are by the names of {@link NewActivity}'s parts, in the caller's language
     */
    Activity create(NewActivity activity);

    /**
     * Changes what is to be done, by whom and when; what a person has done in it otherwise stays.
     *
     * @param version the version that was seen
     * @throws se.samsyn.api.web.InputException as for {@link #create}, and when someone else changed it first
     */
    Activity change(String id, int version, NewActivity activity);
}
