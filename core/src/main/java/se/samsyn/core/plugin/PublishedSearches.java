package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.access.Caller;
import se.samsyn.api.search.SearchAudience;
import se.samsyn.api.service.Services;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.search.SearchSource;

/** What the active plugins let be found, and by whom. */
public record PublishedSearches(PublishedPlugins published) implements SearchSource {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedSearches.class);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int MOST = 1000;

    @Override
    public Set<String> audiences(CurrentUser user) {
        Set<String> all = new HashSet<>();
        for (ActivePlugin plugin : published.all()) {
            PluginScope scope = plugin.scope();
            for (SearchAudience audience : plugin.definition().searches()) {
                if (scope.gateway().enter() == PluginGateway.Entry.ADMITTED) {
                    try {
                        all.addAll(audiences(scope, audience, scope.caller(user), scope.services(user)));
                    } catch (RuntimeException e) {
                        LOG.warn("Nothing is found of {}, which could not say what the searcher may find", plugin.id(), e);
                    } finally {
                        scope.gateway().leave();
                    }
                }
            }
        }
        return all;
    }

    /** The audiences of one plugin that a caller is of, with its id before each. */
    static Set<String> audiences(PluginScope scope, SearchAudience audience, Caller caller, Services services) {
        return scope.gateway().call("search", LONGEST, () -> {
            Set<String> keys = audience.of(caller, services);
            if (keys.size() > MOST) {
                throw new IllegalStateException("More than " + MOST + " audiences: " + keys.size());
            }
            return keys.stream().map(key -> scope.id() + "/" + key).collect(Collectors.toSet());
        });
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
