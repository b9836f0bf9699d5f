package se.samsyn.core.document;

import java.util.List;
import java.util.regex.Pattern;
import se.samsyn.api.document.Document;

/** A document as plain text. */
final class DocumentText {

    /** What neither XML nor a letter can hold: control characters, and halves of characters. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\uFFFE\\uFFFF\\p{Cs}]");

    private DocumentText() {}

    static String clean(String text) {
        return UNWRITABLE.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
    }

    static String of(Document document, String address) {
        StringBuilder text = new StringBuilder();
        for (Document.Block block : document.blocks()) {
            text.append(clean(of(block, address))).append("\n\n");
        }
        return text.toString().strip() + "\n";
    }

    private static String of(Document.Block block, String address) {
        if (block instanceof Document.Heading heading) {
            return heading.text() + "\n" + "-".repeat(Math.min(72, heading.text().length()));
        }
        if (block instanceof Document.Paragraph paragraph) {
            return paragraph.text();
        }
        if (block instanceof Document.Bullets bullets) {
            return String.join("\n", bullets.items().stream().map(item -> "- " + item.replace("\n", "\n  ")).toList());
        }
        if (block instanceof Document.Facts facts) {
            return String.join(
                    "\n", facts.facts().stream().map(fact -> fact.label() + ": " + fact.value()).toList());
        }
        if (block instanceof Document.Table table) {
            return table(table);
        }
        Document.Link link = (Document.Link) block;
        return link.text() + ":\n" + address + link.address();
    }

    /** A row is a few lines, since a letter has no width to lean on. */
    private static String table(Document.Table table) {
        StringBuilder text = new StringBuilder(table.caption());
        for (List<String> row : table.rows()) {
            text.append('\n');
            for (int i = 0; i < row.size(); i++) {
                text.append('\n').append(i == 0 ? "* " : "  ").append(table.heads().get(i)).append(": ").append(row.get(i));
            }
        }
        return text.toString();
    }
}
