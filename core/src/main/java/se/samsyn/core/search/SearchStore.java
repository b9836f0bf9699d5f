package se.samsyn.core.search;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be found, with an index of its words. What writes takes part in the thread's unit of work. */
public interface SearchStore {

    /** Makes the index where there is none yet. */
    void prepare();

    /** Lets these of a source be found; those with names that are known are replaced. */
    void put(String source, Collection<SearchEntry> entries);

    /** Lets these of a source be found no more. */
    void remove(String source, Collection<String> names);

    /** Lets nothing of a source be found any more. */
    void erase(String source);

    /** How many there are of a source. */
    long count(String source);

    /** Who may find what of a source stands at a path, as in {@link #find}; empty when nothing of it does. */
    Set<String> audiences(String source, String path);

    /**
     * Finds what has all of the words, the best first.
     *
     * @param audiences those that the searcher is of, each with its source and a slash before it
     * @param source the one source to look in; null for all
     */
    List<Found> find(SearchWords words, Set<String> audiences, @Nullable String source, int limit);

    /**
     * What was found.
     *
     * @param name unique within its source
     */
    record Found(String name, SearchHit hit) {}
}
