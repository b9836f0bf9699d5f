package se.samsyn.core.plugin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.StorageException;
import se.samsyn.core.field.FieldRepository;
import se.samsyn.core.file.AttachmentRepository;
import se.samsyn.core.mail.Outbox;
import se.samsyn.core.plugin.jar.PluginManifest;

/** What plugins have saved, those that are off or removed as well. Asked of the driver, so that any database can tell. */
final class PluginData {

    private static final String FIELDS = "custom_field_value";
    private static final String ATTACHMENTS = "attachment";
    private static final String LETTERS = "mail";
    private static final String OWNER = "plugin:";

    private static final String FOUND = "search_document";
    private static final String SETTINGS = "plugin_setting where plugin_id in (select id from plugin where name = :whose)";

    private final PluginHost host;
    private final Database database;

    PluginData(PluginHost host) {
        this.host = host;
        this.database = host.database();
    }

    /** The tables of every plugin. */
    List<String> tables() {
        return database.jdbi().withHandle(PluginData::tables);
    }

    /** Those of them that are this plugin's. */
    static List<String> of(String id, List<String> tables) {
        String prefix = PluginManifest.prefix(id);
        return tables.stream()
                .filter(table -> table.toLowerCase(Locale.ROOT).startsWith(prefix))
                .toList();
    }

    /** A plugin's tables and how many rows each has; its rows in tables of core's too, when there are any. */
    Map<String, Long> rows(String id) {
        return database.jdbi().withHandle(handle -> {
            Map<String, Long> rows = new LinkedHashMap<>();
            for (String table : of(id, tables(handle))) {
                rows.put(table, handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
            }
            Map<String, Long> shared = new TreeMap<>();
            shared.put(FIELDS, FieldRepository.count(handle, id));
            shared.put(ATTACHMENTS, AttachmentRepository.count(handle, id));
            shared.put(LETTERS, Outbox.count(handle, OWNER + id));
            shared.put(FOUND, host.search().count(id));
            shared.put("plugin_event", count(handle, "plugin_event where plugin = :whose", id));
            shared.put("job_run", count(handle, "job_run where owner = :whose", OWNER + id));
            shared.put("listener_position", count(handle, "listener_position where owner = :whose", OWNER + id));
            shared.put("plugin_setting", count(handle, SETTINGS, id));
            shared.put("term", host.words().count(id));
            shared.values().removeIf(count -> count == 0);
            rows.putAll(shared);
            return rows;
        });
    }

    private static long count(Handle handle, String from, String whose) {
        return handle.createQuery("select count(*) from " + from)
                .bind("whose", whose)
                .mapTo(Long.class)
                .one();
    }

    /** Drops a plugin's tables and takes away its rows in tables of core's, within the caller's unit of work. */
    void erase(String id, Grant grant) {
        host.words().erase(id, grant);
        host.search().erase(id);
        host.events().erase(id);
        host.events().forget(PluginWork.owner(id));
        host.jobs().forget(PluginWork.owner(id));
        database.jdbi().useHandle(handle -> {
            // Their rows may point at each other in a circle; what counts is that none is left at the end.
            handle.execute("pragma defer_foreign_keys = on");
            of(id, tables(handle)).forEach(table -> handle.execute("drop table " + table));
            FieldRepository.erase(handle, id);
            AttachmentRepository.erase(handle, id);
            Outbox.erase(handle, OWNER + id);
        });
    }

    private static List<String> tables(Handle handle) {
        try (ResultSet rows =
                handle.getConnection().getMetaData().getTables(null, null, "p%", new String[] {"TABLE"})) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
            return names.stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("p_"))
                    .toList();
        } catch (SQLException e) {
            throw new StorageException("Cannot list the tables", e);
        }
    }
}
