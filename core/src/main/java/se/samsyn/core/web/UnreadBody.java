package se.samsyn.core.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/**
 * What of a request nobody read. A server that answers and closes while the browser still sends loses its answer with the
 * connection, and the reader sees the browser's own error instead of why the file or the form was refused.
 */
final class UnreadBody {

    private UnreadBody() {}

    /** Reads to the end, or as far as a request may be. */
    static void skip(Context context) {
        try {
            InputStream body = context.req().getInputStream();
            byte[] part = new byte[64 * 1024];
            long left = WebServer.UPLOAD_LIMIT;
            for (int read = body.read(part); read >= 0 && left > 0; read = body.read(part)) {
                left -= read;
            }
        } catch (IOException e) {
            context.header("Connection", "close");
        }
    }
}
