package se.samsyn.api.imports;

import java.io.IOException;

/**
 * Reads a file, row by row.
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
