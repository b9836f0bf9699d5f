package se.samsyn.core.plugin;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.shared.SharedRecord;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.plugin.service.RecordSource;

/** What the active plugins let others read; what goes wrong in giving it is nothing to those who ask. */
public record PublishedRecords(PublishedPlugins published) implements RecordSource {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedRecords.class);

    @Override
    public Optional<String> find(CurrentUser user, String id, String name, int version, String key) {
        return published.find(id).flatMap(plugin -> plugin.definition().shared().stream()
                .filter(record -> record.name().equals(name) && record.version() == version)
                .findFirst()
                .flatMap(record -> read(plugin.scope(), record, user, key)));
    }

    private static Optional<String> read(PluginScope scope, SharedRecord record, CurrentUser user, String key) {
        PluginGateway gateway = scope.gateway();
        if (gateway.enter() != PluginGateway.Entry.ADMITTED) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(gateway.call("record " + record.name(), () -> {
                Object given = record.provider().provide(key, scope.caller(user), scope.services(user));
                return given == null ? null : scope.json().write(given);
            }));
        } catch (RuntimeException e) {
            LOG.warn("The plugin {} could not give its record {}", scope.id(), record.name(), e);
            return Optional.empty();
        } finally {
            gateway.leave();
        }
    }
}
