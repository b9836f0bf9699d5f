package se.samsyn.core.plugin;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.api.PluginDatabase;
import se.samsyn.core.database.Database;

/** A plugin's way to its tables, on core's unit of work and with a Jdbi of its own. */
final class PluginTables implements PluginDatabase {

    private final Database database;
    private final Jdbi jdbi;

    PluginTables(Database database) {
        this.database = database;
        this.jdbi = database.newJdbi();
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return jdbi.withHandle(work::apply);
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        return database.write(() -> jdbi.withHandle(work::apply));
    }
}
