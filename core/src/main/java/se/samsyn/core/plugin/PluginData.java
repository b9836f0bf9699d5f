package se.samsyn.core.plugin;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.StorageException;

/** The tables of plugins, those that are off or removed as well. Asked of the driver, so that any database can tell. */
final class PluginData {

    private final Database database;

    PluginData(Database database) {
        this.database = database;
    }

    /** The tables of every plugin. */
    List<String> tables() {
        return database.jdbi().withHandle(handle -> tables(handle, "p_"));
    }

    /** A plugin's tables and how many rows each has. */
    Map<String, Long> rows(String id) {
        return database.jdbi().withHandle(handle -> {
            Map<String, Long> rows = new LinkedHashMap<>();
            for (String table : tables(handle, PluginManifest.prefix(id))) {
                rows.put(table, handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
            }
            return rows;
        });
    }

    /** Drops a plugin's tables, within the caller's unit of work. */
    void erase(String id) {
        database.jdbi().useHandle(handle -> {
            List<String> left = new ArrayList<>(tables(handle, PluginManifest.prefix(id)));
            while (!left.isEmpty()) {
                Set<String> pointedAt = new HashSet<>();
                for (String table : left) {
                    pointedAt.addAll(pointsAt(handle, table));
                }
                List<String> free = left.stream().filter(table -> !pointedAt.contains(table)).toList();
                List<String> next = free.isEmpty() ? List.copyOf(left) : free;
                next.forEach(table -> handle.execute("drop table " + table));
                left.removeAll(next);
            }
        });
    }

    private static List<String> tables(Handle handle, String prefix) {
        try (ResultSet rows = metadata(handle).getTables(null, null, "p%", new String[] {"TABLE"})) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
            return names.stream().filter(name -> name.startsWith(prefix)).toList();
        } catch (SQLException e) {
            throw new StorageException("Cannot list the tables", e);
        }
    }

    /** The other tables whose rows a table's rows point at. */
    private static Set<String> pointsAt(Handle handle, String table) {
        try (ResultSet rows = metadata(handle).getImportedKeys(null, null, table)) {
            Set<String> names = new HashSet<>();
            while (rows.next()) {
                names.add(rows.getString("PKTABLE_NAME"));
            }
            names.remove(table);
            return names;
        } catch (SQLException e) {
            throw new StorageException("Cannot read what " + table + " points at", e);
        }
    }

    private static DatabaseMetaData metadata(Handle handle) throws SQLException {
        return handle.getConnection().getMetaData();
    }
}
