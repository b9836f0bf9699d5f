package se.samsyn.core.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;
import se.samsyn.core.database.Times;
import se.samsyn.core.settings.Checksums;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.settings.Version;

/** Copies everything into one file while people go on working. */
public final class BackupService {

    private static final Logger LOG = LoggerFactory.getLogger(BackupService.class);
    private static final String UNFINISHED = ".part";

    /** Beside the database, what the municipality has put in the folder; not what Samsyn makes there of it. */
    static final List<String> FOLDERS = List.of("plugins", "attachments");

    private final Settings settings;
    private final Database database;
    private final Clock clock;

    public BackupService(Settings settings, Database database, Clock clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    /** What was made. */
    public record Backup(Path file, long size, int files) {}

    /**
     * Writes a backup. The file is there when it is whole, and not before.
     *
     * @param target a file that is not there yet
     * @throws BackupException when it cannot be made
     */
    public Backup backup(Path target) {
        try {
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Path work = Files.createTempDirectory(Files.createDirectories(settings.data().resolve("tmp")), "backup");
            try {
                return backup(target, work);
            } finally {
                new DataFolder(work).delete();
            }
        } catch (FileAlreadyExistsException e) {
            throw new BackupException(target + " is already there; a backup never replaces a file.", e);
        } catch (IOException | SQLException e) {
            throw new BackupException("The backup could not be made: " + e.getMessage(), e);
        }
    }

    private Backup backup(Path target, Path work) throws IOException, SQLException {
        Path copy = work.resolve("samsyn.db");
        copyDatabase(copy);
        List<Content> contents = new ArrayList<>();
        contents.add(new Content(settings.databaseFile().getFileName().toString(), copy));
        for (String folder : FOLDERS) {
            contents.addAll(filesOf(settings.data().resolve(folder), work.resolve(folder)));
        }
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        try {
            write(unfinished, contents);
            sync(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return new Backup(target, Files.size(target), contents.size());
    }

    /** A consistent copy of the database, made beside the writers on a connection of its own. */
    private void copyDatabase(Path copy) throws SQLException {
        try (Connection connection = database.dedicated().getConnection();
                PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
        }
    }

    private record Content(String path, Path file) {}

    /** The files right in the folder, copied first: plugins come and go meanwhile. */
    private static List<Content> filesOf(Path folder, Path work) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Content> contents = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, BackupService::whole)) {
            for (Path file : files) {
                Path copy = Files.createDirectories(work).resolve(file.getFileName());
                try {
                    Files.copy(file, copy);
                    contents.add(new Content(folder.getFileName() + "/" + file.getFileName(), copy));
                } catch (NoSuchFileException e) {
                    LOG.debug("{} is gone", file, e);
                }
            }
        }
        contents.sort(Comparator.comparing(Content::path));
        return contents;
    }

    private static boolean whole(Path file) {
        return Files.isRegularFile(file) && !file.toString().endsWith(UNFINISHED);
    }

    private void write(Path zip, List<Content> contents) throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Content content : contents) {
            entries.add(new Manifest.Entry(
                    content.path(), Files.size(content.file()), Checksums.sha256(content.file())));
        }
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                Version.current(),
                database.schemaVersion(),
                Times.text(clock.instant()),
                entries);
        try (OutputStream file = new BufferedOutputStream(DataFolder.newPrivateFile(zip));
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry(Manifest.NAME));
            out.write(Json.mapper().writeValueAsBytes(manifest));
            for (Content content : contents) {
                out.putNextEntry(new ZipEntry(content.path()));
                try (InputStream in = Files.newInputStream(content.file())) {
                    in.transferTo(out);
                }
            }
        }
    }

    /** On the disk itself, so that a power cut does not take what was said to be there. */
    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
