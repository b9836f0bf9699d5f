package se.samsyn.api.document;

import se.samsyn.api.web.Response;

/**
 * Makes files of documents. Safe for use from many threads.
 *
 * <pre>{@code
 * return finding.meeting(
 *         request, Insight.Level.OVERSEER, (r, room) -> documents.word(name(r, room) + ".docx", document(r, room)));
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(larare.get(meeting + "/minutes/pdf").body()).startsWith("%PDF");
 * assertThat(larare.get(meeting + "/minutes/word").body()).startsWith("PK");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Documents {

    /**
     * A Word file with real headings, lists, table heads, language and title.
     *
     * @param name the file's name, ending in {@code .docx}
     */
    Response.File word(String name, Document document);

    /**
     * A tagged PDF (PDF/UA), with the municipality's name and page numbers.
     *
     * @param name the file's name, ending in {@code .pdf}
     */
    Response.File pdf(String name, Document document);
}
