package se.samsyn.core.operation;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.StorageException;
import se.samsyn.core.plugin.jar.PluginFiles;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.web.Messages;

/** Looks at a data folder from outside and says what is wrong with it. */
public final class Doctor {

    private static final long SCARCE = 200L * 1024 * 1024;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final DataFolder folder;
    private final List<Finding> findings = new ArrayList<>();

    public Doctor(DataFolder folder) {
        this.folder = folder;
    }

    /** What was looked at, and whether it is well. */
    public record Finding(boolean well, String what, String detail) {}

    /** Looks at everything that can be looked at. */
    public List<Finding> examine() throws IOException {
        if (!Files.isDirectory(folder.path())) {
            note(false, "folder", "There is no folder " + folder.path() + ".");
            return findings;
        }
        note(true, "folder", folder.path().toString());
        permissions();
        disk();
        database();
        return findings;
    }

    private void permissions() throws IOException {
        note(folder.writable(), "writing", folder.writable()
                ? "Files can be made in it."
                : "No file can be made in it by " + System.getProperty("user.name") + ".");
        if (Files.getFileStore(folder.path()).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> held = Files.getPosixFilePermissions(folder.path());
            boolean alone = held.stream().noneMatch(OTHERS::contains);
            note(alone, "permissions", PosixFilePermissions.toString(held)
                    + (alone ? "" : ": other users of this machine reach it; 'chmod 700' shuts them out."));
        }
    }

    private void disk() throws IOException {
        FileStore store = Files.getFileStore(folder.path());
        long free = store.getUsableSpace();
        Path file = Settings.of(folder.path()).databaseFile();
        long needed = Math.max(SCARCE, Files.exists(file) ? 2 * Files.size(file) : 0);
        note(free >= needed, "disk", free / 1024 / 1024 + " MB free"
                + (free >= needed ? "" : "; at least " + needed / 1024 / 1024 + " MB are wanted, a backup's copy included."));
    }

    private void database() throws IOException {
        Path file = Settings.of(folder.path()).databaseFile();
        if (!Files.exists(file)) {
            note(true, "database", "None yet; the first start makes it.");
            return;
        }
        try (Database database = folder.writable() ? Database.inspect(file) : Database.openReadOnly(file)) {
            String verdict = database.integrity();
            note(verdict.equals("ok"), "database", verdict.equals("ok") ? "The whole file is sound." : verdict);
            note(true, "schema", database.current()
                    ? "Version " + database.schemaVersion() + "."
                    : "Version " + database.schemaVersion() + "; the next start brings it up to date.");
            plugins(wanted(database));
        } catch (StorageException | JdbiException | IllegalArgumentException e) {
            note(false, "database", e.getMessage());
        }
    }

    private static List<String> wanted(Database database) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select name from plugin where enabled = true order by name")
                .mapTo(String.class)
                .list());
    }

    private void plugins(List<String> wanted) throws IOException {
        note(true, "plugins", wanted.isEmpty() ? "None is enabled." : "Enabled: " + String.join(", ", wanted) + ".");
        Messages texts = Messages.ofCore(List.of("plugin"));
        List<String> missing = new ArrayList<>(wanted);
        for (PluginFiles.Seen seen : PluginFiles.in(folder.path())) {
            PluginProblem problem = seen.problem();
            if (problem == null) {
                missing.remove(seen.id());
            } else {
                Object[] arguments = problem.arguments().toArray();
                String why = texts.text(Messages.ENGLISH, "plugin.problem." + problem.code(), arguments);
                note(false, "plugin", seen.file() + ": " + why);
            }
        }
        missing.forEach(id -> note(false, "plugin", id + " is enabled, but there is no file of it that can be used."));
    }

    private void note(boolean well, String what, String detail) {
        findings.add(new Finding(well, what, detail));
    }
}
