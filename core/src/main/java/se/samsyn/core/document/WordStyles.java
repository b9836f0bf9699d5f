package se.samsyn.core.document;

import java.math.BigInteger;
import java.util.Locale;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSpacing;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STUnderline;

/**
 * The styles of a Word file: Word's own names, so that its outline, its list of contents and screen readers know them, and
 * so that the municipality's template can be laid over.
 */
final class WordStyles {

    static final String TITLE = "Title";
    static final String CAPTION = "Caption";
    static final String LIST = "ListBullet";
    static final String HEADER = "Header";
    static final String FOOTER = "Footer";
    private static final String LINK = "Hyperlink";
    private static final String INK = "1E2B3C";
    private static final String FONT = "Calibri";

    /** Half points, as Word counts them. */
    private static final int TEXT_SIZE = 22;

    private final XWPFStyles styles;

    private WordStyles(XWPFStyles styles) {
        this.styles = styles;
    }

    static String heading(int level) {
        return "Heading" + (level - 1);
    }

    static void addTo(XWPFDocument file, Locale language) {
        WordStyles styles = new WordStyles(file.createStyles());
        styles.defaults(language);
        styles.add(paragraph("Normal", "Normal", TEXT_SIZE, false, 0, 120));
        styles.add(paragraph(TITLE, "Title", 40, true, 0, 240));
        for (int level = 2; level <= 4; level++) {
            CTStyle heading = paragraph(
                    heading(level), "heading " + (level - 1), 34 - 4 * level, true, 320 - 40 * level, 80);
            heading.getPPr().addNewKeepNext();
            heading.getPPr().addNewOutlineLvl().setVal(BigInteger.valueOf(level - 2));
            styles.add(heading);
        }
        CTStyle caption = paragraph(CAPTION, "caption", TEXT_SIZE, true, 120, 60);
        caption.getPPr().addNewKeepNext();
        styles.add(caption);
        styles.add(paragraph(LIST, "List Bullet", TEXT_SIZE, false, 0, 40));
        styles.add(paragraph(HEADER, "header", 18, false, 0, 0));
        styles.add(paragraph(FOOTER, "footer", 18, false, 0, 0));
        styles.link();
    }

    /** The numbering of bulleted lists. */
    static BigInteger bullets(XWPFDocument file) {
        XWPFNumbering numbering = file.createNumbering();
        CTAbstractNum list = CTAbstractNum.Factory.newInstance();
        list.setAbstractNumId(BigInteger.ZERO);
        CTLvl level = list.addNewLvl();
        level.setIlvl(BigInteger.ZERO);
        level.addNewStart().setVal(BigInteger.ONE);
        level.addNewNumFmt().setVal(STNumberFormat.BULLET);
        level.addNewLvlText().setVal("•");
        CTPPrGeneral paragraph = level.addNewPPr();
        paragraph.addNewInd().setLeft(BigInteger.valueOf(500));
        paragraph.getInd().setHanging(BigInteger.valueOf(280));
        return numbering.addNum(numbering.addAbstractNum(new XWPFAbstractNum(list)));
    }

    private void defaults(Locale language) {
        CTFonts fonts = CTFonts.Factory.newInstance();
        fonts.setAscii(FONT);
        fonts.setHAnsi(FONT);
        fonts.setCs(FONT);
        styles.setDefaultFonts(fonts);
        styles.setSpellingLanguage(language.toLanguageTag());
    }

    private static CTStyle paragraph(String id, String name, int size, boolean bold, int before, int after) {
        CTStyle style = style(id, name, STStyleType.PARAGRAPH);
        if (id.equals("Normal")) {
            style.setDefault(true);
        } else {
            style.addNewBasedOn().setVal("Normal");
        }
        CTSpacing spacing = style.addNewPPr().addNewSpacing();
        spacing.setBefore(BigInteger.valueOf(before));
        spacing.setAfter(BigInteger.valueOf(after));
        CTRPr run = style.addNewRPr();
        if (bold) {
            run.addNewB();
        }
        run.addNewColor().setVal(INK);
        run.addNewSz().setVal(BigInteger.valueOf(size));
        return style;
    }

    private void link() {
        CTStyle style = style(LINK, LINK, STStyleType.CHARACTER);
        CTRPr run = style.addNewRPr();
        run.addNewColor().setVal("14425E");
        run.addNewU().setVal(STUnderline.SINGLE);
        add(style);
    }

    /** As it is now: the file gets a copy. */
    private void add(CTStyle style) {
        styles.addStyle(new XWPFStyle(style, styles));
    }

    private static CTStyle style(String id, String name, STStyleType.Enum type) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setType(type);
        style.setStyleId(id);
        style.addNewName().setVal(name);
        style.addNewQFormat();
        return style;
    }
}
