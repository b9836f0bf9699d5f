package se.samsyn.api.search;

import java.util.Collection;
import java.util.List;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;

/**
 * The plugin's part of what the search finds. Safe for use from many threads. What is put and removed within {@code
 * PluginDatabase.write} is saved with the rest there, or not at all.
 *
 * <pre>{@code
 * store.database().write(handle -> {
 *     index.put(documents);
 *     index.remove(gone);
 *     return true;
 * });
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(TestMeetings.found(larare, "rastvakter", "Laget runt")).contains("Punkt på möte");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface SearchIndex {

    /**
     * Lets these be found; those with keys that are known are replaced.
     *
     * @throws IllegalArgumentException when there is no message for a document's kind, its title is blank, or its path does
     *     not begin with a slash; none of them is put then
     */
    void put(Collection<SearchDocument> documents);

    /** Lets these be found no more; unknown keys do no harm. */
    void remove(Collection<String> keys);

    /**
     * Searches the plugin's own part, for a page of its own.
     *
     * @param text what was typed; every word must be there, the last may be a beginning
     * @param limit at most how many, 1 to 100
     * @return the keys of what the caller may find, the best first
     * @throws IllegalArgumentException when the limit is not from 1 to 100
     */
    List<String> search(String text, int limit, Caller caller, Services services);
}
