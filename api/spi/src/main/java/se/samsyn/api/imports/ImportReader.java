package se.samsyn.api.imports;

import java.io.IOException;

/**
 * Reads a file, row by row.
 *
 * <pre>{@code
 * String[] cells = line.split(";", -1);
 * if (cells.length != 3) {
 *     rows.reject(row, line, rows.text("file.cells", cells.length));
 * …
 *     rows.figure(row, figure(cells[0].strip(), cells[1].strip(), cells[2].strip()));
 * }
 * }</pre>
 *
 * <p>A test of it, without a server, by what {@code samsyn-testkit} keeps of what is told:
 *
 * <pre>{@code
 * assertThat(told.rejected())
 *         .extracting(Rejected::row, Rejected::reason)
 *         .containsExactly(
 *                 tuple(2, "file.cells"), tuple(3, "file.month"), tuple(4, "file.percent"), tuple(5, "file.percent"));
 * }</pre>
 *
 * @since 0.9.0
 */
@FunctionalInterface
public interface ImportReader {

    /**
     * Tells what each row says. Writes nothing: core compares the rows with what there is, shows them and saves them.
     *
     * <p>A file may take ten minutes, with no more than thirty seconds between its rows; then the thread is interrupted.
     *
     * @param file the file
     * @param rows is told of each row, in order
     * @throws IOException when the file cannot be read
     * @throws se.samsyn.api.web.InputException when it is not a file of this kind at all; the message says what is wrong, in
     *     the language of {@link ImportRows#text}
     */
    void read(ImportFile file, ImportRows rows) throws IOException;
}
