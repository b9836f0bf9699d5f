package se.samsyn.core.document;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.slf4j.Slf4jLogger;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import se.samsyn.api.document.Document;
import se.samsyn.core.settings.Version;

/** A document as a tagged PDF that fulfils PDF/UA. */
final class PdfFile {

    private static final String FONT = "Inter";
    private static final String REGULAR = "Inter_400Regular.ttf";

    static {
        XRLog.setLoggerImpl(new Slf4jLogger());
    }

    /** Read by the first document. */
    private static final class Letters {
        private static final FontLetters OF_FONT = new FontLetters(font(REGULAR));
    }

    private PdfFile() {}

    static void write(Document document, String municipality, String address, OutputStream out) throws IOException {
        new PdfRendererBuilder()
                .useFastMode()
                .usePdfUaAccessibility(true)
                .usePdfVersion(1.7f)
                .useFont(() -> font(REGULAR), FONT, 400, FontStyle.NORMAL, true)
                .useFont(() -> font("Inter_600SemiBold.ttf"), FONT, 600, FontStyle.NORMAL, true)
                // The page holds all it needs; nothing is fetched for it from anywhere.
                .useExternalResourceAccessControl((uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .withProducer("Samsyn " + Version.current())
                .withHtmlContent(Letters.OF_FONT.shown(DocumentHtml.print(document, municipality, address)), null)
                .toStream(out)
                .run();
    }

    private static InputStream font(String name) {
        InputStream font = PdfFile.class.getResourceAsStream(name);
        if (font == null) {
            throw new IllegalStateException("The font " + name + " is missing from this build");
        }
        return font;
    }
}
