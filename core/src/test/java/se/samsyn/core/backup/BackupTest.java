package se.samsyn.core.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.database.Database;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Settings;

class BackupTest {

    @TempDir
    private Path folder;

    private final TestSamsyn samsyn = TestSamsyn.start();
    private final RestoreService restoring = new RestoreService();

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void whatIsRestoredIsTheSameMunicipality() throws IOException {
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        Path plugin = Files.createDirectories(samsyn.folder().resolve("plugins")).resolve("own.jar");
        Files.writeString(plugin, "a customer's plugin");
        Files.writeString(plugin.resolveSibling("new1.part"), "half a plugin");
        Files.writeString(Files.createDirectories(plugin.resolveSibling("staged")).resolve("a.jar"), "not looked at yet");
        awaitTheSearch();

        Path file = backup();
        Path restored = folder.resolve("restored");
        restoring.restore(file, new DataFolder(restored));

        try (Database copy = Database.open(Settings.of(restored).databaseFile())) {
            assertThat(contents(copy)).isEqualTo(contents(samsyn.app().database()));
            assertThat(contents(copy)).containsKeys("unit", "person", "assignment", "entity_version");
        }
        assertThat(restored.resolve("plugins/own.jar")).hasContent("a customer's plugin");
        assertThat(restored.resolve("plugins")).isDirectoryNotContaining(other -> !other.endsWith("own.jar"));
        assertThat(restored.resolve("server.json")).doesNotExist();
        assertThat(Files.getPosixFilePermissions(restored)).hasSize(3);
    }

    /** A new folder's index is made beside the first requests, and notes that it is. */
    private void awaitTheSearch() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (count(samsyn.app().database(), "select count(*) from setting where name = 'search.form'") == 0) {
            assertThat(System.nanoTime()).as("the search is ready").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void peopleGoOnWorkingWhileItIsMade() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; !ended.get() && i < 2000; i++) {
                samsyn.person("person" + i);
            }
        });
        writer.start();
        Path file = backup();
        ended.set(true);
        writer.join();

        restoring.restore(file, new DataFolder(folder.resolve("restored")));

        try (Database copy = Database.open(Settings.of(folder.resolve("restored")).databaseFile())) {
            assertThat(copy.integrity()).isEqualTo("ok");
            assertThat(count(copy, "select count(*) from person"))
                    .as("each person with the change that made them")
                    .isEqualTo(count(copy, "select count(*) from entity_version where entity = 'user'"));
        }
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix"))
                .as("files have owners and permissions")
                .isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup()))).isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsThereIsNeverReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("mine"), "precious");
        assertThatThrownBy(() -> samsyn.app().backups().backup(file))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("already there");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() {
        assertThatThrownBy(() -> samsyn.app().backups().backup(folder.resolve("nowhere/backup")))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void aFolderWithSomethingInItIsRefused() throws IOException {
        Path file = backup();
        Path target = Files.createDirectory(folder.resolve("used"));
        Files.writeString(target.resolve("something"), "precious");
        refuses(file, target, "not empty");
        assertThat(target.resolve("something")).hasContent("precious");
    }

    @Test
    void settingsMayLieThereBeforehand() throws IOException {
        Path file = backup();
        Path target = Files.createDirectory(folder.resolve("prepared"));
        Files.writeString(target.resolve(DataFolder.PROPERTIES), "port = 8081");
        restoring.restore(file, new DataFolder(target));
        assertThat(target.resolve("samsyn.db")).exists();
    }

    @Test
    void aDamagedBackupLeavesNothingBehind() throws IOException {
        Path file = backup();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x55;
        Path damaged = Files.write(folder.resolve("damaged"), bytes);
        refusesAndLeavesNothing(damaged, "damaged");

        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));
        refusesAndLeavesNothing(cut, "damaged");

        Path other = Files.writeString(folder.resolve("other"), "not a backup at all");
        refusesAndLeavesNothing(other, "damaged");
    }

    @Test
    void contentThatIsNotWhatTheManifestSaysIsRefused() throws IOException {
        Path exchanged = rewrite(backup(), "samsyn.db", bytes -> new byte[bytes.length], UnaryOperator.identity());
        refusesAndLeavesNothing(exchanged, "damaged");
    }

    @Test
    void aPathThatLeadsOutOfTheFolderIsRefused() throws IOException {
        Path escaping = rewrite(
                backup(), "samsyn.db", UnaryOperator.identity(), text -> text.replace("samsyn.db", "../samsyn.db"));
        refusesAndLeavesNothing(escaping, "damaged");
        assertThat(folder.resolve("samsyn.db")).doesNotExist();
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        Path newer = rewrite(
                backup(),
                "samsyn.db",
                UnaryOperator.identity(),
                text -> text.replace("\"format\":1", "\"format\":2").replaceFirst("\"version\":\"[^\"]*\"", "\"version\":\"9.0\""));
        refusesAndLeavesNothing(newer, "newer version of Samsyn, 9.0");
    }

    @Test
    void aNewerDatabaseIsRefused() throws IOException {
        Database database = samsyn.app().database();
        database.write(() -> database.jdbi().useHandle(handle -> handle.execute(
                """
                insert into schema_history (installed_rank, version, description, type, script, installed_by,
                                            execution_time, success)
                values (1000, '999', 'later', 'SQL', 'V999__later.sql', 'x', 1, true)
                """)));
        refusesAndLeavesNothing(backup(), "newer version");
    }

    private Path backup() throws IOException {
        Path file = Files.createTempDirectory(folder, "backup").resolve("samsyn.backup");
        assertThat(samsyn.app().backups().backup(file).file()).isEqualTo(file).isRegularFile();
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
        return file;
    }

    private void refuses(Path file, Path target, String why) {
        assertThatThrownBy(() -> restoring.restore(file, new DataFolder(target)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(why);
    }

    private void refusesAndLeavesNothing(Path file, String why) {
        Path target = folder.resolve("target");
        refuses(file, target, why);
        assertThat(target).isEmptyDirectory();
    }

    /** The same zip with one file's bytes and the manifest's text made others. */
    private Path rewrite(Path backup, String name, UnaryOperator<byte[]> content, UnaryOperator<String> manifest)
            throws IOException {
        Path file = Files.createTempFile(folder, "rewritten", null);
        try (ZipFile zip = new ZipFile(backup.toFile());
                OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(stream)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                boolean isManifest = entry.getName().equals(Manifest.NAME);
                out.putNextEntry(new ZipEntry(isManifest ? entry.getName() : manifest.apply(entry.getName())));
                if (isManifest) {
                    out.write(manifest.apply(new String(bytes, UTF_8))
                            .getBytes(UTF_8));
                } else {
                    out.write(entry.getName().equals(name) ? content.apply(bytes) : bytes);
                }
            }
        }
        return file;
    }

    /** Every table's name with its rows, but for those of what works beside the test: search, jobs, listeners. */
    private static Map<String, List<String>> contents(Database database) {
        return database.jdbi().withHandle(handle -> {
            Map<String, List<String>> rows = new TreeMap<>();
            for (String table : handle.createQuery(
                            """
                            select name from sqlite_master where type = 'table' and name not like 'search_%'
                               and name not in ('job', 'job_run', 'listener_position', 'sqlite_sequence')
                            """)
                    .mapTo(String.class)
                    .list()) {
                rows.put(table, handle.createQuery("select * from \"" + table + "\" order by 1, 2")
                        .mapToMap()
                        .map(Map::toString)
                        .list());
            }
            return rows;
        });
    }

    private static long count(Database database, String sql) {
        return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
