package se.samsyn.core.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a schema up to date. Column types that databases spell differently are placeholders. */
public final class Migrations {

    private Migrations() {}

    static void migrateCore(DataSource source) {
        configuration(source, Migrations.class.getClassLoader())
                .locations("classpath:se/samsyn/core/database/migration")
                .table("schema_history")
                .load()
                .migrate();
    }

    /** The settings that every history shares, core's and each plugin's: all pending migrations in one transaction. */
    public static FluentConfiguration configuration(DataSource source, ClassLoader loader) {
        return Flyway.configure(loader)
                .dataSource(source)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .group(true)
                .placeholders(java.util.Map.of(
                        "key", "integer primary key autoincrement",
                        "instant", "text",
                        "date", "text",
                        "json", "text",
                        "decimal", "real"));
    }
}
