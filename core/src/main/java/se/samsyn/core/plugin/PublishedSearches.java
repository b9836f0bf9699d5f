package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.access.Caller;
import se.samsyn.api.search.SearchAudience;
import se.samsyn.api.service.Services;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.search.SearchSource;

/** What the active plugins let be found, and by whom. */
public record PublishedSearches(PublishedPlugins published) implements SearchSource {

    private static final String WHAT = "search";
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    @Override
    public Set<String> audiences(CurrentUser user) {
        Set<String> all = new HashSet<>();
        published.all().forEach(plugin -> all.addAll(audiences(user, plugin)));
        return all;
    }

    @Override
    public Set<String> audiences(CurrentUser user, String source) {
        return published.find(source).map(plugin -> audiences(user, plugin)).orElse(Set.of());
    }

    private static Set<String> audiences(CurrentUser user, ActivePlugin plugin) {
        PluginScope scope = plugin.scope();
        Set<String> all = new HashSet<>();
        for (SearchAudience audience : plugin.definition().searches()) {
            Set<String> own = PluginAsked.ask(
                            scope, WHAT, LONGEST, () -> keys(scope, audience, scope.caller(user), scope.services(user)))
                    .answer();
            if (own != null) {
                all.addAll(own);
            }
        }
        return all;
    }

    /** The audiences of one plugin that a caller is of, with its id before each. */
    static Set<String> audiences(PluginScope scope, SearchAudience audience, Caller caller, Services services) {
        return scope.gateway().call(WHAT, LONGEST, () -> keys(scope, audience, caller, services));
    }

    private static Set<String> keys(PluginScope scope, SearchAudience audience, Caller caller, Services services) {
        Set<String> keys = audience.of(caller, services);
        if (keys.size() > MOST) {
            throw new IllegalStateException("More than " + MOST + " audiences: " + keys.size());
        }
        return keys.stream().map(key -> scope.id() + "/" + key).collect(Collectors.toSet());
    }

    @Override
    public Optional<Shown> shown(String source, String kind, String path, Locale locale) {
        return published.find(source)
                .map(plugin -> new Shown(
                        plugin.scope().messages().text(locale, kind),
                        plugin.address(path),
                        plugin.manifest().name().in(locale)));
    }
}
