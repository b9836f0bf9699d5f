package se.samsyn.core.document;

import java.util.function.Supplier;
import se.samsyn.api.document.Document;
import se.samsyn.api.document.Documents;
import se.samsyn.api.web.Response;

/** Makes files, letters and plain text of documents. The libraries behind it are not loaded until one is asked for. */
public final class DocumentModule implements Documents {

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final Supplier<String> municipality;
    private final String address;

    /**
     * @param municipality whose name heads each page
     * @param address how people reach Samsyn, without a slash at the end; links are made of it
     */
    public DocumentModule(Supplier<String> municipality, String address) {
        this.municipality = municipality;
        this.address = address;
    }

    @Override
    public Response.File word(String name, Document document) {
        String head = municipality.get();
        return new Response.File(name, WORD, out -> new WordFile(document, head, address).writeTo(out));
    }

    @Override
    public Response.File pdf(String name, Document document) {
        String head = municipality.get();
        return new Response.File(name, "application/pdf", out -> PdfFile.write(document, head, address, out));
    }

    /** The document as the HTML of a letter. */
    public String letter(Document document) {
        return DocumentHtml.letter(document, municipality.get(), address);
    }

    /** The document as plain text, without its title. */
    public String text(Document document) {
        return DocumentText.of(document, address);
    }
}
