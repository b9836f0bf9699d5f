package se.samsyn.core.web;

import java.io.IOException;
import java.io.OutputStream;
import se.samsyn.api.web.Content;

/** Content that core itself writes, though a plugin answered with it: a slow reader is no fault of the plugin's. */
public record CoreContent(Content content) implements Content {

    @Override
    public void writeTo(OutputStream out) throws IOException {
        content.writeTo(out);
    }
}
