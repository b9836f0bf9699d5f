package se.samsyn.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;
import se.samsyn.core.database.StorageException;
import se.samsyn.core.settings.Checksums;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Settings;
import tools.jackson.core.JacksonException;

/** Puts a backup back into an empty folder: all of it, or nothing. */
public final class RestoreService {

    private static final long LARGEST_MANIFEST = 16L * 1024 * 1024;

    /**
     * @throws BackupException when the folder is not empty, or the file is no whole backup that this version can read
     */
    public void restore(Path backup, DataFolder folder) {
        try {
            folder.create();
            if (!folder.contents().isEmpty()) {
                throw new BackupException(folder.path() + " is not empty; a backup is restored into an empty folder.");
            }
            Path unfinished = Files.createTempDirectory(folder.path(), "restore");
            try {
                extract(backup, unfinished);
                check(Settings.of(unfinished).databaseFile());
                moveContents(unfinished, folder.path());
            } finally {
                new DataFolder(unfinished).delete();
            }
        } catch (ZipException | JacksonException e) {
            throw new BackupException(backup + " is damaged, or is no backup: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupException("The backup could not be restored: " + e.getMessage(), e);
        }
    }

    private static void extract(Path backup, Path target) throws IOException {
        if (!Files.isReadable(backup)) {
            throw new BackupException("There is no file " + backup + " that can be read.");
        }
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            Manifest manifest = manifest(zip, backup);
            requireNothingElse(zip, manifest, backup);
            for (Manifest.Entry entry : manifest.files()) {
                extract(zip, entry, target, backup);
            }
        }
    }

    private static Manifest manifest(ZipFile zip, Path backup) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null || entry.getSize() > LARGEST_MANIFEST) {
            throw new BackupException(backup + " is no backup of Samsyn.");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Manifest manifest = Json.mapper().readValue(in.readAllBytes(), Manifest.class);
            if (manifest.format() > Manifest.FORMAT) {
                throw new BackupException(backup + " was made by a newer version of Samsyn, " + manifest.version() + ".");
            }
            return manifest;
        }
    }

    private static void requireNothingElse(ZipFile zip, Manifest manifest, Path backup) {
        Set<String> told = new HashSet<>(Set.of(Manifest.NAME));
        manifest.files().forEach(entry -> told.add(entry.path()));
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            if (!told.contains(entries.nextElement().getName())) {
                throw damaged(backup);
            }
        }
    }

    private static void extract(ZipFile zip, Manifest.Entry told, Path target, Path backup) throws IOException {
        Path file = target.resolve(told.path()).normalize();
        ZipEntry entry = zip.getEntry(told.path());
        // A path that leads out of the folder is an attack, one that is missing a cut file.
        if (!file.startsWith(target) || file.equals(target) || entry == null || entry.getSize() != told.size()) {
            throw damaged(backup);
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        }
        if (!Checksums.sha256(file).equals(told.sha256())) {
            throw damaged(backup);
        }
    }

    private static BackupException damaged(Path backup) {
        return new BackupException(backup + " is damaged: its content is not what it says it is.");
    }

    /** Opening brings it up to date too, and refuses what a newer version wrote. */
    private static void check(Path file) {
        if (!Files.exists(file)) {
            throw new BackupException("The backup holds no database.");
        }
        try (Database database = Database.open(file)) {
            String verdict = database.integrity();
            if (!verdict.equals("ok")) {
                throw new BackupException("The backup's database is damaged: " + verdict);
            }
        } catch (IllegalArgumentException e) {
            throw new BackupException(e.getMessage(), e);
        } catch (StorageException e) {
            throw new BackupException("The backup's database cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void moveContents(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            // The database last: a folder without one is not taken for a municipality.
            for (Path file : files.sorted(Comparator.comparing(file -> file.toString().endsWith(".db"))).toList()) {
                Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
