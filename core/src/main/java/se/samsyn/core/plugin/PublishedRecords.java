package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.Optional;
import se.samsyn.api.shared.SharedRecord;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.plugin.service.RecordSource;

/** What the active plugins let others read; what goes wrong in giving it is nothing to those who ask. */
public record PublishedRecords(PublishedPlugins published) implements RecordSource {

    /** Somebody waits for a page that another plugin makes. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Override
    public Optional<String> find(CurrentUser user, String id, String name, int version, String key) {
        return published.find(id).flatMap(plugin -> plugin.definition().shared().stream()
                .filter(record -> record.name().equals(name) && record.version() == version)
                .findFirst()
                .flatMap(record -> read(plugin.scope(), record, user, key)));
    }

    private static Optional<String> read(PluginScope scope, SharedRecord record, CurrentUser user, String key) {
        return Optional.ofNullable(PluginAsked.ask(scope, "record " + record.name(), LIMIT, () -> {
                    Object given = record.provider().provide(key, scope.caller(user), scope.services(user));
                    return given == null ? null : scope.json().write(given);
                })
                .answer());
    }
}
