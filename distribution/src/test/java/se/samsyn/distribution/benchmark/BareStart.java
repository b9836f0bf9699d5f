package se.samsyn.distribution.benchmark;

import io.javalin.Javalin;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.pf4j.DefaultPluginManager;
import org.sqlite.SQLiteDataSource;

/** The reference for the start: bare Javalin with PF4J, Flyway and the same database, answering at /login. */
public final class BareStart {

    private BareStart() {}

    /** Arguments: the folder. Prints its address once it answers. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("samsyn.db"));
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:se/samsyn/core/database/migration")
                .table("schema_history")
                .placeholders(java.util.Map.of(
                        "key", "", "instant", "", "date", "", "json", "", "decimal", "", "flag", ""))
                .validateOnMigrate(false)
                .load()
                .migrate();
        DefaultPluginManager plugins = new DefaultPluginManager(folder.resolve("no-plugins"));
        plugins.loadPlugins();
        plugins.startPlugins();
        Javalin javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get("/login", context -> context.html("<h1>Logga in</h1>"));
                })
                .start("127.0.0.1", 0);
        System.out.println("ready http://127.0.0.1:" + javalin.port());
    }
}
