package se.samsyn.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import se.samsyn.core.plugin.jar.PluginInspection;

/** A plugin runtime on a folder, into which a test brings plugins, and which it can start anew. */
final class InstalledPlugins implements AutoCloseable {

    private final Path data;
    private final Path elsewhere;
    private PluginFixture samsyn;

    /**
     * @param elsewhere where jars are made before they are brought in
     */
    InstalledPlugins(Path data, Path elsewhere) {
        this.data = data;
        this.elsewhere = elsewhere;
        open();
    }

    private void open() {
        samsyn = new PluginFixture(data, false);
        samsyn.module.startEnabled();
    }

    void reopen() {
        close();
        open();
    }

    PluginFixture samsyn() {
        return samsyn;
    }

    PluginModule module() {
        return samsyn.module;
    }

    PluginInstaller installer() {
        return samsyn.module.installer();
    }

    Path jar(PluginSource source) {
        return source.writeTo(elsewhere);
    }

    PluginInspection stage(Path jar) {
        try (InputStream content = Files.newInputStream(jar)) {
            return installer().stage(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PluginInfo install(PluginSource source) {
        String id = installer().install(stage(jar(source)).sha256(), PluginFixture.GRANT);
        return samsyn.module.find(id).orElseThrow();
    }

    /** The jars that lie in the folder of plugins. */
    List<Path> jars() {
        try (Stream<Path> files = Files.list(data.resolve("plugins"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plugin whose every version adds a page of its own and saves that it was started. */
    static PluginSource notes(String version) {
        return PluginSource.of("notes")
                .version(version)
                .define("c.permission(Permission.named(\"read\").onOwnUnits(Role.PRINCIPAL))"
                        + ".route(Route.get(\"/v" + version.charAt(0) + "\", Access.everyone(), r -> Response.json(1)))"
                        + ".setting(new Setting(\"least\", Setting.Type.INTEGER, \"3\"))"
                        + ".messages(\"messages\").migrations(\"db\");")
                .start("context.database().write(h -> h.execute(\"insert into p_notes_start (text) values ('" + version + "')\"));")
                .messages("permission.read=Läsa anteckningar\nsetting.least=Minst\nsetting.least.help=Minst så många\n")
                .migration("V1__start.sql", "create table p_notes_start (id ${key}, text text not null);");
    }

    /** Which versions of it have been started. */
    List<String> starts() {
        return samsyn.database.jdbi().withHandle(h ->
                h.createQuery("select text from p_notes_start order by id").mapTo(String.class).list());
    }

    @Override
    public void close() {
        samsyn.close();
    }
}
