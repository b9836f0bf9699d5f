package se.samsyn.api.document;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A text in parts, from which core makes accessible Word and PDF files and mail. Texts are plain: what looks like markup
 * is shown as it stands.
 *
 * <pre>{@code
 * if (!decisions.isEmpty()) {
 *     blocks.add(new Document.Heading(2, texts.text("decisions.title")));
 *     blocks.add(new Document.Bullets(decisions));
 * }
 * blocks.add(new Document.Link(texts.text("minutes.mail.open"), room.meeting().address()));
 * }</pre>
 *
 * @param title heads it, and names the file to assistive technology
 * @param language what it is written in
 * @param blocks its parts in order
 * @since 0.9.0
 */
public record Document(String title, Locale language, List<Block> blocks) {

    public Document {
        Objects.requireNonNull(title);
        Objects.requireNonNull(language);
        blocks = List.copyOf(blocks);
    }

    /** A part of a document. */
    public sealed interface Block {}

    /**
     * A heading below the title.
     *
     * @param level 2, 3 or 4; the first is 2, and none is jumped over
     */
    public record Heading(int level, String text) implements Block {
        public Heading {
            if (level < 2 || level > 4) {
                throw new IllegalArgumentException("Headings have level 2, 3 or 4: " + level);
            }
        }
    }

    /** Running text; line breaks are kept. */
    public record Paragraph(String text) implements Block {}

    /** A list of points. */
    public record Bullets(List<String> items) implements Block {
        public Bullets {
            items = List.copyOf(items);
        }
    }

    /** What is known in pairs, such as time and place. */
    public record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** A word and what it is. */
    public record Fact(String label, String value) {}

    /**
     * A table.
     *
     * @param caption says what it shows
     * @param heads one for each column
     * @param rows each with as many cells as there are heads; the first cell names the row
     */
    public record Table(String caption, List<String> heads, List<List<String>> rows) implements Block {
        public Table {
            heads = List.copyOf(heads);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != heads.size()) {
                    throw new IllegalArgumentException("Not as many cells as heads in " + caption);
                }
            }
        }
    }

    /**
     * A link to a page of Samsyn's, shown as a button in mail and as a link elsewhere.
     *
     * @param address within Samsyn: begins with a slash, and holds no characters that an address must encode
     */
    public record Link(String text, String address) implements Block {
        public Link {
            if (!address.startsWith("/") || address.startsWith("//")) {
                throw new IllegalArgumentException("Not an address within Samsyn: " + address);
            }
            URI.create(address);
        }
    }
}
