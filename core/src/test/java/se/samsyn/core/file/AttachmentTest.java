package se.samsyn.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.samsyn.api.document.Document;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Upload;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestClock;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.backup.RestoreService;
import se.samsyn.core.document.DocumentModule;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.MailSettings;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.web.Rejection;

class AttachmentTest {

    private static final Document DOCUMENT =
            new Document("Protokoll", Locale.forLanguageTag("sv"), List.of(new Document.Paragraph("Åtgärder")));
    private static TestSamsyn samsyn;

    private AttachmentStore store() {
        return samsyn.app().attachments();
    }

    @BeforeAll
    static void start() {
        samsyn = TestSamsyn.start();
    }

    @AfterAll
    static void stop() {
        samsyn.close();
    }

    @AfterEach
    void nothingIsLeftOfFilesOnTheirWayIn() throws IOException {
        try (Stream<Path> files = Files.list(samsyn.folder().resolve("tmp"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("attachment"))).isEmpty();
        }
    }

    private record Content(String name, byte[] content) implements Upload {

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }
    }

    private static byte[] bytes(Response.File file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.content().writeTo(out);
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(text(entry.getValue()));
            }
        }
        return out.toByteArray();
    }

    /** As LibreOffice begins its files. */
    private static byte[] openDocument() throws IOException {
        byte[] type = text("application/vnd.oasis.opendocument.text");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry first = new ZipEntry("mimetype");
            first.setMethod(ZipEntry.STORED);
            first.setSize(type.length);
            CRC32 crc = new CRC32();
            crc.update(type);
            first.setCrc(crc.getValue());
            zip.putNextEntry(first);
            zip.write(type);
            zip.putNextEntry(new ZipEntry("content.xml"));
            zip.write(text("<office/>"));
        }
        return out.toByteArray();
    }

    private static byte[] picture(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    private static byte[] spreadsheet() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Test", "1.0")) {
            book.newWorksheet("Blad").value(0, 0, "Åk 9");
        }
        return out.toByteArray();
    }

    @Test
    void whatPeopleAttachIsKeptAndGivenBackAsItWas() throws IOException {
        DocumentModule documents = new DocumentModule(() -> "Testköping", "http://localhost");
        Map<String, byte[]> files = Map.of(
                "protokoll.pdf", bytes(documents.pdf("a.pdf", DOCUMENT)),
                "Åtgärder 2026.docx", bytes(documents.word("a.docx", DOCUMENT)),
                "tabell.XLSX", spreadsheet(),
                "fri.odt", openDocument(),
                "bild.png", picture("png"),
                "foto.JPG", picture("jpg"),
                "bild.gif", picture("gif"),
                "anteckning.txt", text("Hej å ä ö\nrad två"),
                "gammal.txt", "Vi ses på torsdag i personalrummet, hälsar rektorn.".getBytes(StandardCharsets.ISO_8859_1),
                "data.csv", text("skola;andel\nEkbacken;84,5\n"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            StoredAttachment kept = store().add("p", "item-1", new Content(file.getKey(), file.getValue()), null);
            assertThat(kept.name()).isEqualTo(file.getKey());
            assertThat(kept.size()).isEqualTo(file.getValue().length);
            Response.File opened = store().open("p", kept.id()).orElseThrow();
            assertThat(bytes(opened)).isEqualTo(file.getValue());
        }
        assertThat(store().of("p", List.of("item-1", "item-2"))).hasSize(files.size());
    }

    @ParameterizedTest
    @CsvSource({
        "virus.exe, MZ\u0090, file.error.type",
        "sida.html, <html></html>, file.error.type",
        "bild.svg, <svg/>, file.error.type",
        "skript.js, alert(1), file.error.type",
        "utan, text, file.error.type",
        ".pdf, text, file.error.content",
        "bluff.pdf.exe, text, file.error.type",
        "makro.docm, text, file.error.type",
        "arkiv.zip, text, file.error.type",
        "bluff.pdf, <html><body><script>alert(1)</script></body></html>, file.error.content",
        "bluff.txt, <html><body><script>alert(1)</script></body></html>, file.error.content",
        "bluff.txt, <svg xmlns='http://www.w3.org/2000/svg'/>, file.error.content",
        "bluff.png, hej, file.error.content",
        "bluff.docx, hej, file.error.content",
        "skal.txt, '#!/bin/sh\nrm -rf /', file.error.content",
        "tom.txt, '', file.error.empty",
    })
    void whatIsNotLetInOrIsNotWhatItSaysIsRefused(String name, String content, String why) {
        assertThatThrownBy(() -> store().add("p", "bad", new Content(name, text(content)), null))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.reasons().get(0).key()).isEqualTo(why));
        assertThat(store().of("p", List.of("bad"))).isEmpty();
    }

    @Test
    void anArchiveIsNoWordFileAndMacrosStayOut() throws IOException {
        byte[] archive = zip(Map.of("a.txt", "hej"));
        byte[] excel = spreadsheet();
        byte[] macros = zip(Map.of("[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>", "word/vbaProject.bin", "x"));
        byte[] cut = java.util.Arrays.copyOf(excel, excel.length / 2);

        assertRefused("bluff.docx", archive, "file.error.content");
        assertRefused("bluff.docx", excel, "file.error.content");
        assertRefused("avbruten.xlsx", cut, "file.error.content");
        assertRefused("makro.docx", macros, "file.error.macros");
    }

    private void assertRefused(String name, byte[] content, String why) {
        assertThatThrownBy(() -> store().add("p", "bad", new Content(name, content), null))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.reasons().get(0).key()).isEqualTo(why));
    }

    @Test
    void twentyFiveMegabytesAreTheLimit() throws IOException {
        byte[] pdf = bytes(new DocumentModule(() -> "", "").pdf("a.pdf", DOCUMENT));
        byte[] most = new byte[25 * 1024 * 1024];
        new Random(1).nextBytes(most);
        System.arraycopy(pdf, 0, most, 0, pdf.length);

        StoredAttachment kept = store().add("p", "large", new Content("stor.pdf", most), null);
        assertThat(bytes(store().open("p", kept.id()).orElseThrow())).isEqualTo(most);
        assertRefused("storre.pdf", java.util.Arrays.copyOf(most, most.length + 1), "file.error.large");
        store().remove("p", kept.id(), null);
    }

    @Test
    void twoHundredFilesAreTheLimitOfOneSubject() throws IOException {
        StoredAttachment first = store().add("p", "full", new Content("1.txt", text("hej")), null);
        samsyn.app().database().write(() -> samsyn.app().database().jdbi().useHandle(handle -> handle.execute(
                """
                insert into attachment (plugin, subject, name, content_type, size, sha256, added_at)
                with recursive n (i) as (select 1 union all select i + 1 from n where i < 199)
                select a.plugin, a.subject, a.name, a.content_type, a.size, a.sha256, a.added_at from attachment a, n
                 where a.id = ?
                """,
                first.id())));

        assertThatThrownBy(() -> store().add("p", "full", new Content("201.txt", text("hej")), null))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.reasons().get(0).key()).isEqualTo("file.error.many"));
        store().add("p", "another", new Content("1.txt", text("hej")), null);
        store().remove("p", first.id(), null);
        store().add("p", "full", new Content("201.txt", text("hej")), null);
    }

    @Test
    void nothingIsTakenInThatTheDatabaseNeedsTheRoomOf(@TempDir Path folder) {
        long[] free = {500L * 1024 * 1024 + 2};
        AttachmentStore scarce = new AttachmentStore(
                samsyn.app().database(),
                new AttachmentRepository(samsyn.app().database().jdbi()),
                new FileCheck(folder),
                () -> free[0],
                samsyn.clock());

        assertThatThrownBy(() -> scarce.add("p", "scarce", new Content("a.txt", text("hej")), null))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.reasons().get(0).key()).isEqualTo("file.error.disk"));
        assertThat(folder).as("what was on its way in").isEmptyDirectory();
        free[0]++;
        assertThat(scarce.add("p", "scarce", new Content("a.txt", text("hej")), null).size()).isEqualTo(3);
    }

    @Test
    void namesHaveNoFoldersAndNothingThatCannotBeSeen() {
        assertThat(named("C:\\Users\\x\\..\\hej.txt")).isEqualTo("hej.txt");
        assertThat(named("../../etc/passwd.txt")).isEqualTo("passwd.txt");
        assertThat(named("a\r\nSet-Cookie: x.txt")).isEqualTo("aSet-Cookie x.txt");
        assertThat(named("A\u030Arsplan.txt")).isEqualTo("Årsplan.txt");
        assertThat(named("faktura\u202Efdp.txt")).isEqualTo("fakturafdp.txt");
        assertThat(named("å".repeat(300) + ".txt")).hasSize(150).endsWith("å.txt");
    }

    private String named(String given) {
        return store().add("p", "names", new Content(given, text("hej")), null).name();
    }

    @Test
    void aPluginSeesItsOwnAloneAndWhatWasTakenAwayIsRemembered() throws IOException {
        long rektor = samsyn.person("rektor").id();
        StoredAttachment kept = store().add("mine", "item", new Content("a.txt", text("hej")), rektor);

        assertThat(store().find("other", kept.id())).isEmpty();
        assertThat(store().open("other", kept.id())).isEmpty();
        assertThat(store().of("other", List.of("item"))).isEmpty();
        store().remove("other", kept.id(), null);
        assertThat(store().find("mine", kept.id())).isPresent();

        Response.File open = store().open("mine", kept.id()).orElseThrow();
        store().remove("mine", kept.id(), rektor);
        assertThat(store().find("mine", kept.id())).isEmpty();
        assertThat(store().of("mine", List.of("item"))).isEmpty();
        assertThatThrownBy(() -> bytes(open)).isInstanceOf(IOException.class);
        assertThat(store().ever("mine", "item")).singleElement().satisfies(gone -> {
            assertThat(gone.addedBy()).isEqualTo(rektor);
            assertThat(gone.removedBy()).isEqualTo(rektor);
            assertThat(gone.removedAt()).isNotNull();
        });
        assertThat(samsyn.rows("select 1 from attachment_part where attachment_id = " + kept.id())).isEmpty();
    }

    @Test
    void nothingIsKeptOfWhatIsUndone() {
        assertThatThrownBy(() -> samsyn.app().database().write(() -> {
                    store().add("p", "undone", new Content("a.txt", text("hej")), null);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(store().ever("p", "undone")).isEmpty();
    }

    @Test
    void aBackupHoldsThem(@TempDir Path folder) throws IOException {
        StoredAttachment kept = store().add("p", "backup", new Content("a.txt", text("hej på er")), null);
        Path file = folder.resolve("backup.zip");
        samsyn.app().backups().backup(file);

        Path restored = folder.resolve("restored");
        Settings settings = TestSamsyn.settings(restored, false, MailSettings.NONE);
        new RestoreService().restore(file, new DataFolder(restored));
        try (Samsyn again = Samsyn.open(settings, new TestClock())) {
            assertThat(bytes(again.attachments().open("p", kept.id()).orElseThrow())).isEqualTo(text("hej på er"));
        }
    }
}
