package se.samsyn.api.web;

import java.io.IOException;
import java.io.InputStream;

/**
 * An uploaded file.
 *
 * @since 0.9.0
 */
public interface Upload {

    /** The name that the browser gave, without folders; not to be trusted as a path. */
    String name();

    /** The size in bytes. */
    long size();

    /** The content, from the start each time; the caller closes it. */
    InputStream open() throws IOException;
}
