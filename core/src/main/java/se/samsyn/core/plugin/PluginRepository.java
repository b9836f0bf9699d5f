package se.samsyn.core.plugin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.web.StaleVersion;

/** What is wanted of each plugin, in the database. */
final class PluginRepository {

    static final String ENTITY = "plugin";

    private final Database database;
    private final ChangeLog changes;

    PluginRepository(Database database, ChangeLog changes) {
        this.database = database;
        this.changes = changes;
    }

    /** Everything that was ever wanted, by the plugin's id. */
    Map<String, DesiredState> all() {
        return database.jdbi().withHandle(PluginRepository::all);
    }

    private static Map<String, DesiredState> all(Handle handle) {
        Map<String, Map<String, String>> settings = new HashMap<>();
        handle.createQuery("select p.name as plugin, s.name, s.value from plugin_setting s join plugin p on p.id = s.plugin_id")
                .map((row, context) -> settings.computeIfAbsent(row.getString("plugin"), p -> new HashMap<>())
                        .put(row.getString("name"), row.getString("value")))
                .list();
        Map<String, DesiredState> states = new LinkedHashMap<>();
        handle.createQuery("select name, enabled, release, jar, erased, version from plugin order by name")
                .map((row, context) -> state(row, settings))
                .forEach(state -> states.put(state.id(), state));
        return states;
    }

    private static DesiredState state(ResultSet row, Map<String, Map<String, String>> settings) throws SQLException {
        String id = row.getString("name");
        return new DesiredState(
                id,
                row.getBoolean("enabled"),
                row.getString("release"),
                row.getString("jar"),
                row.getString("erased"),
                settings.getOrDefault(id, Map.of()),
                row.getInt("version"));
    }

    /** For each of them the sha256 of the jar that someone brought in last, or nothing. */
    Map<String, String> jars() {
        Map<String, String> jars = new HashMap<>();
        all().forEach((id, state) -> jars.put(id, Objects.requireNonNullElse(state.jar(), "")));
        return jars;
    }

    DesiredState find(String id) {
        return all().getOrDefault(id, DesiredState.unset(id));
    }

    /** The number that the change log knows the plugin by; 0 before anyone wanted anything of it. */
    long number(String id) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select id from plugin where name = :name")
                .bind("name", id)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /**
     * Saves a new version, which leaves its trace in the change log.
     *
     * @throws StaleVersion when someone else changed it first
     */
    void save(Grant grant, DesiredState state) {
        database.write(() -> {
            long number = database.jdbi().withHandle(handle -> write(handle, state));
            changes.record(grant, ENTITY, number, state.version(), null, state);
        });
    }

    private static long write(Handle handle, DesiredState state) {
        handle.createUpdate("insert into plugin (name, enabled, version) values (:name, :off, 0) on conflict (name) do nothing")
                .bind("name", state.id())
                .bind("off", false)
                .execute();
        long number = handle.createQuery("select id from plugin where name = :name")
                .bind("name", state.id())
                .mapTo(Long.class)
                .one();
        int updated = handle.createUpdate(
                        """
                        update plugin set enabled = :enabled, release = :release, jar = :jar, erased = :erased,
                               version = :version
                         where id = :id and version = :before
                        """)
                .bind("enabled", state.enabled())
                .bind("release", state.release())
                .bind("jar", state.jar())
                .bind("erased", state.erased())
                .bind("version", state.version())
                .bind("id", number)
                .bind("before", state.version() - 1)
                .execute();
        if (updated == 0) {
            throw new StaleVersion("plugin", number, state.version() - 1);
        }
        replaceSettings(handle, number, state.settings());
        return number;
    }

    private static void replaceSettings(Handle handle, long number, Map<String, String> settings) {
        handle.createUpdate("delete from plugin_setting where plugin_id = :id")
                .bind("id", number)
                .execute();
        if (settings.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch("insert into plugin_setting (plugin_id, name, value) values (:id, :name, :value)");
        settings.forEach(
                (name, value) -> batch.bind("id", number).bind("name", name).bind("value", value).add());
        batch.execute();
    }
}
