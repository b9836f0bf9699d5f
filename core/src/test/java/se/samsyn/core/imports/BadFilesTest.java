package se.samsyn.core.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static se.samsyn.core.imports.Municipality.fixture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.samsyn.core.imports.file.TableWriter;
import se.samsyn.core.web.Rejection;

/** Files as people have them: each gets a clear answer, and nothing of a bad one is kept. */
class BadFilesTest {

    private static final String USERS = "username;name;email;role;unit;locale\n";
    private static final String PERSON = "anna.öberg;Anna Öberg;anna@ronneby.se;rektor;skolenhetskod:22033858;sv\n";

    private static Municipality ronneby;

    @BeforeAll
    static void setUp() {
        ronneby = Municipality.ronneby();
    }

    @AfterAll
    static void tearDown() {
        ronneby.close();
    }

    @AfterEach
    void nothingWaits() throws IOException {
        try (Stream<Path> waiting = Files.list(ronneby.folder().resolve("tmp/imports"))) {
            assertThat(waiting).isEmpty();
        }
    }

    private static Counts users(String name, byte[] content) {
        return ronneby.run(ImportType.USERS, se.samsyn.core.imports.format.ImportOptions.NONE, true, ronneby.file(name, content))
                .counts();
    }

    private static Counts users(String content, Charset charset) {
        return users("users.csv", content.getBytes(charset));
    }

    private static void refused(String reason, ImportType type, Path... files) {
        Rejection rejection = catchThrowableOfType(Rejection.class, () -> ronneby.run(type, files));
        assertThat(rejection).isNotNull();
        assertThat(rejection.reasons()).extracting(Rejection.Reason::key).containsExactly(reason);
        assertThat(ronneby.samsyn().messages().has(reason)).isTrue();
    }

    @Test
    void everyEncodingThatSpreadsheetsWrite() {
        Counts one = new Counts(1, 0, 0, 0, 0);
        assertThat(users(USERS + PERSON, StandardCharsets.UTF_8)).isEqualTo(one);
        assertThat(users("\ufeff" + USERS + PERSON, StandardCharsets.UTF_8)).isEqualTo(one);
        assertThat(users("\ufeff" + USERS + PERSON, StandardCharsets.UTF_16LE)).isEqualTo(one);
        assertThat(users("\ufeff" + USERS + PERSON, StandardCharsets.UTF_16BE)).isEqualTo(one);
        assertThat(users((USERS + PERSON).replace("\n", "\r\n"), Charset.forName("windows-1252")))
                .isEqualTo(one);
        ImportReport report = ronneby.run(
                ImportType.USERS,
                ronneby.file("users.csv", USERS + PERSON, Charset.forName("windows-1252")));
        assertThat(report.counts()).isEqualTo(one);
        assertThat(ronneby.count("select count(*) from person where name = 'Anna Öberg'")).isEqualTo(1);
        assertThat(ronneby.run(ImportType.USERS, ronneby.file("users.csv", USERS + PERSON)).counts())
                .isEqualTo(new Counts(0, 0, 1, 0, 0));
    }

    @Test
    void anySeparator() {
        String bertil = "bertil;Bertil Berg;;;;sv\n";
        for (String separator : new String[] {",", "\t", "|"}) {
            assertThat(users((USERS + bertil).replace(";", separator), StandardCharsets.UTF_8))
                    .isEqualTo(new Counts(1, 0, 0, 0, 0));
        }
        refused("imports.error.columns", ImportType.USERS,
                ronneby.file("users.csv", (USERS + bertil).replace(";", "#")));
    }

    @Test
    void missingColumnsAreNamed() {
        Rejection rejection = catchThrowableOfType(Rejection.class, () ->
                ronneby.run(ImportType.USERS, ronneby.file("people.csv", "username;mail\nanna;a@b.se\n")));
        assertThat(rejection.reasons())
                .extracting(Rejection.Reason::key, Rejection.Reason::arguments)
                .containsExactly(tuple("imports.error.columns", List.of("people.csv", "name", "username, mail")));
    }

    @Test
    void aColumnThatIsThereTwiceIsNotGuessedAt() throws IOException {
        refused("imports.error.repeatedcolumn", ImportType.USERS,
                ronneby.file("users.csv", "username;name;Name\nanna;Anna;Berta\n"));
        ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
        try (TableWriter table = TableWriter.xlsx(xlsx, "users")) {
            table.row(List.of("username", "name", "name"));
            table.row(List.of("anna", "Anna", "Berta"));
        }
        refused("imports.error.repeatedcolumn", ImportType.USERS, ronneby.file("users.xlsx", xlsx.toByteArray()));
    }

    @Test
    void rowsThatSayTheSameOrSomethingElse() {
        ImportReport report = ronneby.run(
                ImportType.USERS,
                se.samsyn.core.imports.format.ImportOptions.NONE,
                true,
                ronneby.file("users.csv", USERS + "cecilia;Cecilia;;;;\ncecilia;Cecilia;;;;\ncecilia;Celia;;;;\n"));
        assertThat(report.counts()).isEqualTo(new Counts(1, 0, 0, 1, 1));
        assertThat(report.rejected())
                .extracting(ImportReport.Row::line, ImportReport.Row::reason)
                .containsExactly(tuple(4, "En annan uppgift om samma sak står i users.csv, rad 2."));
    }

