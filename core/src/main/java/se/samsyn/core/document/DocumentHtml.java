package se.samsyn.core.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import se.samsyn.api.document.Document;

/** A document as a whole HTML page that is XML too. */
final class DocumentHtml {

    /** Programs that show mail heed only styles that stand on the elements themselves. */
    private static final Map<String, String> MAIL_STYLES = Map.ofEntries(
            Map.entry("body", "margin:0;padding:24px;background:#f4f5f6;color:#1e2b3c;"
                    + "font-family:Inter,'Segoe UI',Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5"),
            Map.entry("main", "max-width:640px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px"),
            Map.entry("h1", "margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600"),
            Map.entry("h2", "margin:24px 0 8px;font-size:18px;font-weight:600"),
            Map.entry("h3", "margin:20px 0 8px;font-size:16px;font-weight:600"),
            Map.entry("h4", "margin:16px 0 4px;font-size:16px;font-weight:600"),
            Map.entry("p", "margin:0 0 12px"),
            Map.entry("ul", "margin:0 0 12px;padding-left:24px"),
            Map.entry("table", "margin:0 0 16px;border-collapse:collapse;width:100%;font-size:15px"),
            Map.entry("caption", "padding:0 0 6px;text-align:left;font-weight:600"),
            Map.entry("th", "padding:6px 12px 6px 0;border-bottom:1px solid #7b8896;text-align:left;vertical-align:top"),
            Map.entry("td", "padding:6px 12px 6px 0;border-bottom:1px solid #d4d9de;text-align:left;vertical-align:top"),
            Map.entry("link", "display:inline-block;padding:10px 20px;background:#14425e;border-radius:6px;"
                    + "color:#ffffff;font-weight:600;text-decoration:none"),
            Map.entry("foot", "max-width:640px;margin:12px auto 0;padding:0 24px;color:#4a5563;font-size:14px"));

    private final Document document;
    private final String address;
    private final Map<String, String> styles;
    private final StringWriter page = new StringWriter();
    private final XMLStreamWriter out;

    private DocumentHtml(Document document, String address, Map<String, String> styles) throws XMLStreamException {
        this.document = document;
        this.address = address;
        this.styles = styles;
        this.out = XMLOutputFactory.newFactory().createXMLStreamWriter(page);
    }

    /** For a page of paper: the municipality in the head and page numbers in the foot of each. */
    static String print(Document document, String municipality, String address) {
        try {
            DocumentHtml html = new DocumentHtml(document, address, Map.of());
            html.begin(styleSheet());
            html.element("div", "id", "head", municipality);
            html.element("div", "id", "foot", "");
            html.body();
            return html.end();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Cannot write the document as HTML", e);
        }
    }

    /** For a letter by e-mail. */
    static String letter(Document document, String municipality, String address) {
        try {
            DocumentHtml html = new DocumentHtml(document, address, MAIL_STYLES);
            html.begin("");
            html.open("div", "main");
            html.body();
            html.out.writeEndElement();
            html.open("div", "foot");
            html.write(municipality);
            html.out.writeEndElement();
            return html.end();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Cannot write the document as HTML", e);
        }
    }

    private static String styleSheet() {
        try (InputStream in = DocumentHtml.class.getResourceAsStream("document.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the style sheet of documents", e);
        }
    }

    private void begin(String styleSheet) throws XMLStreamException {
        out.writeDTD("<!DOCTYPE html>");
        out.writeStartElement("html");
        out.writeAttribute("lang", document.language().toLanguageTag());
        out.writeStartElement("head");
        out.writeEmptyElement("meta");
        out.writeAttribute("charset", "utf-8");
        element("title", "", "", document.title());
        out.writeEmptyElement("meta");
        out.writeAttribute("name", "subject");
        out.writeAttribute("content", DocumentText.clean(document.title()));
        if (!styleSheet.isEmpty()) {
            out.writeStartElement("style");
            out.writeCharacters(styleSheet);
            out.writeEndElement();
        }
        out.writeEndElement();
        open("body", "body");
    }

    private String end() throws XMLStreamException {
        out.writeEndDocument();
        out.close();
        return page.toString();
    }

    private void body() throws XMLStreamException {
        element("h1", "", "", document.title());
        for (Document.Block block : document.blocks()) {
            block(block);
        }
    }

    private void block(Document.Block block) throws XMLStreamException {
        if (block instanceof Document.Heading heading) {
            element("h" + heading.level(), "", "", heading.text());
        } else if (block instanceof Document.Paragraph paragraph) {
            element("p", "", "", paragraph.text());
        } else if (block instanceof Document.Bullets bullets) {
            bullets(bullets);
        } else if (block instanceof Document.Facts facts) {
            for (Document.Fact fact : facts.facts()) {
                fact(fact);
            }
        } else if (block instanceof Document.Table table) {
            table(table);
        } else if (block instanceof Document.Link link) {
            link(link);
        }
    }

    /** One without items would be a list of nothing to a screen reader. */
    private void bullets(Document.Bullets bullets) throws XMLStreamException {
        if (bullets.items().isEmpty()) {
            return;
        }
        open("ul", "ul");
        for (String item : bullets.items()) {
            element("li", "", "", item);
        }
        out.writeEndElement();
    }

    private void fact(Document.Fact fact) throws XMLStreamException {
        open("p", "p");
        out.writeAttribute("class", "fact");
        element("strong", "", "", fact.label() + ":");
        out.writeCharacters(" ");
        write(fact.value());
        out.writeEndElement();
    }

    private void table(Document.Table table) throws XMLStreamException {
        open("table", "table");
        element("caption", "", "", table.caption());
        out.writeStartElement("thead");
        cells(table.heads(), true);
        out.writeEndElement();
        out.writeStartElement("tbody");
        for (List<String> row : table.rows()) {
            cells(row, false);
        }
        out.writeEndElement();
        out.writeEndElement();
    }

    private void cells(List<String> cells, boolean heads) throws XMLStreamException {
        out.writeStartElement("tr");
        for (int i = 0; i < cells.size(); i++) {
            if (heads || i == 0) {
                element("th", "scope", heads ? "col" : "row", cells.get(i));
            } else {
                element("td", "", "", cells.get(i));
            }
        }
        out.writeEndElement();
    }

    private void link(Document.Link link) throws XMLStreamException {
        open("p", "p");
        open("a", "link");
        out.writeAttribute("href", address + link.address());
        write(link.text());
        out.writeEndElement();
        out.writeEndElement();
    }

    private void element(String name, String attribute, String value, String text) throws XMLStreamException {
        open(name, name);
        if (!attribute.isEmpty()) {
            out.writeAttribute(attribute, value);
        }
        write(text);
        out.writeEndElement();
    }

    private void open(String name, String role) throws XMLStreamException {
        out.writeStartElement(name);
        String style = styles.get(role);
        if (style != null) {
            out.writeAttribute("style", style);
        }
    }

    /** Text as it stands, its line breaks kept. */
    private void write(String text) throws XMLStreamException {
        String[] lines = DocumentText.clean(text).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                out.writeEmptyElement("br");
            }
            out.writeCharacters(lines[i]);
        }
    }
}
