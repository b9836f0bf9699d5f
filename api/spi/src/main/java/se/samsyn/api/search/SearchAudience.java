package se.samsyn.api.search;

import java.util.Set;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;

/**
 * Says which of the plugin's audiences a person belongs to now.
 *
 * <pre>{@code
 * return store.series().visible(insight.reach(caller), MOST_SERIES).stream()
 *         .map(MeetingSearch::audience)
 *         .collect(Collectors.toSet());
 * }</pre>
 *
 * <p>A test of it, as each of those who are not of the series:
 *
 * <pre>{@code
 * assertThat(client.get("/search?q=rastvakter").body()).doesNotContain("Laget runt");
 * }</pre>
 *
 * @since 0.9.0
 */
@FunctionalInterface
public interface SearchAudience {

    /**
     * Called at each search, so it must be quick. What takes longer than two seconds is broken off. When it is, or fails,
     * or gives more than ten thousand keys, nothing of the plugin is found that time.
     *
     * @param caller who searches
     * @param services Samsyn's data as they may see it
     * @return keys as in {@link SearchDocument#audiences()}; at most ten thousand
     */
    Set<String> of(Caller caller, Services services);
}
