package se.samsyn.api.people;

import java.util.Collection;
import java.util.Map;

/**
 * Reads names of people.
 *
 * @since 0.1.0
 */
public interface People {

    /**
     * The names of these users, by id, in one query. A person who has been erased has the name that says so; unknown ids
     * are left out.
     */
    Map<String, String> names(Collection<String> ids);
}
