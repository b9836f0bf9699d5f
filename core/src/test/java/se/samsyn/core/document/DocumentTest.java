package se.samsyn.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHyperlinkRun;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import se.samsyn.api.document.Document;
import se.samsyn.api.document.Document.Bullets;
import se.samsyn.api.document.Document.Fact;
import se.samsyn.api.document.Document.Facts;
import se.samsyn.api.document.Document.Heading;
import se.samsyn.api.document.Document.Link;
import se.samsyn.api.document.Document.Paragraph;
import se.samsyn.api.document.Document.Table;
import se.samsyn.api.web.Response;

class DocumentTest {

    private static final Document MINUTES = new Document(
            "Protokoll från rektorsmötet 12 november <b>&</b>",
            Locale.forLanguageTag("sv"),
            List.of(
                    new Facts(List.of(new Fact("Tid", "torsdag 12 november, 9.00–11.30"), new Fact("Plats", "Ånäset"))),
                    new Heading(2, "Skolnärvaro"),
                    new Paragraph("Närvaron har ökat på sju av nio skolor.\nÄven på Ålunda skola & <i>Ekbacken</i>."),
                    new Bullets(List.of("Åtgärder följs upp i januari", "Öppet hus den 3 december", "Rökfri skolgård")),
                    new Heading(3, "Åtaganden"),
                    new Table("Vem som gör vad", List.of("Åtagande", "Ansvarig", "Klart"), rows(60)),
                    new Link("Öppna mötet i Samsyn", "/modules/meetings/12")));

    private final DocumentModule documents = new DocumentModule(() -> "Norrviks kommun", "https://samsyn.example");

