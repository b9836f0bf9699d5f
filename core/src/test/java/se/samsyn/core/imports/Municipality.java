package se.samsyn.core.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestClock;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.MailSettings;
import se.samsyn.core.settings.Settings;

/** An empty folder into which a test imports, without a server. */
final class Municipality implements AutoCloseable {

    private static final String RONNEBY = "1081";

    private final Path folder;
    private final Samsyn samsyn;

    private Municipality(Path folder) {
        this.folder = folder;
        this.samsyn = Samsyn.open(
                new Settings(folder, "127.0.0.1", 0, false, false, null, false, Settings.MetricsFrom.LOOPBACK, false, false, null,
                MailSettings.NONE),
                new TestClock());
    }

    static Municipality empty() {
        try {
            return new Municipality(Files.createTempDirectory("samsyn-imports"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the schools of the register. */
    static Municipality ronneby() {
        Municipality municipality = empty();
        municipality.register();
        return municipality;
    }

    Samsyn samsyn() {
        return samsyn;
    }

    Path folder() {
        return folder;
    }

    ImportReport register() {
        return run(
                ImportType.SCHOOL_REGISTER,
                ImportOptions.of(RONNEBY),
                fixture("skolverket/skolenhetsregistret_2020-06_grundskola.csv"));
    }

    ImportReport koladaMunicipalities() {
        return run(
                ImportType.KOLADA_MUNICIPALITIES,
                fixture("kolada/v3_municipality_2026-03-23.json"),
                fixture("kolada/v3_municipality_groups_2026-03-23.json"));
    }

    ImportReport koladaCatalogue() {
        return run(ImportType.KOLADA_CATALOGUE, fixture("kolada/v3_kpi_catalogue_2026-03-23.zip"));
    }

    ImportReport run(ImportType type, Path... files) {
        return run(type, ImportOptions.NONE, files);
    }

    ImportReport run(ImportType type, ImportOptions options, Path... files) {
        return run(type, options, false, files);
    }

    ImportReport run(ImportType type, ImportOptions options, boolean dryRun, Path... files) {
        List<InputFile> inputs = Stream.of(files).map(InputFile::of).toList();
        return samsyn.imports().service().run(new ImportRequest(type, inputs, options, dryRun), system());
    }

    CurrentUser system() {
        return samsyn.access().system("cli");
    }

    static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(Municipality.class.getResource(name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    Path file(String name, String content) {
        return file(name, content, StandardCharsets.UTF_8);
    }

    Path file(String name, String content, Charset charset) {
        return file(name, content.getBytes(charset));
    }

    Path file(String name, byte[] content) {
        try {
            Path files = Files.createDirectories(folder.resolve("files"));
            return Files.write(files.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Map<String, Object>> rows(String sql, Object... arguments) {
        return samsyn.database().jdbi().withHandle(handle -> handle.select(sql, arguments).mapToMap().list());
    }

    long count(String sql, Object... arguments) {
        return samsyn.database()
                .jdbi()
                .withHandle(handle -> handle.select(sql, arguments).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        samsyn.close();
        try {
            new DataFolder(folder).delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
