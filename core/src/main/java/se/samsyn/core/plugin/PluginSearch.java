package se.samsyn.core.plugin;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import se.samsyn.api.access.Caller;
import se.samsyn.api.search.SearchAudience;
import se.samsyn.api.search.SearchDocument;
import se.samsyn.api.search.SearchIndex;
import se.samsyn.api.service.Services;
import se.samsyn.core.search.SearchEntry;
import se.samsyn.core.search.SearchStore;
import se.samsyn.core.search.SearchWords;

/** A plugin's part of what the search finds. */
record PluginSearch(PluginScope scope, PluginDefinition definition, SearchStore store) implements SearchIndex {

    private static final int LONGEST = 100_000;
    private static final int MOST = 100;

    @Override
    public void put(Collection<SearchDocument> documents) {
        store.put(scope.id(), documents.stream().map(this::entry).toList());
    }

    private SearchEntry entry(SearchDocument document) {
        if (!scope.messages().has(document.kindKey())) {
            throw new IllegalArgumentException("There is no message " + document.kindKey());
        }
        if (document.title().isBlank()) {
            throw new IllegalArgumentException("The document " + document.key() + " has no title");
        }
        if (!document.path().startsWith("/")) {
            throw new IllegalArgumentException("The path of " + document.key() + " does not begin with a slash");
        }
        String text = document.text();
        return new SearchEntry(
                document.key(),
                document.kindKey(),
                document.title(),
                text.length() <= LONGEST ? text : text.substring(0, LONGEST),
                "",
                null,
                document.path(),
                document.audiences());
    }

    @Override
    public void remove(Collection<String> keys) {
        store.remove(scope.id(), keys);
    }

    @Override
    public List<String> search(String text, int limit, Caller caller, Services services) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("Between 1 and " + MOST + ": " + limit);
        }
        Set<String> audiences = new HashSet<>();
        for (SearchAudience audience : definition.searches()) {
            audiences.addAll(PublishedSearches.audiences(scope, audience, caller, services));
        }
        return store.find(SearchWords.of(text), audiences, scope.id(), limit).stream()
                .map(SearchStore.Found::name)
                .toList();
    }
}
