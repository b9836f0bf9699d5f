package se.samsyn.core.plugin;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Migrations;
import se.samsyn.core.plugin.jar.PluginJar;
import se.samsyn.core.plugin.jar.PluginRefused;

/**
 * Brings a plugin's tables up to date, all that is pending in one transaction and in a history of its own. The files are
 * read from the jar and handed over as text, so that nothing of the plugin is known to Flyway.
 */
final class PluginMigrations {

    private final Database database;
    private final PluginWatchdog watchdog;
    private final Duration limit;

    PluginMigrations(Database database, PluginWatchdog watchdog, Duration limit) {
        this.database = database;
        this.watchdog = watchdog;
        this.limit = limit;
    }

    static String history(String prefix) {
        return prefix + "schema_history";
    }

    /**
     * @param folder where the files lie in the jar
     * @throws PluginRefused when a file is missing, reaches outside the plugin's tables, or fails; nothing is changed then
     */
    void migrate(PluginJar jar, String folder) {
        String prefix = jar.manifest().prefix();
        List<LoadableResource> files = read(jar, folder);
        if (files.isEmpty()) {
            throw new PluginRefused("migration.none", folder);
        }
        for (LoadableResource file : files) {
            MigrationRules.check(file.getFilename(), ((Script) file).sql, prefix);
        }
        database.withWritersHeld(() -> {
            run(files, history(prefix));
            return null;
        });
    }

    private void run(List<LoadableResource> files, String history) {
        Limit watched = new Limit(limit);
        Configuration configuration = Migrations.configuration(
                        database.dedicated(watched.connections::add), PluginMigrations.class.getClassLoader())
                .table(history)
                .resourceProvider(new Scripts(files))
                .javaMigrationClassProvider(List::of)
                .load()
                .getConfiguration();
        Flyway flyway = new Flyway(configuration);
        watchdog.add(watched);
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            if (watched.passed()) {
                throw new PluginRefused("migration.slow", e, limit.toSeconds());
            }
            refuseChanged(flyway);
            throw new PluginRefused("migration.failed", e, reason(e));
        } finally {
            watchdog.remove(watched);
            LogFactory.setConfiguration(Migrations.configuration(database.dedicated(), getClass().getClassLoader()));
        }
    }

    /** What has run once is not run again, so that what is in the file now would never be. */
    private static void refuseChanged(Flyway flyway) {
        for (MigrationInfo applied : flyway.info().applied()) {
            if (!applied.isChecksumMatching()) {
                throw new PluginRefused("migration.changed", applied.getScript());
            }
            if (applied.getState() == MigrationState.MISSING_SUCCESS) {
                throw new PluginRefused("migration.gone", applied.getScript());
            }
        }
    }

    /** The lines of Flyway's report that say which file and what was wrong. */
    private static String reason(FlywayException failure) {
        return failure.getMessage()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Message") || line.startsWith("Location") || line.startsWith("Line"))
                .reduce((a, b) -> a + "; " + b)
                .orElseGet(() -> failure.getMessage().lines().findFirst().orElse(""));
    }

    private static List<LoadableResource> read(PluginJar jar, String folder) {
        List<LoadableResource> scripts = new ArrayList<>();
        try (JarFile file = new JarFile(jar.file().toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith(folder + "/") && name.endsWith(".sql")) {
                    byte[] content = file.getInputStream(entry).readAllBytes();
                    scripts.add(new Script(name, new String(content, StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException e) {
            throw new PluginRefused("unreadable", e, String.valueOf(e.getMessage()));
        }
        return scripts;
    }

    /** Breaks off the statements of what takes too long, since everyone who writes waits for it. */
    private static final class Limit implements PluginWatchdog.Watched {

        private final List<Connection> connections = new CopyOnWriteArrayList<>();
        private final long due;

        private Limit(Duration limit) {
            this.due = System.nanoTime() + limit.toNanos();
        }

        private boolean passed() {
            return System.nanoTime() - due >= 0;
        }

        @Override
        public void look(long now) {
            if (now - due >= 0) {
                connections.forEach(Database::cancel);
            }
        }
    }

    private record Scripts(List<LoadableResource> files) implements ResourceProvider {

        @Override
        public @Nullable LoadableResource getResource(String name) {
            return files.stream()
                    .filter(f -> Objects.equals(f.getRelativePath(), name))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return files.stream()
                    .filter(f -> f.getFilename().startsWith(prefix))
                    .filter(f -> Stream.of(suffixes).anyMatch(s -> f.getFilename().endsWith(s)))
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {

        private final String path;
        private final String sql;

        private Script(String path, String sql) {
            this.path = path;
            this.sql = sql;
        }

        @Override
        public Reader read() {
            return new StringReader(sql);
        }

        @Override
        public String getAbsolutePath() {
            return path;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return path;
        }

        @Override
        public String getFilename() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return path;
        }
    }
}
