package se.samsyn.api.web;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the content of a file.
 *
 * @since 0.9.0
 */
@FunctionalInterface
public interface Content {
    /** Writes all of the content; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
}
