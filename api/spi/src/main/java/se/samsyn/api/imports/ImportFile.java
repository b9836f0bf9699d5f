package se.samsyn.api.imports;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that is imported.
 *
 * @since 0.9.0
 */
public interface ImportFile {

    /** Its name, without folders. */
    String name();

    /** Its content, from the start each time; the caller closes it. */
    InputStream open() throws IOException;
}
