package se.samsyn.core.document;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHyperlinkRun;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblLook;
import se.samsyn.api.document.Document;

/** A document as a Word file, its parts as what they are to Word. */
final class WordFile {

    /** A4 in twentieths of a point. */
    private static final int WIDTH = 11_906;
    private static final int HEIGHT = 16_838;
    private static final int MARGIN = 1_247;

    private final Document document;
    private final String municipality;
    private final String address;
    private final XWPFDocument file = new XWPFDocument();

    WordFile(Document document, String municipality, String address) {
        this.document = document;
        this.municipality = municipality;
        this.address = address;
    }

    void writeTo(OutputStream out) throws IOException {
        try (file) {
            WordStyles.addTo(file, document.language());
            properties();
            page();
            paragraph(WordStyles.TITLE, document.title());
            for (Document.Block block : document.blocks()) {
                block(block);
            }
            file.write(out);
        }
    }

    private void properties() {
        var core = file.getProperties().getCoreProperties();
        core.setTitle(DocumentText.clean(document.title()));
        core.setCreator("Samsyn");
        core.getUnderlyingProperties().setLanguageProperty(document.language().toLanguageTag());
    }

    private void page() {
        var section = file.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(WIDTH));
        size.setH(BigInteger.valueOf(HEIGHT));
        BigInteger width = BigInteger.valueOf(MARGIN);
        CTPageMar margin = section.addNewPgMar();
        margin.setTop(width);
        margin.setBottom(width);
        margin.setLeft(width);
        margin.setRight(width);
        XWPFParagraph head = file.createHeader(HeaderFooterType.DEFAULT).createParagraph();
        head.setStyle(WordStyles.HEADER);
        write(head.createRun(), municipality);
        XWPFParagraph foot = file.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        foot.setStyle(WordStyles.FOOTER);
        foot.setAlignment(ParagraphAlignment.RIGHT);
        field(foot, "PAGE");
        foot.createRun().setText(" (");
        field(foot, "NUMPAGES");
        foot.createRun().setText(")");
    }

    private static void field(XWPFParagraph paragraph, String name) {
        var field = paragraph.getCTP().addNewFldSimple();
        field.setInstr(name);
        field.addNewR().addNewT().setStringValue("1");
    }

    private void block(Document.Block block) {
        if (block instanceof Document.Heading heading) {
            paragraph(WordStyles.heading(heading.level()), heading.text());
        } else if (block instanceof Document.Paragraph paragraph) {
            paragraph("Normal", paragraph.text());
        } else if (block instanceof Document.Bullets bullets) {
            bullets(bullets);
        } else if (block instanceof Document.Facts facts) {
            facts.facts().forEach(this::fact);
        } else if (block instanceof Document.Table table) {
            table(table);
        } else if (block instanceof Document.Link link) {
            link(link);
        }
    }

    private XWPFParagraph paragraph(String style, String text) {
        XWPFParagraph paragraph = file.createParagraph();
        paragraph.setStyle(style);
        write(paragraph.createRun(), text);
        return paragraph;
    }

    private void bullets(Document.Bullets bullets) {
        BigInteger numbering = file.getNumbering() == null
                ? WordStyles.bullets(file)
                : file.getNumbering().getNums().get(0).getCTNum().getNumId();
        for (String item : bullets.items()) {
            XWPFParagraph point = paragraph(WordStyles.LIST, item);
            point.setNumID(numbering);
            point.setNumILvl(BigInteger.ZERO);
        }
    }

    private void fact(Document.Fact fact) {
        XWPFParagraph paragraph = file.createParagraph();
        paragraph.setStyle("Normal");
        XWPFRun label = paragraph.createRun();
        label.setBold(true);
        write(label, fact.label() + ": ");
        write(paragraph.createRun(), fact.value());
    }

    private void table(Document.Table content) {
        paragraph(WordStyles.CAPTION, content.caption());
        XWPFTable table = file.createTable(1, content.heads().size());
        table.setWidth("100%");
        CTTblLook look = table.getCTTbl().getTblPr().addNewTblLook();
        look.setFirstRow(true);
        look.setFirstColumn(true);
        cells(table.getRow(0), content.heads(), true);
        table.getRow(0).setRepeatHeader(true);
        for (List<String> row : content.rows()) {
            XWPFTableRow next = table.createRow();
            next.setCantSplitRow(true);
            cells(next, row, false);
        }
        // Else what follows stands against the table's last line.
        file.createParagraph();
    }

    private static void cells(XWPFTableRow row, List<String> cells, boolean heads) {
        for (int i = 0; i < cells.size(); i++) {
            XWPFTableCell cell = row.getCell(i);
            XWPFRun run = cell.getParagraphArray(0).createRun();
            run.setBold(heads || i == 0);
            write(run, cells.get(i));
        }
    }

    private void link(Document.Link link) {
        XWPFParagraph paragraph = file.createParagraph();
        XWPFHyperlinkRun run = paragraph.createHyperlinkRun(address + link.address());
        run.setStyle("Hyperlink");
        write(run, link.text());
    }

    private static void write(XWPFRun run, String text) {
        String[] lines = DocumentText.clean(text).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.addBreak();
            }
            run.setText(lines[i], i);
        }
    }
}
