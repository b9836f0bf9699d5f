package se.samsyn.core.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a schema up to date. Column types that databases spell differently are placeholders. */
public final class Migrations {

    private Migrations() {}

    static void migrateCore(DataSource source) {
        Flyway core = core(source);
        refuseNewer(core.info());
        core.migrate();
    }

    /** For a database that cannot be brought up to date. */
    static void requireCurrent(DataSource source) {
        if (!current(source)) {
            throw new IllegalArgumentException(
                    "The database must be brought up to date, but nothing can be written in its folder.");
        }
    }

    /** Whether a database has all there is, and no more. */
    static boolean current(DataSource source) {
        MigrationInfoService info = core(source).info();
        refuseNewer(info);
        return info.pending().length == 0;
    }

    private static Flyway core(DataSource source) {
        return configuration(source, Migrations.class.getClassLoader())
                .locations("classpath:se/samsyn/core/database/migration")
                .table("schema_history")
                .load();
    }

    /** An older Samsyn would misread what a newer one wrote. */
    private static void refuseNewer(MigrationInfoService info) {
        for (MigrationInfo migration : info.applied()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new IllegalArgumentException("The database was written by a newer version of Samsyn.");
            }
        }
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
                        "bytes", "blob",
                        "decimal", "real"));
    }
}