    private static List<List<String>> rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> List.of("Åtagande nummer " + i, "Åsa Öberg", "2026-12-" + (10 + i % 20)))
                .toList();
    }

    private static byte[] content(Response.File file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.content().writeTo(out);
        return out.toByteArray();
    }

    @Test
    void wordHasHeadingsListsTableHeadsLanguageAndTitle() throws IOException {
        Response.File file = documents.word("protokoll.docx", MINUTES);

        assertThat(file.name()).isEqualTo("protokoll.docx");
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(content(file)))) {
            assertThat(word.getProperties().getCoreProperties().getTitle()).isEqualTo(MINUTES.title());
            assertThat(word.getProperties().getCoreProperties().getUnderlyingProperties().getLanguageProperty())
                    .hasValue("sv");
            assertThat(word.getStyles().getDefaultRunStyle()).isNotNull();
            assertThat(word.getStyles().getCtStyles().getDocDefaults().getRPrDefault().getRPr().getLangArray(0).getVal())
                    .isEqualTo("sv");
            assertThat(styled(word, "Title")).containsExactly(MINUTES.title());
            assertThat(styled(word, "Heading1")).containsExactly("Skolnärvaro");
            assertThat(styled(word, "Heading2")).containsExactly("Åtaganden");
            assertThat(word.getStyles().getStyle("Heading1").getCTStyle().getPPr().getOutlineLvl().getVal()).isZero();
            assertThat(word.getParagraphs().stream().filter(p -> p.getNumID() != null).map(XWPFParagraph::getNumFmt))
                    .containsExactly("bullet", "bullet", "bullet");
            assertThat(word.getTables()).hasSize(1);
            assertThat(word.getTables().get(0).getRow(0).isRepeatHeader()).isTrue();
            assertThat(word.getTables().get(0).getRow(1).isRepeatHeader()).isFalse();
            assertThat(word.getTables().get(0).getRow(1).getCell(1).getText()).isEqualTo("Åsa Öberg");
            assertThat(word.getHeaderList().get(0).getText()).contains("Norrviks kommun");
            XWPFHyperlinkRun link = (XWPFHyperlinkRun) word.getParagraphs().stream()
                    .flatMap(p -> p.getRuns().stream())
                    .filter(XWPFHyperlinkRun.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertThat(link.getHyperlink(word).getURL()).isEqualTo("https://samsyn.example/modules/meetings/12");
            assertThat(link.text()).isEqualTo("Öppna mötet i Samsyn");
        }
    }

    private static List<String> styled(XWPFDocument word, String style) {
        return word.getParagraphs().stream()
                .filter(p -> style.equals(p.getStyle()))
                .map(XWPFParagraph::getText)
                .toList();
    }

    @Test
    void pdfIsTaggedAndHoldsItsFontsTitleAndLanguage() throws IOException {
        byte[] content = content(documents.pdf("protokoll.pdf", MINUTES));
        keep(content);

        try (PDDocument pdf = Loader.loadPDF(content)) {
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("sv");
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo(MINUTES.title());
            assertThat(pdf.getNumberOfPages()).isGreaterThan(1);
            String text = new PDFTextStripper().getText(pdf);
            assertThat(text)
                    .contains("Närvaron har ökat på sju av nio skolor.", "Även på Ålunda skola & <i>Ekbacken</i>.")
                    .contains("Norrviks kommun", "1 (" + pdf.getNumberOfPages() + ")", "2 (" + pdf.getNumberOfPages() + ")");
            List<String> tags = tags(pdf.getDocumentCatalog().getStructureTreeRoot());
            assertThat(tags).contains("H1", "H2", "H3", "P", "L", "LI", "Table", "TR", "TH", "TD", "Link");
            assertThat(Collections.frequency(tags, "LI")).isEqualTo(3);
            assertThat(Collections.frequency(tags, "H1")).isEqualTo(1);
            for (var name : pdf.getPage(0).getResources().getFontNames()) {
                PDFont font = pdf.getPage(0).getResources().getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                assertThat(font.getName()).contains("Inter");
            }
            PDAnnotationLink link = (PDAnnotationLink)
                    pdf.getPage(pdf.getNumberOfPages() - 1).getAnnotations().get(0);
            assertThat(((PDActionURI) link.getAction()).getURI())
                    .isEqualTo("https://samsyn.example/modules/meetings/12");
        }
    }

    @Test
    void pdfBreaksAWordThatIsLongerThanALine() throws IOException {
        String word = "https://example.se/" + "mycketlangadress".repeat(10);
        Document minutes = new Document(
                "Möte " + word,
                Locale.forLanguageTag("sv"),
                List.of(
                        new Heading(2, word),
                        new Paragraph("Se " + word),
                        new Facts(List.of(new Fact("Plats", word), new Fact(word, "Ånäset"))),
                        new Bullets(List.of(word)),
                        new Table(word, List.of("Vad", "Vem"), List.of(List.of(word, "Åsa"), List.of("Brev", word)))));
        byte[] content = content(documents.pdf("a.pdf", minutes));

        try (PDDocument pdf = Loader.loadPDF(content)) {
            float right = pdf.getPage(0).getMediaBox().getWidth() - 20 / 25.4f * 72;
            StringBuilder all = new StringBuilder();
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    all.append(letter.getUnicode());
                    assertThat(letter.getXDirAdj() + letter.getWidthDirAdj()).as(all.toString()).isLessThan(right);
                }
            }.getText(pdf);
            assertThat(all.toString().replaceAll("\\s", "").split(Pattern.quote(word), -1)).as("all of it, nine times").hasSize(10);
        }
    }

    @Test
    void pdfFulfilsPdfUa() throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        byte[] content = content(documents.pdf("protokoll.pdf", MINUTES));

        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(content), PDFAFlavour.PDFUA_1);
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            ValidationResult result = validator.validate(parser);
            assertThat(result.getTestAssertions())
                    .as(() -> result.getTestAssertions().stream()
                            .map(a -> a.getRuleId() + " " + a.getMessage() + " " + a.getLocation().getContext())
                            .distinct()
                            .limit(20)
                            .reduce("", (a, b) -> a + "\n" + b))
                    .isEmpty();
            assertThat(result.isCompliant()).isTrue();
        }
    }

    @Test
    void pdfHasASquareForEachSignThatItsFontHasNot() throws IOException {
        Document minutes = new Document(
                "Möte", Locale.forLanguageTag("sv"), List.of(new Paragraph("Åäö é – bra Łódź Київ 👍🏽 日 ع ❤️ slut")));

        try (PDDocument pdf = Loader.loadPDF(content(documents.pdf("a.pdf", minutes)))) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .contains("Åäö é – bra Łódź Київ □ □ □ ", "slut")
                    .doesNotContain("#", "[", "□□");
        }
    }

    @Test
    void whatLooksLikeMarkupOrCannotBeWrittenDoesNoHarm() throws IOException {
        Document odd = new Document(
                "a\u0000b\u0007\r\nc",
                Locale.ENGLISH,
                List.of(
                        new Paragraph("<script>alert(1)</script> ]]> &amp; \uD800 \u0001 😀 العربية"),
                        new Bullets(List.of()),
                        new Table("", List.of("A"), List.of()),
                        new Link("\"><img src=x>", "/a?b=1&c=%22")));

        assertThat(content(documents.pdf("a.pdf", odd))).startsWith('%', 'P', 'D', 'F');
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(content(documents.word("a.docx", odd))))) {
            assertThat(word.getParagraphs().get(1).getText()).startsWith("<script>alert(1)</script> ]]> &amp;");
        }
        assertThat(documents.letter(odd)).doesNotContain("<script").doesNotContain("<img").contains("lang=\"en\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "", "/a b\"c"})
    void aLinkLeadsNowhereButIntoSamsyn(String address) {
        assertThatThrownBy(() -> new Link("Hit", address)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLetterIsTheSameDocumentAsHtmlAndAsText() throws Exception {
        String html = documents.letter(MINUTES);
        var parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(parsed.getDocumentElement().getAttribute("lang")).isEqualTo("sv");
        assertThat(parsed.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(MINUTES.title());
        assertThat(parsed.getElementsByTagName("a").item(0).getAttributes().getNamedItem("href").getNodeValue())
                .isEqualTo("https://samsyn.example/modules/meetings/12");
        assertThat(parsed.getElementsByTagName("li").getLength()).isEqualTo(3);

        assertThat(documents.text(MINUTES))
                .contains("Tid: torsdag 12 november, 9.00–11.30")
                .contains("Skolnärvaro\n-----------\n")
                .contains("- Åtgärder följs upp i januari\n- Öppet hus")
                .contains("* Åtagande: Åtagande nummer 1\n  Ansvarig: Åsa Öberg\n  Klart: 2026-12-11")
                .contains("Öppna mötet i Samsyn:\nhttps://samsyn.example/modules/meetings/12");
    }

    private static List<String> tags(PDStructureNode node) {
        List<String> tags = new ArrayList<>();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                tags.add(element.getStandardStructureType());
                tags.addAll(tags(element));
            }
        }
        return tags;
    }

    /** The file and its pages as pictures, to be looked at. */
    private static void keep(byte[] content) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/documents"));
        Files.write(folder.resolve("protokoll.pdf"), content);
        try (PDDocument pdf = Loader.loadPDF(content)) {
            for (int page : new int[] {0, pdf.getNumberOfPages() - 1}) {
                BufferedImage image = new PDFRenderer(pdf).renderImageWithDPI(page, 80);
                ImageIO.write(image, "png", folder.resolve("protokoll-" + (page + 1) + ".png").toFile());
            }
        }
    }
}
