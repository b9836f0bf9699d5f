package se.samsyn.core.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.Setting;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.jar.PluginManifest.Text;
import se.samsyn.core.plugin.jar.ToldContributions;
import se.samsyn.core.web.Messages;

/** What plugins are called and added when they were last in use, for when they are off or gone. */
final class PluginMemory {

    private static final Logger LOG = LoggerFactory.getLogger(PluginMemory.class);

    private final Database database;

    PluginMemory(Database database) {
        this.database = database;
    }

    /**
     * What is known of a plugin.
     *
     * @param version whose this is
     * @param adds as {@link ToldContributions} has it; empty when it was never in use
     * @param words what it calls what it adds, by the keys of its messages
     * @param settings what its settings are until someone sets another, by name
     */
    record Known(Text name, String version, List<String> adds, Map<String, Text> words, Map<String, String> settings) {

        static Known of(ActivePlugin plugin) {
            Messages messages = plugin.scope().messages();
            Map<String, Text> words = new TreeMap<>();
            List<String> adds = plugin.definition().told().lines();
            new ToldContributions(adds).wordKeys().forEach(key -> put(words, messages, key));
            return new Known(
                    plugin.manifest().name(),
                    plugin.manifest().version(),
                    adds,
                    words,
                    plugin.definition().settings().stream()
                            .collect(Collectors.toMap(Setting::name, Setting::defaultValue)));
        }

        private static void put(Map<String, Text> words, Messages messages, String key) {
            words.put(key, new Text(messages.text(Messages.SWEDISH, key), messages.text(Messages.ENGLISH, key)));
        }
    }

    /** Keeps what is known of a plugin that has just been taken into use; it works as well where that cannot be. */
    void keep(ActivePlugin plugin) {
        try {
            keep(plugin.id(), Known.of(plugin));
        } catch (RuntimeException e) {
            LOG.warn("What {} adds could not be kept for when it is off", plugin.id(), e);
        }
    }

    /** Keeps what one is called that goes before it was ever in use. */
    void keepName(PluginManifest manifest) {
        if (find(manifest.id()).isEmpty()) {
            keep(manifest.id(), new Known(manifest.name(), manifest.version(), List.of(), Map.of(), Map.of()));
        }
    }

    private void keep(String id, Known known) {
        if (database.readOnly() || find(id).filter(known::equals).isPresent()) {
            return;
        }
        database.write(() -> database.jdbi().useHandle(handle -> handle.createUpdate(
                        """
                        insert into plugin_known (plugin, known) values (:plugin, :known)
                        on conflict (plugin) do update set known = excluded.known
                        """)
                .bind("plugin", id)
                .bind("known", Json.write(known))
                .execute()));
    }

    Optional<Known> find(String id) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select known from plugin_known where plugin = :plugin")
                .bind("plugin", id)
                .map((row, context) -> Json.read(row.getString("known"), Known.class))
                .findOne());
    }
}