    @Test
    void rowsThatAreWrongAreExplainedAndTheRestSaved() {
        String units = "name;kind;identifiers;valid_from;valid_to\n"
                + "Ny skola;COMPULSORY_SCHOOL;skolenhetskod:99999999;2026-02-30;\n"
                + "Nyare skola;COMPULSORY_SCHOOL;skolenhetskod:99999998;2026-08-01;2026-07-01\n"
                + "Annan;CIRCUS;;;\n"
                + "Kod;OTHER;skolenhetskod:12;;\n"
                + ";OTHER;;;\n"
                + "Förskolan Ängen;PRESCHOOL;;2026-08-01;\n";
        ImportReport report = ronneby.run(ImportType.UNITS, ronneby.file("units.csv", units));
        assertThat(report.counts()).isEqualTo(new Counts(1, 0, 0, 0, 5));
        assertThat(report.rejected()).extracting(ImportReport.Row::line).containsExactly(2, 3, 4, 5, 6);
        assertThat(report.rejected()).extracting(ImportReport.Row::reason).allSatisfy(reason -> assertThat(reason)
                .isNotBlank()
                .doesNotStartWith("["));
        assertThat(ronneby.count("select count(*) from unit where name = 'Förskolan Ängen'")).isEqualTo(1);
    }

    @Test
    void whatIsNoSuchFile() throws IOException {
        refused("imports.error.empty", ImportType.USERS, ronneby.file("empty.csv", ""));
        refused("imports.error.empty", ImportType.USERS, ronneby.file("blank.csv", "\ufeff\r\n \r\n"));
        refused("imports.error.binary", ImportType.USERS, ronneby.file("people.csv", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"));
        refused("imports.error.binary", ImportType.USERS, ronneby.file("picture.png", new byte[] {1, 2, 0, 3}));
        refused("imports.error.xls", ImportType.USERS,
                ronneby.file("old.xls", new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0}));
        refused("imports.error.archive", ImportType.USERS,
                ronneby.file("cut.xlsx", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0}));
        refused("imports.error.unreadable", ImportType.USERS, Path.of("/nowhere/users.csv"));
        refused("imports.error.nofile", ImportType.USERS, Files.createTempDirectory(ronneby.folder(), "none"));
        refused("imports.error.json", ImportType.KOLADA_CATALOGUE, fixture("skolverket/slutbetyg_ak9_2025_skolenhet_urval.csv"));
        refused("imports.error.kolada", ImportType.KOLADA_CATALOGUE, fixture("kolada/v2_any_path_410.json"));
        refused("imports.error.kolada", ImportType.KOLADA_CATALOGUE, fixture("kolada/v3_municipality_2026-03-23.json"));
        refused("imports.error.kolada", ImportType.KOLADA_CATALOGUE,
                fixture("kolada/v3_municipality_groups_2026-03-23.json"));
        refused("imports.error.kolada", ImportType.KOLADA_MUNICIPALITIES, fixture("kolada/v3_kpi_catalogue_2026-03-23.zip"));
        refused("imports.error.json", ImportType.KOLADA_DATA,
                ronneby.file("cut.json", "{\"values\":[{\"kpi\":\"N00945\",\"municipality\":\"1081\",\"period\":2020,\"values\":["));
        refused("imports.error.statistics", ImportType.SKOLVERKET_UNIT_STATISTICS,
                fixture("kolada/v3_data_N01951_0580_2025_gender.json"));
        refused("imports.error.columns", ImportType.SKOLVERKET_GRADE9, fixture("kolada/kolada_values_long_1995-2012.csv"));
    }

    @Test
    void a200MegabyteFile() throws IOException {
        Path large = ronneby.file("large.csv", USERS);
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(200L << 20);
        }
        refused("imports.error.large", ImportType.USERS, large);
    }

    @Test
    void anXlsxThatUnpacksToTooMuch() throws IOException {
        refused("imports.error.bomb", ImportType.USERS,
                ronneby.file("bomb.xlsx", zip("xl/worksheets/sheet1.xml", "<row></row>", 300L << 20)));
        refused("imports.error.bomb", ImportType.USERS,
                ronneby.file("bomb.xlsx", zip("xl/sharedStrings.xml", "<t>a</t>", 30L << 20)));
        refused("imports.error.bomb", ImportType.USERS,
                ronneby.file("bomb.xlsx", zip("xl/worksheets/sheet1.xml", "aaaaaaaa", 2L << 20)));
        refused("imports.error.bomb", ImportType.KOLADA_CATALOGUE,
                ronneby.file("bomb.zip", zip("page1.json", "          ", 300L << 20)));
    }

    @Test
    void anXlsxThatIsNoWorkbook() throws IOException {
        refused("imports.error.xlsx", ImportType.USERS, ronneby.file("other.xlsx", zip("hello.txt", "hello", 5)));
    }

    private static byte[] zip(String name, String piece, long size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            byte[] block = piece.repeat(100_000).getBytes(StandardCharsets.UTF_8);
            for (long written = 0; written < size; written += block.length) {
                zip.write(block, 0, (int) Math.min(block.length, size - written));
            }
        }
        return bytes.toByteArray();
    }
}
