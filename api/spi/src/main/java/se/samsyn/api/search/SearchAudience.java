package se.samsyn.api.search;

import java.util.Set;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;

/**
 * Says which of the plugin's audiences a person belongs to now.
 *
 * @since 0.9.0
 */
@FunctionalInterface
public interface SearchAudience {

    /**
     * Called at each search, so it must be quick. What takes longer than two seconds is broken off. When it is, or fails,
     * or gives more than a thousand keys, nothing of the plugin is found that time.
     *
     * @param caller who searches
     * @param services Samsyn's data as they may see it
     * @return keys as in {@link SearchDocument#audiences()}; at most a thousand
     */
    Set<String> of(Caller caller, Services services);
}
